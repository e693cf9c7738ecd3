import type { SweepValue } from '../model/sweep/spec';
import { encodeNpy } from './npy';

/**
 * A sweep as one array, runs × columns in the order of the CSV: number of the run, the value of each axis, its row in full. An array holds numbers alone: of an
 * axis with values that are none stands which of them it is, from 0, and the status is its place among `runStatuses`.
 * @param axes the values of each @param coordinates which value of each axis a run has
 */
export function sweepNpy(
  axes: readonly (readonly SweepValue[])[],
  coordinates: (run: number) => readonly number[],
  width: number,
  numbers: Float64Array,
  rows: Float64Array,
): Uint8Array {
  const columns = 1 + axes.length + width;
  const data = new Float64Array(numbers.length * columns);
  const numeric = axes.map((values) => values.every((value) => typeof value === 'number'));
  numbers.forEach((run, i) => {
    const at = coordinates(run);
    data[i * columns] = run;
    axes.forEach((values, axis) => {
      const index = at[axis]!;
      data[i * columns + 1 + axis] = numeric[axis] ? (values[index] as number) : index;
    });
    data.set(rows.subarray(i * width, (i + 1) * width), i * columns + 1 + axes.length);
  });
  return encodeNpy({ shape: [numbers.length, columns], data });
}
