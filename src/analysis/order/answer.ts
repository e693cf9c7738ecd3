import type { Criticality } from '../criticality';
import type { Smoothness } from '../kinks';
import type { Inertia } from '../spectrum/inertia';
import type { CurveProbe } from './curve-probe';
import type { LeadingConstant } from './leading-constant';
import type { LineOrder } from './line-order';
import type { OrderStage } from './search';

/** What a point is, as far as Taylor coefficients of the loss along lines say. */
export type OrderVerdict =
  /** The loss falls at first order. */
  | 'not-critical'
  /** Order 2: the Hessian has a negative eigenvalue. */
  | 'strict-saddle'
  /** Along some line the first coefficient that is not 0 is negative, of order 3 or more (at a kink also 2). */
  | 'saddle'
  /** No line was found, but lower points on small spheres were: the descent bends. */
  | 'saddle-along-curves'
  /** Every eigenvalue is positive. */
  | 'minimum-to-second-order'
  /** No descent was found up to the order searched. Not a proof of a minimum. */
  | 'no-descent-found';

/** A direction that proves the verdict. */
export interface OrderWitness {
  /** A unit vector, as long as θ. */
  readonly direction: Float64Array;
  /** Its entries of largest size, largest first, by the names of the parameters. */
  readonly largest: readonly { readonly name: string; readonly value: number }[];
  /** c₀ … c₁₂ of loss(θ + t·direction); at a kink for t ≥ 0. */
  readonly coefficients: Float64Array;
  /** At a kink: the coefficients of tᵏ for t ≤ 0, and those of the branch that counts at t = 0. */
  readonly left: Float64Array | null;
  readonly frozen: Float64Array | null;
  /** The first coefficient that is not 0, and the range of t on which its term rules. */
  readonly line: LineOrder;
  /** loss(θ + t·direction) − loss(θ) where it was computed, not by the series; null where the fall is less than the loss's rounding. */
  readonly shown: { readonly t: number; readonly change: number } | null;
}

/**
 * The eigenvalues of the Hessian, which decide order 2; at a kink those of the branch z ≤ 0, which decide nothing. Its tolerance: rounding of the Hessian and of
 * the solver, and what the gradient that is left can do.
 */
export interface OrderSpectrum extends Inertia {
  readonly lowest: number;
  readonly highest: number;
  /** ‖Hx − λx‖ of the lowest pair. */
  readonly residual: number;
}

/** What the search did. */
export interface OrderSearchEvidence {
  /** Highest order asked for, and the highest that was looked at. */
  readonly highest: number;
  readonly reached: number;
  readonly stages: readonly OrderStage[];
  /** Dimension of the space searched: the null space of the Hessian; at a kink all of it. */
  readonly dimension: number;
  readonly starts: number;
  readonly seed: number;
  /** Taylor series computed, of those allowed. */
  readonly spent: number;
  readonly budget: number;
  /** The budget ended something: the search, the constant, or the look at small spheres. */
  readonly exhausted: boolean;
  /** The order at which every direction tried went up; null where some stay flat. */
  readonly positiveAt: number | null;
  readonly curves: CurveProbe | null;
}

export interface OrderAnswer {
  readonly verdict: OrderVerdict;
  /** The saddle order; 1 where the point is not critical; null where no descent along a line was found. */
  readonly order: number | null;
  /** Units are on a kink (or an L1 penalty is): coefficients hold on one side of t = 0 only. */
  readonly oneSided: boolean;
  readonly loss: number;
  readonly gradientNorm: number;
  /** A gradient norm up to this counts as 0. */
  readonly gradientTolerance: number;
  readonly criticality: Criticality;
  readonly smoothness: Smoothness;
  readonly spectrum: OrderSpectrum;
  readonly witness: OrderWitness | null;
  readonly constant: LeadingConstant | null;
  /** Null where the gradient or the spectrum decided. */
  readonly search: OrderSearchEvidence | null;
}

export interface OrderSettings {
  readonly highest: number;
  readonly starts: number;
  readonly seed: number;
  readonly budget: number;
  readonly tolerance: number;
  /** Whether the leading constant is estimated, too. */
  readonly constant: boolean;
}
