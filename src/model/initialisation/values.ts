import { defineScheme } from './scheme';

export const values = defineScheme({
  name: 'values',
  label: 'Explicit values',
  summary: 'The numbers themselves, row by row: one row per unit of the layer.',
  forBiases: true,
  fields: {
    values: {
      kind: 'numbers',
      label: 'Values',
      help: 'All numbers of the matrix, row by row (one row per output), or of the bias vector.',
      default: [],
      maxItems: 1_000_000,
    },
  },
  fill: (target, options) => target.set(options.values),
  check: (options, { part, layer, rows, columns }) =>
    options.values.length === rows * columns
      ? undefined
      : `lists ${options.values.length} ${options.values.length === 1 ? 'number' : 'numbers'} but the ${part} of layer ${layer} ${
          part === 'weights' ? `are ${rows}×${columns} = ${rows * columns}` : `are ${rows}`
        }`,
});
