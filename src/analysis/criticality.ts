import type { RoundingBounds } from './rounding';
import { number } from './words';

/** Whether a point is critical, and how that was decided. */
export interface Criticality {
  /**
   * `exact`: every entry of the gradient is 0 to the last bit; `to-rounding`: its norm is within what rounding alone can make of 0; `none`: it is not 0;
   * `unknown`: it is not a finite number.
   */
  readonly verdict: 'exact' | 'to-rounding' | 'none' | 'unknown';
  readonly critical: boolean;
  /** Euclidean norm of the gradient. */
  readonly gradientNorm: number;
  /** A gradient norm of at most this cannot be told from 0: see `RoundingBounds`. */
  readonly tolerance: number;
  /** The same per weight layer. */
  readonly layerTolerances: readonly number[];
  /** Why, in one or two sentences. */
  readonly reason: string;
}

export function criticality(
  gradient: Float64Array,
  gradientNorm: number,
  bounds: RoundingBounds,
): Criticality {
  const tolerance = bounds.gradient;
  const facts = { gradientNorm, tolerance, layerTolerances: bounds.layerGradients };
  if (!Number.isFinite(gradientNorm))
    return { ...facts, verdict: 'unknown', critical: false, reason: 'The gradient is not a finite number.' };
  if (gradient.every((entry) => entry === 0))
    return {
      ...facts,
      verdict: 'exact',
      critical: true,
      reason: `Critical: every one of the ${gradient.length} entries of the gradient is 0 to the last bit, so no tolerance is needed.`,
    };
  const allowance = `rounding alone can make ${number(tolerance)} of a gradient that is 0 (first-order bound over the sums of this network and these samples)`;
  return gradientNorm <= tolerance
    ? {
        ...facts,
        verdict: 'to-rounding',
        critical: true,
        reason: `Critical as far as numbers of this precision can tell: the gradient’s norm is ${number(gradientNorm)}, and ${allowance}.`,
      }
    : {
        ...facts,
        verdict: 'none',
        critical: false,
        reason: `Not critical: the gradient’s norm is ${number(gradientNorm)}, and ${allowance}.`,
      };
}
