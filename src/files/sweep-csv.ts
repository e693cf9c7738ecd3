import { runStatuses } from '../model/sweep/row';
import type { SweepValue } from '../model/sweep/spec';
import { type Cell, csvTable } from './csv-table';

/**
 * A sweep as CSV, one line per run: its number, the value of each axis in a column named by its place, then its row in full. What is not defined is NaN.
 * @param valuesOf the value of each axis in a run
 */
export function sweepCsv(
  places: readonly string[],
  valuesOf: (run: number) => readonly SweepValue[],
  columns: readonly string[],
  numbers: Float64Array,
  rows: Float64Array,
): string {
  const lines = function* (): Generator<Cell[]> {
    for (const [i, run] of numbers.entries()) {
      const row = rows.subarray(i * columns.length, (i + 1) * columns.length);
      const cells = columns.map((name, k): Cell => (name === 'status' ? runStatuses[row[k]!]! : row[k]!));
      yield [run, ...valuesOf(run).map(cellOf), ...cells];
    }
  };
  return csvTable(['run', ...places, ...columns], lines());
}

function cellOf(value: SweepValue): Cell {
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}
