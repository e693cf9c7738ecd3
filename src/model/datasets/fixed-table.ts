import type { DatasetDefinition, TargetCoding } from './dataset';

/** A dataset of a few given points, one target each: rows of inputs with the target at the end. */
export function fixedTable(
  about: { readonly name: string; readonly label: string; readonly summary: string },
  coding: TargetCoding,
  rows: readonly (readonly number[])[],
): DatasetDefinition {
  const inputs = rows[0]!.length - 1;
  return {
    ...about,
    fields: {},
    shape: () => ({
      inputNames: Array.from({ length: inputs }, (_, k) => `x${k + 1}`),
      targetNames: ['y'],
      classes: coding === 'zero-one' ? ['false', 'true'] : null,
      coding,
      count: rows.length,
    }),
    generate: () => ({
      count: rows.length,
      inputs: Float64Array.from(rows.flatMap((row) => row.slice(0, inputs))),
      targets: Float64Array.from(rows, (row) => row[inputs]!),
    }),
  };
}
