import { defineDataset } from './dataset';
import { codingField, truthTable, truthTableShape } from './truth-table';

export const xor = defineDataset({
  name: 'xor',
  label: 'XOR',
  summary:
    'True where the two inputs differ: with ±1 coding y = −x₁·x₂, whose average against every input is 0.',
  fields: { coding: codingField },
  shape: ({ coding }) => truthTableShape(2, coding),
  generate: ({ coding }) => truthTable(2, coding, ([a, b]) => a !== b),
});
