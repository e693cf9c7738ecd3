import type {
  AccuracyRule,
  ActivationName,
  LandscapeQuantity,
  LossName,
  Summation,
  TaylorBranch,
  UpdateRule,
  UpdateRuleName,
} from './contract';

/**
 * The names that the core knows, each at the position that is its code in the tables of `assembly/`. A new activation, loss
 * or rule is appended here and there.
 */
export const ACTIVATIONS: readonly ActivationName[] = [
  'linear',
  'sigmoid',
  'tanh',
  'relu',
  'leaky-relu',
  'elu',
  'softplus',
  'gelu',
  'gelu-tanh',
  'silu',
  'sin',
  'relu-half',
  'relu-one',
];

export const LOSSES: readonly LossName[] = [
  'mean-squared-error',
  'half-mean-squared-error',
  'half-sum-of-squares',
  'binary-cross-entropy',
  'softmax-cross-entropy',
];

export const RULES: readonly UpdateRuleName[] = [
  'gradient-descent',
  'momentum',
  'nesterov',
  'rmsprop',
  'adam',
  'perturbed-gradient-descent',
  'multiplicative',
  'exponentiated-gradient',
];

/** Rules that need the Hessian at every step. The tables of the core do not have them: see `curvature-trainer.ts`. */
export const CURVATURE_RULES: readonly UpdateRuleName[] = ['newton', 'saddle-free-newton'];

export const ACCURACY_RULES: readonly AccuracyRule['kind'][] = ['none', 'threshold', 'argmax'];

/** The tables of the core do not have the last one: see `plane-curvature.ts`. */
export const QUANTITIES: readonly LandscapeQuantity[] = ['loss', 'gradient-norm', 'accuracy', 'curvature'];

export const SUMMATIONS: readonly Summation[] = ['naive', 'pairwise', 'kahan', 'permuted'];

export const BRANCHES: readonly TaylorBranch[] = ['frozen', 'right', 'left'];

/** The settings of a rule besides its rate, in the order in which the core takes them. */
export function settingsOf(rule: UpdateRule): readonly [number, number, number] {
  switch (rule.name) {
    case 'momentum':
    case 'nesterov':
      return [rule.momentum, 0, 0];
    case 'rmsprop':
      return [rule.decay, rule.epsilon, 0];
    case 'adam':
      return [rule.beta1, rule.beta2, rule.epsilon];
    case 'perturbed-gradient-descent':
      return [rule.radius, rule.threshold, rule.interval];
    default:
      return [0, 0, 0];
  }
}
