import { defineDataset } from './dataset';
import { codingField, truthTable, truthTableShape } from './truth-table';

export const parity = defineDataset({
  name: 'parity',
  label: 'Parity',
  summary: 'True where an odd number of the n inputs is true: XOR is parity with n = 2.',
  fields: {
    bits: {
      kind: 'number',
      label: 'Bits',
      help: 'How many inputs; the dataset has 2ⁿ rows.',
      default: 3,
      min: 2,
      max: 10,
      integer: true,
    },
    coding: codingField,
  },
  shape: ({ bits, coding }) => truthTableShape(bits, coding),
  generate: ({ bits, coding }) => truthTable(bits, coding, (row) => row.filter(Boolean).length % 2 === 1),
});
