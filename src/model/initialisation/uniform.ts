import { defineScheme, fillEach } from './scheme';

export const uniform = defineScheme({
  name: 'uniform',
  label: 'Uniform',
  summary: 'Uniform between two bounds.',
  forBiases: true,
  fields: {
    low: { kind: 'number', label: 'From', help: 'Lower bound.', default: -0.5, min: -1e6, max: 1e6 },
    high: { kind: 'number', label: 'To', help: 'Upper bound.', default: 0.5, min: -1e6, max: 1e6 },
  },
  fill: (target, { low, high }, context) =>
    fillEach(target, context, () => low + (high - low) * context.random.uniform()),
  check: ({ low, high }) =>
    low > high ? `goes from ${low} to ${high}: low must not be above high` : undefined,
});
