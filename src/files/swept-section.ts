/** The rows of a sweep as the section `swept` and the arrays of a `.saddle` file, and back. */
import { z } from 'zod';
import { runStatuses } from '../model/sweep/row';
import type { NpyArray } from './npy';

/** What of a sweep is not an array. */
export interface SweptSection {
  /** SHA-256 over all that the numbers depend on, hex. */
  readonly question: string;
  /** Of the whole sweep. */
  readonly runs: number;
  /** Which share of it is in the file; null: all. */
  readonly shard: { readonly index: number; readonly count: number } | null;
  /** Columns of the rows, each an array `sweep_…` of one number per run. */
  readonly columns: readonly string[];
  /** Ascending by run. */
  readonly failures: readonly { readonly run: number; readonly reason: string }[];
}

export const sweptSchema = z.strictObject({
  question: z.string().regex(/^[0-9a-f]{64}$/, { error: 'not a SHA-256' }),
  runs: z.int().min(1).max(1_000_000),
  shard: z.strictObject({ index: z.int().min(1), count: z.int().min(1) }).nullable(),
  columns: z.array(z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'not a name' })).max(1000),
  failures: z.array(z.strictObject({ run: z.int().min(0), reason: z.string().max(10_000) })).max(1_000_000),
}) satisfies z.ZodType<SweptSection, unknown>;

/** Rows with what they are of. */
export interface SweptRows {
  readonly section: SweptSection;
  /** Run numbers, ascending. */
  readonly numbers: Float64Array;
  /** numbers × columns, row-major. */
  readonly rows: Float64Array;
}

/**
 * | array (`.npy`)    | shape       |                                                                        |
 * | ----------------- | ----------- | ---------------------------------------------------------------------- |
 * | sweep_run         | runs        | run numbers, from 0                                                    |
 * | sweep_coordinates | runs × axes | which value of each axis, from 0                                       |
 * | sweep_axis_K      | values      | the values of axis K (from 1), where all are numbers                   |
 * | sweep_COLUMN      | runs        | see src/model/sweep/row.ts; `sweep_status` counts finished, stopped, … |
 *
 * @param axes the values of each axis
 * @param coordinates of a run
 */
export function packSweep(
  {
    section,
    numbers,
    rows,
  }: Omit<SweptRows, 'section'> & { readonly section: Pick<SweptSection, 'columns'> },
  axes: readonly (readonly unknown[])[],
  coordinates: (run: number) => readonly number[],
): Record<string, NpyArray> {
  const { columns } = section;
  const count = numbers.length;
  const places = new Int32Array(count * axes.length);
  numbers.forEach((run, i) => places.set(coordinates(run), i * axes.length));
  const arrays: Record<string, NpyArray> = {
    sweep_run: { shape: [count], data: numbers },
    sweep_coordinates: { shape: [count, axes.length], data: places },
  };
  axes.forEach((values, axis) => {
    if (values.every((value) => typeof value === 'number'))
      arrays[`sweep_axis_${axis + 1}`] = { shape: [values.length], data: Float64Array.from(values) };
  });
  columns.forEach((name, k) => {
    const data = Float64Array.from({ length: count }, (_, i) => rows[i * columns.length + k]!);
    arrays[`sweep_${name}`] = { shape: [count], data };
  });
  return arrays;
}

/** The rows in a file's arrays; null where one is missing or they do not fit each other. */
export function unpackSweep(
  section: SweptSection,
  arrays: Readonly<Record<string, NpyArray>>,
): SweptRows | null {
  const take = (name: string): Float64Array | null => {
    const array = Object.hasOwn(arrays, name) ? arrays[name] : undefined;
    return array?.data instanceof Float64Array && array.shape.length === 1 ? array.data : null;
  };
  const numbers = take('sweep_run');
  if (numbers === null) return null;
  const ascending = numbers.every(
    (run, i) => Number.isInteger(run) && run >= 0 && run < section.runs && (i === 0 || run > numbers[i - 1]!),
  );
  const { columns } = section;
  const rows = new Float64Array(numbers.length * columns.length);
  for (const [k, name] of columns.entries()) {
    const data = take(`sweep_${name}`);
    if (data?.length !== numbers.length) return null;
    if (name === 'status' && !data.every((code) => runStatuses[code] !== undefined)) return null;
    data.forEach((value, i) => (rows[i * columns.length + k] = value));
  }
  return ascending ? { section, numbers, rows } : null;
}
