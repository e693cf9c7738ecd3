import type { Core, Problem } from '../../core/contract';
import type { OrderVerdict } from '../order/answer';
import { saddleOrder } from '../order/saddle-order';

/** What a search over higher Taylor coefficients says of a critical point where no eigenvalue is negative and some are 0. */
export interface HigherOrder {
  readonly verdict: OrderVerdict;
  /** Null where no descent along a line was found. */
  readonly order: number | null;
  /** A unit vector along which the loss falls at that order; null where none was found. */
  readonly witness: Float64Array | null;
  readonly highest: number;
  readonly seed: number;
  readonly spent: number;
  readonly budget: number;
  readonly exhausted: boolean;
}

const highest = 8;
const starts = 24;
const seed = 1;

/**
 * The saddle order of one of many points, without its leading constant.
 * @param tolerance a gradient norm of at most this counts as 0
 * @param budget Taylor series at most
 */
export function higherOrder(
  core: Core,
  problem: Problem,
  theta: Float64Array,
  { tolerance, budget }: { readonly tolerance: number; readonly budget: number },
  tick: () => void,
): HigherOrder {
  const settings = { highest, starts, seed, budget, tolerance, constant: false };
  const answer = saddleOrder(core, { ...problem, precision: 'f64' }, theta, settings, tick);
  return {
    verdict: answer.verdict,
    order: answer.order,
    witness: answer.witness?.direction ?? null,
    highest,
    seed,
    spent: answer.search?.spent ?? 0,
    budget,
    exhausted: answer.search?.exhausted ?? false,
  };
}
