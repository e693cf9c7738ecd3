import { rateField } from './rate';
import { defineRule } from './rule';

export const exponentiatedGradient = defineRule({
  name: 'exponentiated-gradient',
  label: 'Exponentiated gradient',
  summary: 'Each parameter is multiplied by e to the −η·g: signs never change and zeros stay zero.',
  formula: 'θ ← θ·e^(−η·g)',
  fields: { rate: rateField(0.2) },
});
