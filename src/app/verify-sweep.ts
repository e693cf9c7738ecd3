import type { Core } from '../core';
import type { Arrays } from '../files/arrays-by-name';
import { arrayDifferences } from '../files/array-differences';
import type { NpyArray } from '../files/npy';
import type { Engine, SaddleDocument } from '../files/saddle-file';
import { packSweep } from '../files/swept-section';
import { checkPoints } from '../model/sweep/check-points';
import { SweepPlan } from '../model/sweep/plan';
import { failedRow, rowColumns, runStatuses } from '../model/sweep/row';
import { UserError } from '../model/user-error';
import { isThreadLoss, jobCancelled, type RunManager, untilDone } from '../runs/run-manager';
import type { RunFailure } from '../runs/sweep-desk';
import { SweepSource } from '../runs/sweep-source';
import type { ArrayDifference, JobOptions, LostRun, SweepPoint, Verification } from './contract';
import { inFile } from './open-file';
import { shardFilter } from './shard';
import { questionHash } from './sweep-result';
import { scalar, sizeOf, type VerifiedPart } from './verify-part';

export interface VerifiedSweep extends VerifiedPart {
  readonly sweep: NonNullable<Verification['sweep']>;
}

const progressMilliseconds = 33;

/** The name under which the number of runs that the file claims is told. */
const claimedRuns = 'swept.runs';

/**
 * Computes the runs of a sweep again whose rows a file holds, and compares every array of the sweep with the file, bit for bit.
 * @throws UserError where the experiment's sweep is none, and with the place `cancelled` where the signal aborts
 */
export async function verifySweep(
  name: string,
  { experiment, swept: section = null, arrays, engine: wrote }: SaddleDocument,
  { core, engine, manager }: { readonly core: Core; readonly engine: Engine; readonly manager: RunManager },
  options: JobOptions,
): Promise<VerifiedSweep> {
  const plan = inFile(name, () => {
    const made = new SweepPlan(experiment, core.math);
    checkPoints(made);
    return made;
  });
  const shard = section?.shard ?? null;
  const share = runsOfShare(name, shard, plan.runs);
  const held = heldRuns(arrays['sweep_run'], share) ?? share;
  // Without the section nothing says which share it is.
  const expected = section === null ? held : share;
  const source = await computeAgain(name, plan, held, manager, options);

  const at = (run: number): SweepPoint =>
    Object.fromEntries(plan.valuesOf(run).map((value, axis) => [plan.axes[axis]!.over, value]));
  const columns = rowColumns(plan.hiddenLayers);
  const { rows, lost } = rowsToCompare(held, columns, section?.failures ?? [], source, arrays, at);
  const compared = held.length - lost.filter((run) => !run.compared).length;
  const packed = packSweep(
    { section: { columns }, numbers: held, rows },
    plan.axes.map(({ values }) => values),
    (run) => plan.coordinates(run),
  );
  const computed: Arrays = {
    ...packed,
    sweep_run: { shape: [expected.length], data: expected },
    [claimedRuns]: scalar(plan.runs),
  };
  const stored = section === null ? arrays : { ...arrays, [claimedRuns]: scalar(section.runs) };
  const size = sizeOf(computed);
  const differences = arrayDifferences(stored, computed, held).map((difference) =>
    difference.kind === 'numbers' && difference.run !== null
      ? { ...difference, at: at(difference.run) }
      : difference,
  );
  // The program opens no rows whose columns are named otherwise.
  const named = section === null || section.columns.join() === columns.join();
  const columnsDiffer: ArrayDifference = {
    kind: 'form',
    array: 'swept.columns',
    stored: null,
    computed: [columns.length],
  };
  const present = new Set(held);
  const missing = expected.filter((run) => !present.has(run));
  const isForeign =
    section !== null && wrote.build === engine.build && section.question !== questionHash(plan, engine);
  return {
    ...size,
    numbers: size.numbers - (held.length - compared) * columns.length,
    differences: named ? differences : [columnsDiffer, ...differences],
    unchecked: isForeign
      ? [
          {
            array: 'swept.question',
            why: 'it is not the fingerprint of the experiment in the file, so one of the two was changed after the sweep or by another version',
          },
        ]
      : [],
    names: new Set(Object.keys(packed)),
    sweep: {
      runs: compared,
      of: plan.runs,
      shard,
      missing: missing.length,
      firstMissing: missing.length === 0 ? null : { run: missing[0]!, at: at(missing[0]!) },
      lost,
    },
  };
}

/** The rows that the file should have: as they are computed now, but where a thread was lost, which says nothing about the run. */
function rowsToCompare(
  held: Float64Array,
  columns: readonly string[],
  failures: readonly RunFailure[],
  source: SweepSource,
  arrays: Arrays,
  at: (run: number) => SweepPoint,
): { readonly rows: Float64Array; readonly lost: readonly LostRun[] } {
  const width = columns.length;
  const rows = new Float64Array(held.length * width);
  const lost: LostRun[] = [];
  const [before, since] = [failures, source.failures].map(
    (of) => new Map(of.map(({ run, reason }) => [run, reason])),
  ) as [Map<number, string>, Map<number, string>];
  held.forEach((run, i) => {
    const row = rows.subarray(i * width, (i + 1) * width);
    row.set(source.rows.subarray(run * width, (run + 1) * width));
    // A reason counts only where the row says that the run failed, or it would excuse a row that was changed.
    const hasFailed = arrays['sweep_status']?.data[i] === runStatuses.indexOf('failed');
    const then = hasFailed ? (before.get(run) ?? null) : null;
    const now = since.get(run) ?? null;
    const lostThen = then !== null && isThreadLoss(then);
    const lostNow = now !== null && isThreadLoss(now);
    if (!lostThen && !lostNow) return;
    if (lostThen) row.set(failedRow(width));
    else columns.forEach((column, k) => (row[k] = storedEntry(arrays[`sweep_${column}`], i)));
    lost.push({ run, at: at(run), then, now, compared: lostThen });
  });
  return { rows, lost };
}

/** The runs of a share, ascending. */
function runsOfShare(
  name: string,
  shard: Parameters<typeof shardFilter>[0],
  runs: number,
): Float64Array<ArrayBuffer> {
  try {
    const belongs = shardFilter(shard, runs);
    return Float64Array.from({ length: runs }, (_, run) => run).filter(belongs);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      `${name}: it claims to hold share ${shard?.index}/${shard?.count} of ${runs} runs, and there is no such share; compute the sweep again.`,
      name,
    );
  }
}

/** The runs that a file's rows are of; null where their numbers are damaged, so that a row's place has to tell its run. */
function heldRuns(numbers: NpyArray | undefined, share: Float64Array): Float64Array<ArrayBuffer> | null {
  if (!(numbers?.data instanceof Float64Array) || numbers.shape.length !== 1) return null;
  const known = new Set(share);
  const { data } = numbers;
  const fits = data.every(
    (run, i) => known.has(run) && !Object.is(run, -0) && (i === 0 || run > data[i - 1]!),
  );
  return fits ? data.slice() : null;
}

/** NaN where the array has no such entry: its form is told then. */
function storedEntry(array: NpyArray | undefined, i: number): number {
  return Number(array?.data[i] ?? NaN);
}

/** The rows of these runs, computed on all threads that sweeps have. */
async function computeAgain(
  name: string,
  plan: SweepPlan,
  runs: Float64Array,
  manager: RunManager,
  { onProgress, signal }: JobOptions,
): Promise<SweepSource> {
  const wanted = new Uint8Array(plan.runs);
  for (const run of runs) wanted[run] = 1;
  let told = -Infinity;
  const tell = (): void => {
    const now = performance.now();
    if (now - told < progressMilliseconds) return;
    told = now;
    onProgress?.({ done: source.progress, total: source.total, task: 'verify' });
  };
  const source: SweepSource = new SweepSource(
    plan,
    (run) => wanted[run] === 1,
    manager.lanes,
    async () => undefined,
    tell,
  );
  try {
    await untilDone(manager.submit(source), signal);
  } catch (error) {
    if (error === jobCancelled) throw new UserError(`${name} was not verified: stopped.`, 'cancelled');
    throw error;
  }
  onProgress?.({ done: source.total, total: source.total, task: 'verify' });
  return source;
}
