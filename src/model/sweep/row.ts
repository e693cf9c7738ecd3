/** What a run of a sweep leaves: a row of numbers, the same columns for every run. */

/** Each at the position that is its code in the column `status`. `finished`: its step budget is used up; `stopped`: the loss fell to `stopBelow`. */
export const runStatuses = ['finished', 'stopped', 'diverged', 'failed'] as const;
export type SweepStatus = (typeof runStatuses)[number];

/**
 * The columns before the effective widths. Losses include L1 and L2 terms; "final" is the last step whose numbers were finite. NaN where not defined:
 * no accuracy, no test part, not escaped, failed.
 */
export const scalarColumns = [
  /** Index in `runStatuses`. */
  'status',
  /** Steps made; of a diverged run: the step after which its numbers were no longer finite. */
  'steps',
  'first_loss',
  'final_loss',
  'best_loss',
  'best_step',
  'gradient_norm',
  'accuracy',
  'test_loss',
  'test_accuracy',
  /** First step at which the set share of the first loss was gone. */
  'escape_step',
  /** 1 where the final loss is at most the set threshold, else 0. */
  'solved',
] as const;
export type ScalarColumn = (typeof scalarColumns)[number];

/** Position of each scalar in a row. */
export const column = Object.fromEntries(scalarColumns.map((name, i) => [name, i])) as Readonly<
  Record<ScalarColumn, number>
>;
export const firstWidth = scalarColumns.length;

/** Names of a row's columns: the scalars, then the effective width of each hidden layer, as many as the deepest network of the sweep has. */
export function rowColumns(hiddenLayers: number): string[] {
  return [
    ...scalarColumns,
    ...Array.from({ length: hiddenLayers }, (_, layer) => `effective_width_${layer + 1}`),
  ];
}

/** The row of a run that failed. */
export function failedRow(width: number): Float64Array {
  const row = new Float64Array(width).fill(NaN);
  row[column.status] = runStatuses.indexOf('failed');
  row[column.steps] = 0;
  row[column.solved] = 0;
  return row;
}
