import type { ExperimentTemplate } from './template';

export const xorFromZero: ExperimentTemplate = {
  name: 'xor-from-zero',
  title: 'XOR from zero',
  summary: 'All weights and biases start at 0: the gradient is exactly 0 and nothing ever moves.',
  document: {
    notes:
      'Press Play: nothing happens, at any learning rate. Every output is 0, the mean of the targets is 0, so the slope of the output bias is 0; every other gradient contains a factor that is 0. The point is a saddle all the same: give the start a push (ε above 0) and watch it leave.',
    network: { sizes: [2, 2, 1], activations: ['tanh', 'linear'], biases: true },
    data: { name: 'xor', coding: 'plus-minus' },
    loss: 'half-mean-squared-error',
    initialisation: { weights: 'zeros', biases: 'zeros' },
    training: { rule: { name: 'gradient-descent', rate: 0.2 }, steps: 5000 },
    landscape: { plane: 'trajectory', centre: 'origin' },
  },
};
