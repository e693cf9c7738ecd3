import type { ExperimentTemplate } from './template';

export const xorEqualUnits: ExperimentTemplate = {
  name: 'xor-equal-units',
  title: 'XOR with equal units',
  summary:
    'Every weight starts at ½: the network moves, but its hidden units stay twins and do the work of one.',
  document: {
    notes:
      'The start is not zero and the loss falls, yet the four hidden units have equal parameters and therefore equal gradients at every step: the effective width stays 1, and one unit cannot learn XOR. Zero is only the most famous of the equal starts.',
    network: { sizes: [2, 4, 1], activations: ['tanh', 'linear'], biases: true },
    data: { name: 'xor', coding: 'plus-minus' },
    loss: 'half-mean-squared-error',
    initialisation: { weights: { name: 'constant', value: 0.5 }, biases: 'zeros' },
    training: { rule: { name: 'gradient-descent', rate: 0.2 }, steps: 5000 },
    landscape: { plane: 'trajectory', centre: 'origin' },
  },
};
