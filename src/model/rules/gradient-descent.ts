import { rateField } from './rate';
import { defineRule } from './rule';

export const gradientDescent = defineRule({
  name: 'gradient-descent',
  label: 'Gradient descent',
  summary: 'One step straight down the slope: the gradient is subtracted, so a zero weight can move.',
  formula: 'θ ← θ − η·g',
  fields: { rate: rateField(0.2) },
});
