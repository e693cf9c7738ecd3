import type { ExperimentTemplate } from './template';

export const andFromZero: ExperimentTemplate = {
  name: 'and-from-zero',
  title: 'AND from zero',
  summary:
    'AND is not balanced: the output bias moves to the best constant answer, and there the weights are still 0.',
  document: {
    notes:
      'Only the output bias has a slope at zero. It goes to −½, the mean of the targets, and the loss from ½ to ⅜; all weights stay exactly 0. The point it reaches is a strict saddle: a small push leaves it in a time that grows only with the logarithm of 1/ε.',
    network: { sizes: [2, 2, 1], activations: ['tanh', 'linear'], biases: true },
    data: { name: 'and', coding: 'plus-minus' },
    loss: 'half-mean-squared-error',
    initialisation: { weights: 'zeros', biases: 'zeros' },
    training: { rule: { name: 'gradient-descent', rate: 0.2 }, steps: 2000 },
    landscape: { plane: { name: 'coordinates', first: 'W1[0][0]', second: 'W2[0][0]' }, centre: 'final' },
  },
};
