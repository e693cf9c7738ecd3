import { rateField } from './rate';
import { defineRule } from './rule';

/** Jin et al. 2017, "How to escape saddle points efficiently". */
export const perturbedGradientDescent = defineRule({
  name: 'perturbed-gradient-descent',
  label: 'Perturbed gradient descent',
  summary: 'Gradient descent that pushes itself in a random direction where the slope has almost vanished.',
  formula:
    'where ‖g‖ ≤ threshold, not pushed for `interval` steps: θ ← θ + ξ, ξ uniform in the ball of `radius`; then θ ← θ − η·g',
  fields: {
    rate: rateField(0.2),
    radius: {
      kind: 'number',
      label: 'Radius',
      help: 'Radius of the ball the push is drawn from.',
      default: 0.1,
      min: 0,
      max: 1000,
      exclusiveMin: true,
      scale: 'log',
    },
    threshold: {
      kind: 'number',
      label: 'Threshold',
      help: 'A push needs a gradient norm of at most this.',
      default: 1e-6,
      min: 0,
      max: 1e6,
      scale: 'log',
    },
    interval: {
      kind: 'number',
      label: 'Interval',
      help: 'Steps between two pushes, at least.',
      default: 1000,
      min: 1,
      max: 1e9,
      integer: true,
      scale: 'log',
    },
  },
});
