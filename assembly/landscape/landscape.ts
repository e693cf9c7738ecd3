import { gradientOver } from '../network/backward';
import { accuracy, dataLoss } from '../network/evaluate';
import { norm } from '../network/norm';
import { penalty } from '../network/penalty';
import { parameterBytes, samplesAt } from '../network/problem';
import { TRAIN } from '../network/samples';
import { VECTOR } from '../network/vectors';

/** Codes are positions in the list `QUANTITIES` of the TypeScript door. Its last, curvature, is computed in second-order/plane-curvature.ts. */
export const LOSS: u32 = 0;
export const GRADIENT_NORM: u32 = 1;

/**
 * values[i] = quantity at (centre + alphas[i]·first) + beta·second, for one row of a grid. alphas and values are f64;
 * centre, first, second, point and gradient are parameter vectors. No point depends on another.
 */
export function landscapeRow<T>(
  centre: usize,
  first: usize,
  second: usize,
  alphas: usize,
  count: u32,
  beta: f64,
  quantity: u32,
  values: usize,
  point: usize,
  gradient: usize,
): void {
  for (let i: u32 = 0; i < count; i++) {
    pointAt<T>(centre, first, second, load<f64>(alphas + (i << 3)), beta, point);
    store<f64>(values + (i << 3), quantityAt<T>(point, quantity, gradient));
  }
}

function quantityAt<T>(point: usize, quantity: u32, gradient: usize): f64 {
  const train = samplesAt(TRAIN);
  if (quantity == LOSS) return dataLoss<T>(point, train) + penalty<T>(point);
  if (quantity == GRADIENT_NORM) {
    gradientOver<T>(point, train, gradient);
    return norm<T>(gradient);
  }
  return accuracy<T>(point, train);
}

/** point = (centre + alpha·first) + beta·second, the factors rounded to the precision first. */
function pointAt<T>(centre: usize, first: usize, second: usize, alpha: f64, beta: f64, point: usize): void {
  const a = v128.splat<T>(<T>alpha);
  const b = v128.splat<T>(<T>beta);
  for (let at: usize = 0, end = parameterBytes; at < end; at += VECTOR) {
    const along = v128.add<T>(v128.load(centre + at), v128.mul<T>(a, v128.load(first + at)));
    v128.store(point + at, v128.add<T>(along, v128.mul<T>(b, v128.load(second + at))));
  }
}
