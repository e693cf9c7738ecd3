import { times } from '../../model/vectors';
import { power } from './power';
import { highestOrder, type LineSeries } from './line-series';
import type { Tolerances } from './line-order';

const unit = 2 ** -52;

export interface Measured extends Tolerances {
  /** The largest |c_k| of the directions of the space. */
  readonly scales: Float64Array;
}

/**
 * What of a Taylor coefficient is rounding: the largest difference, over many directions d, between c_k(d) and c_k(s·d)/sᵏ, which is 0 in exact arithmetic (s is
 * no power of two, so that every product is rounded anew); and at least the last place of the coefficients of that order and its neighbours. What counts as 0
 * is more, because along unconstrained directions one sees how large the summands are that cancel in others.
 * @param directions of the space that is searched
 * @param free of all of space
 * @param floor what c₁ and c₂ may be at a point that is critical, and in a null space, to a tolerance
 */
export function measureTolerances(
  series: LineSeries,
  directions: readonly Float64Array[],
  free: readonly Float64Array[],
  floor: { readonly first: number; readonly second: number },
): Measured {
  const scales = new Float64Array(highestOrder + 1);
  const sizes = new Float64Array(highestOrder + 1);
  const noise = new Float64Array(highestOrder + 1);
  const raise = (most: Float64Array, values: Float64Array) =>
    values.forEach((value, k) => (most[k] = Math.max(most[k]!, Math.abs(value))));
  for (const direction of directions) {
    const here = series.coefficients(direction, highestOrder);
    raise(scales, here);
    for (const factor of [1.1, 0.7]) {
      const there = series.coefficients(times(direction, factor), highestOrder);
      raise(
        noise,
        there.map((value, k) => here[k]! - value / power(factor, k)),
      );
    }
  }
  raise(sizes, scales);
  for (const direction of free) raise(sizes, series.coefficients(direction, highestOrder));
  noise.forEach((value, k) => (noise[k] = Math.max(2 * value, unit * around(scales, k))));
  const zeros = scales.map((scale, k) =>
    Math.max(1e-6 * scale, 16 * noise[k]!, 64 * unit * around(sizes, k)),
  );
  zeros[1] = Math.max(16 * noise[1]!, floor.first);
  zeros[2] = Math.max(16 * noise[2]!, floor.second);
  return { scales, noise, zeros };
}

/** The largest of an order and its neighbours; c₀ is the loss itself, no neighbour. */
function around(sizes: Float64Array, k: number): number {
  return Math.max(k > 1 ? sizes[k - 1]! : 0, sizes[k]!, sizes[k + 1] ?? 0);
}
