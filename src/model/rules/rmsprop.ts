import { epsilonField, factorField, rateField } from './rate';
import { defineRule } from './rule';

export const rmsprop = defineRule({
  name: 'rmsprop',
  label: 'RMSProp',
  summary: 'Each parameter’s step is divided by the recent size of its own gradient.',
  formula: 's ← α·s + (1 − α)·g²; θ ← θ − η·g/(√s + ε)',
  fields: {
    rate: rateField(0.01),
    decay: factorField('Decay', 'The share α of the running mean of squares that is kept.', 0.99),
    epsilon: epsilonField,
  },
});
