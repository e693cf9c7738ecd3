import { defineScheme } from './scheme';

export const zeros = defineScheme({
  name: 'zeros',
  label: 'Zeros',
  summary: 'Every number is 0: the start this program is about.',
  forBiases: true,
  fields: {},
  fill: (target) => target.fill(0),
});
