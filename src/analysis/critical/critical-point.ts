import type { Core, Workspace } from '../../core/contract';
import { norm } from '../../model/vectors';
import { type Inertia, inertiaOf } from '../spectrum/inertia';
import { type HigherOrder, higherOrder } from './higher-order';
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
  /** Asked where the eigenvalues do not decide, if there is a budget for it. */
  readonly higher: HigherOrder | null;
}

/** What the search for a saddle order may spend, and which gradient counts as 0. */
export interface LocalSettings {
  readonly tolerance: number;
  /** Taylor series at most; 0: the search is left out. */
  readonly orderBudget: number;
}

/**
 * What a point is. Where no eigenvalue is negative but some are 0 the saddle order was asked: `saddle` where the loss falls at order 3 or more, `undecided` where no
 * descent was found or there was no budget for it.
 */
export type Kind =
  'zero-error-minimum' | 'strict-saddle' | 'saddle' | 'minimum-to-second-order' | 'undecided';

export const kindWords: { readonly [K in Kind]: string } = {
  'zero-error-minimum': 'global minimum (loss 0)',
  'strict-saddle': 'strict saddle (order 2)',
  saddle: 'saddle of higher order',
  'minimum-to-second-order': 'local minimum to second order',
  undecided: 'not decided',
};

/**
 * A loss without penalty can not be lower than 0; this much of it is what is left of squares of errors of √ε.
 */
const zeroLoss = 1e-20;

export function kindOf(
  loss: number,
  { negative, positive }: Inertia,
  parameters: number,
  higher: HigherOrder | null,
): Kind {
  if (loss <= zeroLoss) return 'zero-error-minimum';
  if (negative > 0) return 'strict-saddle';
  if (positive === parameters) return 'minimum-to-second-order';
  return isSaddle(higher) ? 'saddle' : 'undecided';
}

/** A verdict of order 2 is not taken over: it comes from eigenvalues that count as 0 here, because of the gradient that is left. */
function isSaddle(higher: HigherOrder | null): boolean {
  return higher !== null && (higher.verdict === 'saddle' || higher.verdict === 'saddle-along-curves');
}

/** The spectrum, the outputs and, where it is needed, the saddle order at a point whose gradient norm is within the tolerance. */
export function localFacts(
  core: Core,
  workspace: Workspace,
  { theta, gradientNorm, loss, steepest }: Polished,
  { tolerance, orderBudget }: LocalSettings,
  tick: () => void,
): LocalFacts {
  const P = theta.length;
  const { values } = core.eigen(workspace.secondOrder().hessian(theta), P, { vectors: false });
  const inertia = inertiaOf(values, eigenvalueTolerance(values, gradientNorm, steepest));
  const open = orderBudget > 0 && kindOf(loss, inertia, P, null) === 'undecided';
  const settings = { tolerance, budget: orderBudget };
  return {
    inertia,
    eigenvalues: values,
    outputs: workspace.outputs(theta),
    higher: open ? higherOrder(core, workspace.problem, theta, settings, tick) : null,
  };
}

/**
 * Eigenvalues up to this count as 0: 64·P round-offs of the largest met during the search, and √(‖H‖·‖∇L‖), because near a point where the gradient vanishes like a square a gradient
 * of norm g leaves an eigenvalue of order √g where the true one is 0.
 */
function eigenvalueTolerance(values: Float64Array, gradientNorm: number, steepest: number): number {
  const largest = Math.max(Math.abs(values[0]!), Math.abs(values.at(-1)!));
  return Math.max(
    64 * values.length * 2 ** -52 * Math.max(largest, steepest),
    Math.sqrt(largest * gradientNorm),
  );
}

/** One search as a whole: what the point it ended at is. */
export function foundAt(
  core: Core,
  workspace: Workspace,
  start: Start,
  polished: Polished,
  settings: LocalSettings,
  tick: () => void,
): Found {
  const local =
    polished.outcome === 'converged' ? localFacts(core, workspace, polished, settings, tick) : null;
  return { ...polished, start, distance: norm(polished.theta), local };
}
