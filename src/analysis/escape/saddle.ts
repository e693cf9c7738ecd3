import type { Core, Problem } from '../../core/contract';
import { UserError } from '../../model/user-error';
import type { OrderAnswer, OrderSettings } from '../order/answer';
import { power } from '../order/power';
import { saddleOrder } from '../order/saddle-order';
import { mostExact } from '../spectrum/exact';
import type { LocalForm } from './law';

/** What of a point decides how long leaving it takes, with its evidence. */
export interface SaddleForm {
  /** The saddle order as the study of that name finds it. */
  readonly answer: OrderAnswer;
  readonly critical: boolean;
  /** Order and C of L ≈ L₀ − Cρᵏ; null where no descent along a line was found, unless the settings give the order of one that bends. */
  readonly form: LocalForm | null;
  /** How far C may be off, as far as its extrapolation tells; NaN where it was not extrapolated. */
  readonly error: number;
  /** Whether the order is that of the settings or was found. */
  readonly from: 'given' | 'found' | null;
  /** Unit vector of steepest descent; null where there is none. */
  readonly direction: Float64Array | null;
}

/** Distance at which an order from the settings is fitted where no sphere was searched. */
const near = 0.02;
const search: Omit<OrderSettings, 'seed'> = {
  highest: 8,
  starts: 12,
  budget: 200_000,
  tolerance: 1e-10,
  constant: true,
};

/**
 * Order, constant and steepest direction of a saddle, always in f64.
 * Throws `UserError` where the network is too large for the dense Hessian, and where the loss is not finite.
 * @param order the saddle's order where it is known, 0 where it is to be measured
 */
export function saddleForm(
  core: Core,
  problem: Problem,
  theta: Float64Array,
  order: number,
  seed: number,
  checkCancelled: () => void,
): SaddleForm {
  const n = theta.length;
  if (n > mostExact)
    throw new UserError(
      `The steepest direction needs all eigenvectors of the Hessian, and this network has ${n} parameters, more than ${mostExact}: take direction random, constant, parameter or values.`,
      'direction',
    );
  const answer = saddleOrder(core, problem, theta, { ...search, seed }, checkCancelled);
  const critical = answer.verdict !== 'not-critical';
  const fall = critical ? steepestFall(answer) : null;
  const direction = fall?.direction ?? answer.witness?.direction ?? null;
  const found = fall?.form ?? null;
  if (fall && order >= 2 && order !== found?.order) {
    const form = { order, constant: fall.depth / power(fall.radius, order) };
    return { answer, critical, form, error: NaN, from: 'given', direction };
  }
  const from = found && (order === found.order ? 'given' : 'found');
  return { answer, critical, form: found, error: answer.constant?.error ?? NaN, from, direction };
}

interface Fall {
  readonly direction: Float64Array;
  /** Null where the descent bends. */
  readonly form: LocalForm | null;
  /** L₀ − L at the lowest place found at this radius. */
  readonly depth: number;
  readonly radius: number;
}

/** How the loss falls from a critical point; null where no descent was found. */
function steepestFall({ order, witness, constant, search }: OrderAnswer): Fall | null {
  const bent = search?.curves;
  if (bent?.descends && bent.direction) {
    const { radius, change } = bent.spheres.at(-1)!;
    return { direction: bent.direction, form: null, depth: -change, radius };
  }
  if (order === null || witness === null) return null;
  // Where the budget ended before the constant, the witness's own coefficient is what is known of it.
  const value = constant?.value ?? -witness.line.coefficient;
  const radius = constant?.spheres.at(-1)?.radius ?? near;
  return {
    direction: constant?.steepest ?? witness.direction,
    form: { order, constant: value },
    depth: value * power(radius, order),
    radius,
  };
}
