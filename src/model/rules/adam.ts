import { epsilonField, factorField, rateField } from './rate';
import { defineRule } from './rule';

export const adam = defineRule({
  name: 'adam',
  label: 'Adam',
  summary: 'Momentum and RMSProp together, both corrected for their start at 0.',
  formula: 'm ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; θ ← θ − η·(m/(1 − β₁ᵗ))/(√(v/(1 − β₂ᵗ)) + ε)',
  fields: {
    rate: rateField(0.001),
    beta1: factorField('β₁', 'The share of the mean gradient that is kept.', 0.9),
    beta2: factorField('β₂', 'The share of the mean squared gradient that is kept.', 0.999),
    epsilon: epsilonField,
  },
});
