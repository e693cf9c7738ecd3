import type { ExperimentTemplate } from './template';

export const outputLayerZero: ExperimentTemplate = {
  name: 'output-layer-zero',
  title: 'Only the output layer at zero',
  summary: 'The hidden units start at random and differ, only the output layer is 0: the network learns.',
  document: {
    notes:
      'Zeros as such do no harm. With different hidden units each output weight has its own gradient in the first step, and from the second step on the hidden units have theirs. This is how many residual networks start their branches.',
    network: { sizes: [2, 4, 1], activations: ['tanh', 'linear'], biases: true },
    data: { name: 'xor', coding: 'plus-minus' },
    loss: 'half-mean-squared-error',
    initialisation: {
      seed: 1,
      weights: ['glorot', 'zeros'],
      biases: [{ name: 'normal', deviation: 0.5 }, 'zeros'],
    },
    training: { rule: { name: 'gradient-descent', rate: 0.2 }, steps: 1000 },
    landscape: { plane: 'trajectory', centre: 'init' },
  },
};
