import { defineDirection } from './definition';

export const constant = defineDirection({
  name: 'constant',
  label: 'All parameters alike',
  summary: 'Every parameter is pushed by the same amount: twin units stay twins.',
  fields: {},
  fill: (target) => target.fill(1 / Math.sqrt(target.length)),
});
