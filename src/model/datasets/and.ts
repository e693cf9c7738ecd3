import { defineDataset } from './dataset';
import { codingField, truthTable, truthTableShape } from './truth-table';

export const and = defineDataset({
  name: 'and',
  label: 'AND',
  summary:
    'True where both inputs are true: unlike XOR, each input alone already says something about the target.',
  fields: { coding: codingField },
  shape: ({ coding }) => truthTableShape(2, coding),
  generate: ({ coding }) => truthTable(2, coding, ([a, b]) => a === true && b === true),
});
