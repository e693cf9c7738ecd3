import type { ExperimentTemplate } from './template';

export const irisFromZero: ExperimentTemplate = {
  name: 'iris-from-zero',
  title: 'Iris from zero',
  summary:
    'Real data, three balanced classes: from zero only round-off and the split decide whether anything moves, and no weight does.',
  document: {
    notes:
      'With equally many flowers of each species the best constant answer is ⅓ for each, which is what a zero network says. The held-out part makes the classes slightly unequal, so the output biases move a little; every weight stays exactly 0 and the accuracy that of guessing. Compare “Iris from Xavier/Glorot”.',
    network: { sizes: [4, 8, 3], activations: ['tanh', 'linear'], biases: true },
    data: { name: 'iris', test: 0.2 },
    loss: 'softmax-cross-entropy',
    initialisation: { weights: 'zeros', biases: 'zeros' },
    training: { rule: { name: 'gradient-descent', rate: 0.1 }, steps: 2000 },
    landscape: { plane: 'random', centre: 'origin' },
  },
};
