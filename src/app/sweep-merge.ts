import type { Core } from '../core';
import type { SweepRows } from '../analysis/sweeps/summary';
import { decodeSaddle, type Engine } from '../files/saddle-file';
import { sweepDamage, type SweptRows, unpackSweep } from '../files/swept-section';
import type { Experiment } from '../model/experiment';
import { parseExperiment } from '../model/schema';
import { SweepPlan } from '../model/sweep/plan';
import { column, rowColumns, runStatuses } from '../model/sweep/row';
import { UserError } from '../model/user-error';
import { grouped } from '../model/words';
import type { SweepResult } from './contract';
import { inFile } from './open-file';
import { questionHash, resultOf } from './sweep-result';

interface Share {
  readonly name: string;
  readonly experiment: Experiment;
  readonly swept: SweptRows;
}

/**
 * Joins shares of one sweep, in any order; a run that several hold must be the same in all.
 * @throws UserError where a file holds no sweep, another one, or one of another core, and where runs are missing: which shares, and how many runs
 */
export function mergeSweeps(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  core: Core,
  engine: Engine,
): SweepResult {
  const shares = files.map(({ name, bytes }) => readShare(name, bytes, engine));
  const [first] = shares;
  if (first === undefined) throw new UserError('there is nothing to merge: name the files.', 'files');
  for (const { name, swept } of shares)
    if (swept.section.question !== first.swept.section.question)
      throw new UserError(
        `${name} is of another sweep than ${first.name}: merge only shares of the same experiment and axes.`,
        name,
      );
  // The file with the first run gives the name and the notes, whatever the order.
  const named = shares.reduce((least, share) =>
    (share.swept.numbers[0] ?? Infinity) < (least.swept.numbers[0] ?? Infinity) ? share : least,
  );
  const plan = new SweepPlan(named.experiment, core.math);
  if (questionHash(plan, engine) !== first.swept.section.question)
    throw new UserError(
      `${first.name} was computed by another version of the core; compute its runs again, or merge with that version.`,
      first.name,
    );
  const width = rowColumns(plan.hiddenLayers).length;
  const there = new Uint8Array(plan.runs);
  for (const share of shares) {
    refuseOthers(share, width, plan.runs);
    for (const run of share.swept.numbers) there[run] = 1;
  }
  // Before room is made for all rows: a small file can claim a million runs.
  refuseMissing(shares, there);
  const data = { width, rows: new Float64Array(plan.runs * width), known: new Uint8Array(plan.runs) };
  const failures = new Map<number, string>();
  for (const share of shares) take(share, data, failures);
  const failed = Array.from(failures, ([run, reason]) => ({ run, reason })).filter(
    ({ run }) => data.rows[run * width + column.status] === runStatuses.indexOf('failed'),
  );
  return resultOf(named.experiment, plan, data, null, failed, core);
}

function readShare(name: string, bytes: Uint8Array, engine: Engine): Share {
  const { document, warnings } = decodeSaddle(bytes, name);
  const { swept, arrays } = document;
  if (!swept)
    throw new UserError(
      warnings.find((warning) => warning.includes("section 'swept'")) ??
        `${name}: there is no sweep in this file; merge files that saddlescope sweep wrote.`,
      name,
    );
  const rows = unpackSweep(swept, arrays);
  if (rows === null)
    throw new UserError(
      `${name}: the rows of the sweep are damaged (${sweepDamage(swept, arrays)}); compute this share again.`,
      name,
    );
  if (document.engine.build !== engine.build)
    throw new UserError(
      `${name} was computed by another version of the core (${document.engine.build.slice(0, 12)}, this is ${engine.build.slice(0, 12)}); compute its runs again, or merge with that version.`,
      name,
    );
  return { name, experiment: inFile(name, () => parseExperiment(document.experiment)), swept: rows };
}

function refuseOthers({ name, swept: { section } }: Share, width: number, runs: number): void {
  if (section.columns.length === width && section.runs === runs) return;
  throw new UserError(
    `${name}: the rows do not fit the experiment in the file; compute this share again.`,
    name,
  );
}

function take(
  { name, swept: { section, numbers, rows } }: Share,
  { width, rows: all, known }: SweepRows,
  failures: Map<number, string>,
): void {
  const failed = runStatuses.indexOf('failed');
  for (const { run, reason } of section.failures) if (!failures.has(run)) failures.set(run, reason);
  numbers.forEach((run, i) => {
    const row = rows.subarray(i * width, (i + 1) * width);
    const there = all.subarray(run * width, (run + 1) * width);
    const replaces = known[run] === 0 || there[column.status] === failed;
    if (!replaces && row[column.status] !== failed && !row.every((value, k) => Object.is(value, there[k])))
      throw new UserError(
        `${name}: run ${run} is not the same as in another file; one of them is damaged: compute both again.`,
        name,
      );
    if (!replaces) return;
    known[run] = 1;
    there.set(row);
  });
}

function refuseMissing(shares: readonly Share[], known: Uint8Array): void {
  const missing: number[] = [];
  known.forEach((there, run) => {
    if (there === 0) missing.push(run);
  });
  if (missing.length === 0) return;
  const runs = `${grouped(missing.length)} of ${grouped(known.length)} runs are missing`;
  const count = shares[0]!.swept.section.shard?.count;
  const alike = count !== undefined && shares.every(({ swept }) => swept.section.shard?.count === count);
  if (!alike)
    throw new UserError(
      `${runs}, the first being run ${missing[0]}: name the files that hold them.`,
      'files',
    );
  const of = [...new Set(missing.map((run) => (run % count) + 1))].sort((a, b) => a - b);
  const told = of.slice(0, 20).map((index) => `${index}/${count}`);
  const more = of.length > told.length ? ` and ${of.length - told.length} more` : '';
  throw new UserError(
    `${runs}, those of the ${of.length === 1 ? 'share' : 'shares'} ${told.join(', ')}${more}: name their files, or compute them with saddlescope sweep --shard ${told[0]}.`,
    'files',
  );
}
