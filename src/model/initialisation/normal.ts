import { defineScheme, fillEach } from './scheme';

export const normal = defineScheme({
  name: 'normal',
  label: 'Normal',
  summary: 'Normal with a mean and a standard deviation.',
  forBiases: true,
  fields: {
    mean: {
      kind: 'number',
      label: 'Mean',
      help: 'Mean of the distribution.',
      default: 0,
      min: -1e6,
      max: 1e6,
    },
    deviation: {
      kind: 'number',
      label: 'Standard deviation',
      help: 'Standard deviation of the distribution.',
      default: 0.1,
      min: 0,
      max: 1e6,
    },
  },
  fill: (target, { mean, deviation }, context) =>
    fillEach(target, context, () => mean + deviation * context.random.normal()),
});
