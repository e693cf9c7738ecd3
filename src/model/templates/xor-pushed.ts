import type { ExperimentTemplate } from './template';

export const xorPushed: ExperimentTemplate = {
  name: 'xor-pushed',
  title: 'XOR, pushed off the saddle',
  summary:
    'The same start with a push of length 0.3 in a random direction: after a plateau the network learns XOR.',
  document: {
    notes:
      'The loss stays near ½ for a while and then falls to 0: near this saddle it first falls at the fourth order of the distance, so halving ε makes the wait about four times longer. Another seed pushes in another direction and waits for another time.',
    network: { sizes: [2, 2, 1], activations: ['tanh', 'linear'], biases: true },
    data: { name: 'xor', coding: 'plus-minus' },
    loss: 'half-mean-squared-error',
    initialisation: {
      seed: 1,
      weights: 'zeros',
      biases: 'zeros',
      perturbation: { size: 0.3, direction: 'random' },
    },
    training: { rule: { name: 'gradient-descent', rate: 0.2 }, steps: 1500 },
    landscape: { plane: 'trajectory', centre: 'origin' },
  },
};
