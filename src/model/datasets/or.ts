import { defineDataset } from './dataset';
import { codingField, truthTable, truthTableShape } from './truth-table';

export const or = defineDataset({
  name: 'or',
  label: 'OR',
  summary: 'True where at least one input is true.',
  fields: { coding: codingField },
  shape: ({ coding }) => truthTableShape(2, coding),
  generate: ({ coding }) => truthTable(2, coding, ([a, b]) => a === true || b === true),
});
