import type { ExperimentTemplate } from './template';

export const linearModeByMode: ExperimentTemplate = {
  name: 'linear-mode-by-mode',
  title: 'A linear network, mode by mode',
  summary:
    'A two-layer linear network from a tiny start: it learns the strong mode, rests at a saddle, then learns the weak one.',
  document: {
    notes:
      'The map to learn has the strengths 3 and 1 on white inputs. From a tiny start the strength u of each mode follows u′ = 2u(s − u): the strong mode is learned after a time of about ln(s/u₀)/2s, the weak one three times later, and in between the loss rests on a plateau near a saddle of rank 1. Make the start smaller and both plateaus grow.',
    network: { sizes: [4, 4, 4], activations: ['linear', 'linear'], biases: false },
    data: { name: 'linear-modes', strengths: [3, 1], inputs: 4, outputs: 4 },
    loss: 'half-mean-squared-error',
    initialisation: { seed: 1, weights: { name: 'normal', deviation: 0.0001 }, biases: 'zeros' },
    training: { rule: { name: 'gradient-descent', rate: 0.005 }, steps: 3000 },
    landscape: { plane: 'trajectory', centre: 'origin' },
  },
};
