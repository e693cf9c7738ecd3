import { createHash } from 'node:crypto';
import type { Core } from '../core';
import { groupRuns, type Grouping } from '../analysis/sweeps/groups';
import { sweepSentences } from '../analysis/sweeps/sentences';
import { summarise, type SweepRows } from '../analysis/sweeps/summary';
import { sweepTable, tableAxes, tableQuantities } from '../analysis/sweeps/table';
import { encodeSaddle, type Engine } from '../files/saddle-file';
import { sweepCsv } from '../files/sweep-csv';
import { sweepNpy } from '../files/sweep-npy';
import { packSweep, type SweptRows } from '../files/swept-section';
import type { Experiment } from '../model/experiment';
import { rowColumns } from '../model/sweep/row';
import { SweepPlan } from '../model/sweep/plan';
import { sweepQuestion } from '../model/sweep/question';
import type { Shard, SweepAggregate, SweepResult } from './contract';

/** SHA-256 over all that the rows of a sweep depend on: what is asked (see `sweepQuestion`), and the core. */
export function questionHash({ base, sweep }: SweepPlan, { build }: Pick<Engine, 'build'>): string {
  return createHash('sha256')
    .update(JSON.stringify({ ...sweepQuestion(base), sweep, build }))
    .digest('hex');
}

export function aggregateOf(
  plan: SweepPlan,
  grouping: Grouping,
  data: SweepRows,
  { math }: Pick<Core, 'math'>,
): SweepAggregate {
  const summary = summarise(grouping, data, math);
  const axes = tableAxes(plan);
  return {
    summary,
    tables: axes === null ? [] : tableQuantities.map(({ name }) => sweepTable(plan, data, axes, name)),
    sentences: sweepSentences(summary),
  };
}

/** @param data rows of the whole sweep; those that are known are taken */
export function resultOf(
  experiment: Experiment,
  plan: SweepPlan,
  data: SweepRows,
  shard: Shard | null,
  failures: SweepResult['failures'],
  core: Core,
): SweepResult {
  const { width, rows, known } = data;
  let count = 0;
  for (const one of known) count += one;
  const numbers = new Float64Array(count);
  // Where all are there, nobody writes into them any more.
  const own = count === plan.runs ? rows : new Float64Array(count * width);
  let found = 0;
  for (let run = 0; run < plan.runs; run++) {
    if (known[run] !== 1) continue;
    numbers[found] = run;
    if (own !== rows) for (let i = 0; i < width; i++) own[found * width + i] = rows[run * width + i]!;
    found++;
  }
  return {
    ...aggregateOf(plan, groupRuns(plan), data, core),
    experiment,
    runs: plan.runs,
    shard,
    columns: rowColumns(plan.hiddenLayers),
    numbers,
    rows: own,
    failures: [...failures].sort((a, b) => a.run - b.run),
  };
}

/** The result that a file holds; null where its rows are not those of its experiment. */
export function storedResult(
  experiment: Experiment,
  { section, numbers, rows }: SweptRows,
  core: Core,
): SweepResult | null {
  if (experiment.sweep === undefined) return null;
  const plan = new SweepPlan(experiment, core.math);
  const columns = rowColumns(plan.hiddenLayers);
  if (section.runs !== plan.runs || section.columns.join() !== columns.join()) return null;
  const width = columns.length;
  const data: SweepRows = {
    width,
    rows: new Float64Array(plan.runs * width),
    known: new Uint8Array(plan.runs),
  };
  numbers.forEach((run, i) => {
    data.known[run] = 1;
    data.rows.set(rows.subarray(i * width, (i + 1) * width), run * width);
  });
  return resultOf(experiment, plan, data, section.shard, section.failures, core);
}

/** What a `.saddle` file holds of a sweep besides the experiment. */
export function packResult(result: SweepResult, engine: Engine, core: Core) {
  const { experiment, runs, shard, columns, numbers, rows, failures } = result;
  const plan = new SweepPlan(experiment, core.math);
  const section = { question: questionHash(plan, engine), runs, shard, columns, failures };
  const axes = plan.axes.map(({ values }) => values);
  const arrays = packSweep({ section, numbers, rows }, axes, (run) => plan.coordinates(run));
  return { swept: section, arrays };
}

export function sweepSaddle(result: SweepResult, engine: Engine, core: Core): Uint8Array {
  return encodeSaddle({
    experiment: result.experiment,
    engine,
    results: null,
    ...packResult(result, engine, core),
  });
}

export function csvOf({ experiment, columns, numbers, rows }: SweepResult, core: Core): string {
  const plan = new SweepPlan(experiment, core.math);
  const places = plan.axes.map(({ over }) => over);
  return sweepCsv(places, (run) => plan.valuesOf(run), columns, numbers, rows);
}

/** The same table as one array of numbers. */
export function npyOf({ experiment, columns, numbers, rows }: SweepResult, core: Core): Uint8Array {
  const plan = new SweepPlan(experiment, core.math);
  const axes = plan.axes.map(({ values }) => values);
  return sweepNpy(axes, (run) => plan.coordinates(run), columns.length, numbers, rows);
}
