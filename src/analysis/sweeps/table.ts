import { column, runStatuses } from '../../model/sweep/row';
import type { SweepPlan } from '../../model/sweep/plan';
import type { SweepValue } from '../../model/sweep/spec';
import { seedPlaces } from '../../model/sweep/plain-places';
import { spreadOf } from './quantiles';
import type { SweepRows } from './summary';

/** What a table over two fields can show of the runs in a cell. */
export const tableQuantities = [
  { name: 'solved', label: 'share solved' },
  { name: 'final-loss', label: 'median final loss' },
  { name: 'escape-step', label: 'median escape step' },
  { name: 'accuracy', label: 'median accuracy' },
] as const;
export type TableQuantity = (typeof tableQuantities)[number]['name'];

/** One number per pair of values of two axes, over the runs of all other axes. */
export interface SweepTable {
  readonly quantity: TableQuantity;
  readonly label: string;
  readonly across: { readonly place: string; readonly values: readonly SweepValue[] };
  readonly up: { readonly place: string; readonly values: readonly SweepValue[] };
  /** up × across, row-major; NaN where no run is there, or too few have escaped for a median. */
  readonly numbers: Float64Array;
  /** Runs behind each number, laid out alike. */
  readonly counts: Uint32Array;
}

/** The axes that a table is over when nobody says: the last two of a grid that are no seeds; null where there are not two. */
export function tableAxes({ axes, sweep }: SweepPlan): readonly [across: number, up: number] | null {
  const told = axes.flatMap(({ over, values }, i) =>
    seedPlaces.includes(over) || values.length < 2 ? [] : [i],
  );
  if (sweep.combine === 'zip' || told.length < 2) return null;
  return [told.at(-1)!, told.at(-2)!];
}

export function sweepTable(
  plan: SweepPlan,
  { width, rows, known }: SweepRows,
  [across, up]: readonly [number, number],
  quantity: TableQuantity,
): SweepTable {
  const [columns, lines] = [plan.axes[across]!, plan.axes[up]!];
  const cells: number[][] = Array.from({ length: columns.values.length * lines.values.length }, () => []);
  for (let run = 0; run < plan.runs; run++) {
    if (known[run] !== 1) continue;
    if (rows[run * width + column.status] === runStatuses.indexOf('failed')) continue;
    const at = plan.coordinates(run);
    cells[at[up]! * columns.values.length + at[across]!]!.push(valueOf(rows, run * width, quantity));
  }
  return {
    quantity,
    label: tableQuantities.find(({ name }) => name === quantity)!.label,
    across: { place: columns.over, values: columns.values },
    up: { place: lines.over, values: lines.values },
    numbers: Float64Array.from(cells, (values) => numberOf(values, quantity)),
    counts: Uint32Array.from(cells, ({ length }) => length),
  };
}

function valueOf(rows: Float64Array, start: number, quantity: TableQuantity): number {
  switch (quantity) {
    case 'solved':
      return rows[start + column.solved]!;
    case 'accuracy':
      return rows[start + column.accuracy]!;
    case 'final-loss':
      return rows[start + column.status] === runStatuses.indexOf('diverged')
        ? Infinity
        : rows[start + column.final_loss]!;
    case 'escape-step': {
      const step = rows[start + column.escape_step]!;
      // Still there when the watching ended: later than all that have escaped.
      return Number.isNaN(step) ? Infinity : step;
    }
  }
}

function numberOf(values: readonly number[], quantity: TableQuantity): number {
  if (values.length === 0) return NaN;
  if (quantity === 'solved') return values.reduce((sum, value) => sum + value, 0) / values.length;
  if (quantity !== 'escape-step') return spreadOf(Float64Array.from(values)).median;
  // The step by which half have escaped, as a survival curve has it.
  const step = Float64Array.from(values).sort()[Math.ceil(values.length / 2) - 1]!;
  return Number.isFinite(step) ? step : NaN;
}
