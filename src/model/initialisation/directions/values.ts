import { parameterCount } from '../../network';
import { defineDirection, normalise } from './definition';

export const values = defineDirection({
  name: 'values',
  label: 'Explicit values',
  summary: 'The direction itself, one number per parameter; it is scaled to length 1.',
  fields: {
    values: {
      kind: 'numbers',
      label: 'Values',
      help: 'One number per parameter in the order of θ: W1 row by row, b1, W2, b2 ….',
      default: [],
      maxItems: 1_000_000,
    },
  },
  fill(target, options) {
    target.set(options.values);
    normalise(target);
  },
  check(options, network) {
    const count = parameterCount(network);
    if (options.values.length !== count)
      return `lists ${options.values.length} ${options.values.length === 1 ? 'number' : 'numbers'} but the network has ${count} parameters`;
    return options.values.every((value) => value === 0)
      ? 'has only zeros: a direction needs a number that is not 0'
      : undefined;
  },
});
