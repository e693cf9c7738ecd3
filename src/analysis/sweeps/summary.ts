import type { ElementaryFunctions } from '../../core/contract';
import { column, runStatuses, type SweepStatus } from '../../model/sweep/row';
import { type Duration, quantile, wilson } from '../escape/survival';
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
  const members: number[][] = groups.map(() => []);
  const runs = new Uint32Array(groups.length);
  groupOf.forEach((group, run) => {
    runs[group]! += 1;
    if (data.known[run] === 1) members[group]!.push(run);
  });
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

function summaryOf(
  group: RunGroup,
  runs: number,
  members: readonly number[],
  { width, rows }: SweepRows,
  math: ElementaryFunctions,
): GroupSummary {
  // Of ten thousand runs this is what a sweep's last moment is spent on: plain loops over the numbers.
  const columnOf = (ofRuns: readonly number[], name: keyof typeof column) => {
    const values = new Float64Array(ofRuns.length);
    const place = column[name];
    for (let i = 0; i < values.length; i++) values[i] = rows[ofRuns[i]! * width + place]!;
    return values;
  };
  const trained = members.filter((run) => rows[run * width + column.status] !== code.failed);
  const statuses = columnOf(members, 'status');
  const spread = (name: keyof typeof column) => spreadOf(columnOf(trained, name));
  const finalLosses = columnOf(trained, 'final_loss');
  columnOf(trained, 'status').forEach((status, i) => {
    if (status === code.diverged) finalLosses[i] = Infinity;
  });
  const escapes = columnOf(trained, 'escape_step');
  const steps = columnOf(trained, 'steps');
  const survival = survivalBand(
    trained.map((_, i): Duration => {
      const escaped = !Number.isNaN(escapes[i]!);
      return { escaped, length: escaped ? escapes[i]! : steps[i]! };
    }),
    math,
  );
  return {
    ...group,
    runs,
    done: members.length,
    statuses: Object.fromEntries(
      runStatuses.map((status, i) => [status, count(statuses, (value) => value === i)]),
    ) as Record<SweepStatus, number>,
    solved: rate(
      count(columnOf(trained, 'solved'), (solved) => solved === 1),
      trained.length,
    ),
    escaped: rate(
      count(escapes, (step) => !Number.isNaN(step)),
      trained.length,
    ),
    finalLoss: spreadOf(finalLosses),
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

function count(values: Float64Array, holds: (value: number) => boolean): number {
  let found = 0;
  for (let i = 0; i < values.length; i++) if (holds(values[i]!)) found++;
  return found;
}

function rate(count: number, of: number): Rate {
  return of === 0
    ? { count, share: NaN, interval: [NaN, NaN] }
    : { count, share: count / of, interval: wilson(count, of) };
}
