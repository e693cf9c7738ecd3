import type { Core, Problem } from '../../core/contract';
import { saddleOrder } from '../order/saddle-order';
import type { HigherOrderSearch } from './witness';

/** What a direction for a picture may cost; the study of the order searches as long as it is asked to. */
const settings = { highest: 8, starts: 24, seed: 1, budget: 50_000, tolerance: 1e-10, constant: false };

/** The search of the saddle order as a source of witnesses: at kinks also of order 2, which no Hessian shows. */
export function searchOfHigherOrders(
  core: Core,
  problem: Problem,
  theta: Float64Array,
  tick: () => void,
): HigherOrderSearch {
  return () => {
    const { witness, order } = saddleOrder(core, problem, theta, settings, tick);
    return witness === null || order === null ? null : { direction: witness.direction, order };
  };
}
