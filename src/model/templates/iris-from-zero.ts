import type { ExperimentTemplate } from './template';

export const irisFromZero: ExperimentTemplate = {
  name: 'iris-from-zero',
  title: 'Iris from zero',
  summary:
    'Real data, three species: the output biases move a little because the training part is not quite balanced, but every weight stays exactly 0.',
  document: {
    notes:
      'With equally many flowers of each species the best constant answer is ⅓ for each, which is what a zero network says. Holding some flowers out makes the classes slightly unequal, so the output biases move; every weight stays exactly 0 and the accuracy that of guessing. Compare “Iris from Xavier/Glorot”.',
    network: { sizes: [4, 8, 3], activations: ['tanh', 'linear'], biases: true },
    data: { name: 'iris', test: 0.2 },
    loss: 'softmax-cross-entropy',
    initialisation: { weights: 'zeros', biases: 'zeros' },
    training: { rule: { name: 'gradient-descent', rate: 0.1 }, steps: 2000 },
    landscape: { plane: 'random', centre: 'origin' },
  },
};
