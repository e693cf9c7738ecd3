import type { ExperimentTemplate } from './template';

export const irisRandom: ExperimentTemplate = {
  name: 'iris-random',
  title: 'Iris from Xavier/Glorot',
  summary: 'The same network and data from a usual random start: it learns to tell the three species apart.',
  document: {
    notes:
      'Only the initial weights differ from “Iris from zero”. The landscape is centred on the final weights; its trajectory ends there.',
    network: { sizes: [4, 8, 3], activations: ['tanh', 'linear'], biases: true },
    data: { name: 'iris', test: 0.2 },
    loss: 'softmax-cross-entropy',
    initialisation: { seed: 1, weights: 'glorot', biases: 'zeros' },
    training: { rule: { name: 'gradient-descent', rate: 0.1 }, steps: 2000 },
    landscape: { plane: 'trajectory', centre: 'final' },
  },
};
