import { defineScheme } from './scheme';

export const constant = defineScheme({
  name: 'constant',
  label: 'Constant',
  summary: 'Every number is the same: all units of a layer are twins.',
  forBiases: true,
  fields: {
    value: {
      kind: 'number',
      label: 'Value',
      help: 'The number every entry gets.',
      default: 0.5,
      min: -1e6,
      max: 1e6,
    },
  },
  fill: (target, { value }) => target.fill(value),
});
