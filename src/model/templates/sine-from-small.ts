import type { ExperimentTemplate } from './template';

export const sineFromSmall: ExperimentTemplate = {
  name: 'sine-from-small',
  title: 'A sine from a small start',
  summary: 'A regression with a very small random start: a plateau at the saddle, then a quick fall.',
  document: {
    notes:
      'The start is close to zero, so the run begins by crossing the neighbourhood of the saddle. The target is correlated with its input, so the saddle is a strict one and the wait grows only with the logarithm of 1/ε: make the deviation ten times smaller and compare.',
    network: { sizes: [1, 8, 1], activations: ['tanh', 'linear'], biases: true },
    data: { name: 'sine', samples: 50 },
    loss: 'half-mean-squared-error',
    initialisation: { seed: 1, weights: { name: 'normal', deviation: 0.001 }, biases: 'zeros' },
    training: { rule: { name: 'gradient-descent', rate: 0.1 }, steps: 5000 },
    landscape: { plane: 'trajectory', centre: 'origin' },
  },
};
