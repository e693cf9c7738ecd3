import type { ElementaryFunctions, UpdateRule } from '../../core/contract';
import { power } from '../order/power';

/**
 * How long it takes to leave a saddle along its steepest direction, from distance ε to distance Δ. Near a saddle of order k the loss is
 * L₀ − Cρᵏ at distance ρ, so gradient flow obeys ρ′ = kCρᵏ⁻¹: a logarithm of Δ/ε for a strict saddle (k = 2, |λ| = 2C), and a power of 1/ε above.
 */
export interface LocalForm {
  /** The order k of the saddle, 2 or more. */
  readonly order: number;
  /** C > 0 of L ≈ L₀ − Cρᵏ along the steepest direction. */
  readonly constant: number;
}

/** Time of gradient flow: ln(Δ/ε)/(2C) for k = 2, (ε²⁻ᵏ − Δ²⁻ᵏ)/(k(k−2)C) for k ≥ 3. */
export function flowTime(
  { order, constant }: LocalForm,
  epsilon: number,
  distance: number,
  math: ElementaryFunctions,
): number {
  if (order === 2) return math.log(distance / epsilon) / (2 * constant);
  const powers = 1 / power(epsilon, order - 2) - 1 / power(distance, order - 2);
  return powers / (order * (order - 2) * constant);
}

/** The factor per step by which an update rule lengthens the unstable component of a strict saddle with eigenvalue −`curvature`; null where there is none. */
export function growthFactor(rule: UpdateRule, curvature: number): number | null {
  const push = rule.rate * curvature;
  switch (rule.name) {
    case 'gradient-descent':
      return 1 + push;
    case 'momentum': {
      const trace = 1 + rule.momentum + push;
      return (trace + Math.sqrt(trace * trace - 4 * rule.momentum)) / 2;
    }
    case 'nesterov': {
      const trace = (1 + rule.momentum) * (1 + push);
      return (trace + Math.sqrt(trace * trace - 4 * rule.momentum * (1 + push))) / 2;
    }
    default:
      return null;
  }
}

/** What one step of a rule is worth in flow time while gradients change slowly: η, or η/(1 − β) with momentum; null for rules that rescale gradients. */
export function timePerStep(rule: UpdateRule): number | null {
  if (rule.name === 'gradient-descent') return rule.rate;
  if (rule.name === 'momentum' || rule.name === 'nesterov') return rule.rate / (1 - rule.momentum);
  return null;
}

/**
 * Steps of an update rule from ε to Δ along the steepest direction. For Adam and RMSprop about Δ/η, whatever ε, because they divide the gradient by
 * its own size; null for rules without a law.
 */
export function stepLaw(
  rule: UpdateRule,
  form: LocalForm,
  epsilon: number,
  distance: number,
  math: ElementaryFunctions,
): number | null {
  if (rule.name === 'adam' || rule.name === 'rmsprop') return distance / rule.rate;
  const factor = growthFactor(rule, 2 * form.constant);
  const time = timePerStep(rule);
  if (factor === null || time === null) return null;
  if (form.order === 2) return math.log(distance / epsilon) / math.log(factor);
  return flowTime(form, epsilon, distance, math) / time;
}
