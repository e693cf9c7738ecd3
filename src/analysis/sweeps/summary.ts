import type { ElementaryFunctions } from '../../core/contract';
import { column, runStatuses, type SweepStatus } from '../../model/sweep/row';
import { type Durations, quantile, wilson } from '../escape/survival';
import type { Grouping, RunGroup } from './groups';
import { type Spread, spreadOf } from './quantiles';
import { type SurvivalBand, survivalBand } from './survival-band';

/** How many of how many, with Wilson's 95 % interval; NaN of none. */
export interface Rate {
  readonly count: number;
  readonly share: number;
  readonly interval: readonly [number, number];
}

/** What the runs of a group, which differ by seeds only, have done so far. */
export interface GroupSummary extends RunGroup {
  readonly runs: number;
  /** Runs whose rows are there. */
  readonly done: number;
  readonly statuses: Readonly<Record<SweepStatus, number>>;
  readonly solved: Rate;
  readonly escaped: Rate;
  /** Of all that were trained; a run that diverged counts as one with an infinite loss. */
  readonly finalLoss: Spread;
  readonly bestLoss: Spread;
  readonly gradientNorm: Spread;
  readonly accuracy: Spread;
  readonly testAccuracy: Spread;
  /** Share that has not escaped over the steps; runs that ended without escaping count as watched until then (censored). */
  readonly survival: SurvivalBand;
  /** Steps by which 10, 50 and 90 % have escaped, of the survival curve; NaN where not so many have. */
  readonly escapeSteps: { readonly low: number; readonly median: number; readonly high: number };
}

export interface SweepSummary {
  /** Places of the axes that are no seeds. */
  readonly places: readonly string[];
  readonly runs: number;
  readonly done: number;
  readonly failed: number;
  readonly groups: readonly GroupSummary[];
}

/** The rows of a sweep as far as they are there. */
export interface SweepRows {
  /** Numbers in a row. */
  readonly width: number;
  /** runs × columns, row-major. */
  readonly rows: Float64Array;
  /** 1 where a run's row is there. */
  readonly known: Uint8Array;
}

export function summarise(
  { places, groups, groupOf }: Grouping,
  data: SweepRows,
  math: ElementaryFunctions,
): SweepSummary {
  const runs = countIn(groupOf, groups.length, null);
  const members = membersOf(groupOf, groups.length, data.known);
  const summaries = groups.map((group, i) => summaryOf(group, runs[i]!, members[i]!, data, math));
  const total = (pick: (group: GroupSummary) => number) =>
    summaries.reduce((sum, group) => sum + pick(group), 0);
  return {
    places,
    runs: groupOf.length,
    done: total(({ done }) => done),
    failed: total(({ statuses }) => statuses.failed),
    groups: summaries,
  };
}

/** Runs of each group; of the known ones where that is asked. */
function countIn(groupOf: Uint32Array, groups: number, known: Uint8Array | null): Uint32Array {
  const counts = new Uint32Array(groups);
  for (let run = 0; run < groupOf.length; run++)
    if (known === null || known[run] === 1) counts[groupOf[run]!]! += 1;
  return counts;
}

/** The known runs of each group. */
function membersOf(groupOf: Uint32Array, groups: number, known: Uint8Array): Uint32Array[] {
  const counts = countIn(groupOf, groups, known);
  const members = Array.from(counts, (count) => new Uint32Array(count));
  counts.fill(0);
  for (let run = 0; run < groupOf.length; run++) {
    const group = groupOf[run]!;
    if (known[run] === 1) members[group]![counts[group]!++] = run;
  }
  return members;
}

/** Of ten thousand runs this is what a sweep's last moment is spent on: plain loops over the numbers. */
function summaryOf(
  group: RunGroup,
  runs: number,
  members: Uint32Array,
  data: SweepRows,
  math: ElementaryFunctions,
): GroupSummary {
  const statuses = columnOf(members, 'status', data);
  const trained = withoutStatus(members, statuses, code.failed);
  const spread = (name: keyof typeof column) => spreadOf(columnOf(trained, name, data));
  const durations = durationsOf(trained, data);
  const survival = survivalBand(durations, math);
  return {
    ...group,
    runs,
    done: members.length,
    statuses: countStatuses(statuses),
    solved: rate(countOf(columnOf(trained, 'solved', data), 1), trained.length),
    escaped: rate(durations.escaped.length, trained.length),
    finalLoss: spreadOf(finalLosses(trained, data)),
    bestLoss: spread('best_loss'),
    gradientNorm: spread('gradient_norm'),
    accuracy: spread('accuracy'),
    testAccuracy: spread('test_accuracy'),
    survival,
    escapeSteps: {
      low: quantile(survival, 0.1),
      median: quantile(survival, 0.5),
      high: quantile(survival, 0.9),
    },
  };
}

const code = { diverged: runStatuses.indexOf('diverged'), failed: runStatuses.indexOf('failed') };

function columnOf(runs: Uint32Array, name: keyof typeof column, { rows, width }: SweepRows): Float64Array {
  const values = new Float64Array(runs.length);
  const place = column[name];
  for (let i = 0; i < values.length; i++) values[i] = rows[runs[i]! * width + place]!;
  return values;
}

/** The runs of another status. */
function withoutStatus(runs: Uint32Array, statuses: Float64Array, status: number): Uint32Array {
  const kept = new Uint32Array(runs.length);
  let count = 0;
  for (let i = 0; i < runs.length; i++) if (statuses[i] !== status) kept[count++] = runs[i]!;
  return kept.subarray(0, count);
}

function countOf(values: Float64Array, sought: number): number {
  let found = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === sought) found++;
  return found;
}

function countStatuses(statuses: Float64Array): Record<SweepStatus, number> {
  return Object.fromEntries(runStatuses.map((status, i) => [status, countOf(statuses, i)])) as Record<
    SweepStatus,
    number
  >;
}

function finalLosses(runs: Uint32Array, data: SweepRows): Float64Array {
  const losses = columnOf(runs, 'final_loss', data);
  const statuses = columnOf(runs, 'status', data);
  for (let i = 0; i < losses.length; i++) if (statuses[i] === code.diverged) losses[i] = Infinity;
  return losses;
}

function durationsOf(runs: Uint32Array, data: SweepRows): Durations {
  const escapes = columnOf(runs, 'escape_step', data);
  const steps = columnOf(runs, 'steps', data);
  const [escaped, censored] = [new Float64Array(runs.length), new Float64Array(runs.length)];
  let [gone, there] = [0, 0];
  for (let i = 0; i < runs.length; i++) {
    if (Number.isNaN(escapes[i]!)) censored[there++] = steps[i]!;
    else escaped[gone++] = escapes[i]!;
  }
  return { escaped: escaped.subarray(0, gone), censored: censored.subarray(0, there) };
}

function rate(count: number, of: number): Rate {
  return of === 0
    ? { count, share: NaN, interval: [NaN, NaN] }
    : { count, share: count / of, interval: wilson(count, of) };
}
