import type { ExperimentTemplate } from './template';

export const circlesEqualUnits: ExperimentTemplate = {
  name: 'circles-equal-units',
  title: 'Circles with equal units',
  summary:
    'Thirteen equal hidden units do the work of one, which cannot tell the circles apart; an optimised matrix library would break the tie by round-off.',
  document: {
    notes:
      'Every weight starts at ½, so the thirteen hidden units are equal and stay equal to the last bit: the loss hardly falls. Ask the round-off study what happens when each unit adds its terms in an order of its own, as optimised matrix libraries do: the last bit of a sum breaks the tie at the first step, and some thousand steps later the network has learned the circles.',
    network: { sizes: [2, 13, 1], activations: ['tanh', 'linear'], biases: true },
    data: { name: 'circles' },
    loss: 'half-mean-squared-error',
    initialisation: { weights: { name: 'constant', value: 0.5 }, biases: 'zeros' },
    training: { rule: { name: 'gradient-descent', rate: 0.2 }, steps: 6000 },
    landscape: { plane: 'trajectory', centre: 'origin' },
  },
};
