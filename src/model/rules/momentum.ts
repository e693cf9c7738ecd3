import { factorField, rateField } from './rate';
import { defineRule } from './rule';

export const momentum = defineRule({
  name: 'momentum',
  label: 'Momentum',
  summary: 'Gradient descent with a velocity that remembers earlier steps.',
  formula: 'v ← β·v + g; θ ← θ − η·v',
  fields: {
    rate: rateField(0.05),
    momentum: factorField('Momentum', 'The share β of the velocity that is kept.', 0.9),
  },
});
