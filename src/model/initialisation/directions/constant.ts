import { parameterCount } from '../../network';
import { defineDirection } from './definition';

export const constant = defineDirection({
  name: 'constant',
  label: 'All parameters alike',
  summary: 'Every parameter is pushed by the same amount: twin units stay twins.',
  fields: {},
  direction(_, { network }) {
    const count = parameterCount(network);
    return new Float64Array(count).fill(1 / Math.sqrt(count));
  },
});
