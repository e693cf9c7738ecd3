/** The rows of a sweep as the section `swept` and the arrays of a `.saddle` file, and back. */
import { z } from 'zod';
import { limits } from '../model/limits';
import { rowColumns, runStatuses, scalarColumns } from '../model/sweep/row';
import { sweepLimits } from '../model/sweep/spec';
import { type Arrays, take } from './arrays-by-name';
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

/** One list of columns for each depth that a network can have, and no other: what is allocated for rows is as wide as this list. */
function areRowColumns(columns: readonly string[]): boolean {
  const hiddenLayers = columns.length - scalarColumns.length;
  if (hiddenLayers < 0 || hiddenLayers >= limits.layers) return false;
  return rowColumns(hiddenLayers).every((name, i) => name === columns[i]);
}

export const sweptSchema = z
  .strictObject({
    question: z.string().regex(/^[0-9a-f]{64}$/, { error: 'a SHA-256 in hexadecimal digits' }),
    runs: z.int().min(1).max(sweepLimits.runs),
    shard: z.strictObject({ index: z.int().min(1), count: z.int().min(1) }).nullable(),
    columns: z
      .array(z.string().max(100))
      .refine(areRowColumns, { error: 'the columns that this version writes, each once and in their order' }),
    failures: z
      .array(z.strictObject({ run: z.int().min(0), reason: z.string().max(10_000) }))
      .max(sweepLimits.runs),
  })
  .refine(({ shard }) => shard === null || shard.index <= shard.count, {
    path: ['shard'],
    error: 'a share from 1 to their count',
  })
  .refine(
    ({ failures, runs }) =>
      failures.every(({ run }, i) => run < runs && (i === 0 || run > failures[i - 1]!.run)),
    { path: ['failures'], error: 'a list of runs of the sweep in ascending order' },
  ) satisfies z.ZodType<SweptSection, unknown>;

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

const vectorIn = (arrays: Arrays, name: string) => take(arrays, name, [null]);

/**
 * What keeps the rows from being read, as a clause that begins with the array; null where nothing does. Looks at every array before anything of the size
 * of all of them is made.
 */
export function sweepDamage({ runs, columns }: SweptSection, arrays: Arrays): string | null {
  const numbers = vectorIn(arrays, 'sweep_run');
  if (numbers === null) return 'sweep_run is missing or damaged';
  const ascending = numbers.every(
    (run, i) => Number.isInteger(run) && run >= 0 && run < runs && (i === 0 || run > numbers[i - 1]!),
  );
  if (!ascending) return 'sweep_run holds other numbers than those of runs in ascending order';
  for (const name of columns) {
    const data = vectorIn(arrays, `sweep_${name}`);
    if (data === null) return `sweep_${name} is missing or damaged`;
    if (data.length !== numbers.length)
      return `sweep_${name} has ${data.length} numbers, but there are ${numbers.length} runs`;
    if (name === 'status' && !data.every((code) => runStatuses[code] !== undefined))
      return 'sweep_status holds other numbers than those of statuses';
  }
  return null;
}

/** The rows in a file's arrays; null where one is missing or they do not fit each other (`sweepDamage` says which). */
export function unpackSweep(section: SweptSection, arrays: Arrays): SweptRows | null {
  if (sweepDamage(section, arrays) !== null) return null;
  const numbers = vectorIn(arrays, 'sweep_run')!;
  const { columns } = section;
  const width = columns.length;
  const rows = new Float64Array(numbers.length * width);
  columns.forEach((name, k) => {
    const data = vectorIn(arrays, `sweep_${name}`)!;
    for (let i = 0; i < data.length; i++) rows[i * width + k] = data[i]!;
  });
  return { section, numbers, rows };
}
