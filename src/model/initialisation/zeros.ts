import { defineScheme, filled } from './scheme';

export const zeros = defineScheme({
  name: 'zeros',
  label: 'Zeros',
  summary: 'Every number is 0: the start this program is about.',
  forBiases: true,
  fields: {},
  fill: (_, context) => filled(context, () => 0),
});
