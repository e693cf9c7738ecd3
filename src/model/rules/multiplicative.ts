import { rateField } from './rate';
import { defineRule } from './rule';

export const multiplicative = defineRule({
  name: 'multiplicative',
  label: 'Multiplicative (a belief)',
  summary:
    'Each parameter is multiplied by 1 − η·g: what “zero times anything stays zero” would mean. It is not gradient descent.',
  formula: 'θ ← θ·(1 − η·g)',
  fields: { rate: rateField(0.2) },
});
