import { parameterIndex } from '../../network';
import { defineDirection } from './definition';

export const parameter = defineDirection({
  name: 'parameter',
  label: 'One parameter',
  summary: 'A single weight or bias is pushed.',
  fields: {
    parameter: {
      kind: 'text',
      label: 'Parameter',
      help: 'Its name: W1[0][1] is the weight of layer 1 to unit 0 from input 1, b1[0] the bias of unit 0.',
      default: 'W1[0][0]',
      maxLength: 40,
      role: 'parameter-name',
    },
  },
  fill(target, options, { network }) {
    target.fill(0);
    target[parameterIndex(network, options.parameter)] = 1;
  },
  check: (options, network) =>
    parameterIndex(network, options.parameter) < 0
      ? `names the parameter "${options.parameter}", which this network does not have: write a name such as W1[0][0] or b1[0]`
      : undefined,
});
