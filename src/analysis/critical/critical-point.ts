import type { Core, Workspace } from '../../core/contract';
import { norm } from '../../model/vectors';
import { type Inertia, inertiaOf } from '../spectrum/inertia';
import type { Polished } from './polish';
import type { Start } from './starts';

/** What one search found: the point, and what the spectrum says where it is critical. */
export interface Found extends Polished {
  readonly start: Start;
  /** ‖θ‖ of the point. */
  readonly distance: number;
  /** Null where the search did not end at a critical point. */
  readonly local: LocalFacts | null;
}

export interface LocalFacts {
  readonly inertia: Inertia;
  /** All eigenvalues of the Hessian, ascending. */
  readonly eigenvalues: Float64Array;
  /** Outputs for the training inputs, samples × outputs. */
  readonly outputs: Float64Array;
}

/**
 * What a point is as far as second derivatives tell. `undecided`: no eigenvalue is negative but some are 0; whether the loss falls at a higher order is
 * asked of the saddle order.
 */
export type Kind = 'zero-error-minimum' | 'strict-saddle' | 'minimum-to-second-order' | 'undecided';

export const kindWords: { readonly [K in Kind]: string } = {
  'zero-error-minimum': 'global minimum (loss 0)',
  'strict-saddle': 'strict saddle (order 2)',
  'minimum-to-second-order': 'local minimum to second order',
  undecided: 'not decided by second derivatives',
};

/**
 * A loss without penalty can not be lower than 0; this much of it is what is left of squares of errors of √ε.
 */
const zeroLoss = 1e-20;

export function kindOf(loss: number, { negative, positive }: Inertia, parameters: number): Kind {
  if (loss <= zeroLoss) return 'zero-error-minimum';
  if (negative > 0) return 'strict-saddle';
  return positive === parameters ? 'minimum-to-second-order' : 'undecided';
}

/** The spectrum and the outputs at a point whose gradient norm is within the tolerance. */
export function localFacts(core: Core, workspace: Workspace, { theta, gradientNorm }: Polished): LocalFacts {
  const P = theta.length;
  const { values } = core.eigen(workspace.secondOrder().hessian(theta), P, { vectors: false });
  return {
    inertia: inertiaOf(values, eigenvalueTolerance(values, gradientNorm)),
    eigenvalues: values,
    outputs: workspace.outputs(theta),
  };
}

/**
 * Eigenvalues up to this count as 0: 64·P round-offs of the largest, and √(‖H‖·‖∇L‖), because near a point where the gradient vanishes like a square a gradient
 * of norm g leaves an eigenvalue of order √g where the true one is 0.
 */
function eigenvalueTolerance(values: Float64Array, gradientNorm: number): number {
  const largest = Math.max(Math.abs(values[0]!), Math.abs(values.at(-1)!));
  return Math.max(64 * values.length * 2 ** -52 * largest, Math.sqrt(largest * gradientNorm));
}

/** One search as a whole: what the point it ended at is. */
export function foundAt(core: Core, workspace: Workspace, start: Start, polished: Polished): Found {
  const local = polished.outcome === 'converged' ? localFacts(core, workspace, polished) : null;
  return { ...polished, start, distance: norm(polished.theta), local };
}
