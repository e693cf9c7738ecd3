import { factorField, rateField } from './rate';
import { defineRule } from './rule';

export const nesterov = defineRule({
  name: 'nesterov',
  label: 'Nesterov momentum',
  summary: 'Momentum that looks one step ahead.',
  formula: 'v ← β·v + g; θ ← θ − η·(g + β·v)',
  fields: {
    rate: rateField(0.05),
    momentum: factorField('Momentum', 'The share β of the velocity that is kept.', 0.9),
  },
});
