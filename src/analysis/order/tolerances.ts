import { times } from '../../model/vectors';
import { highestOrder, type LineSeries } from './line-series';
import type { Tolerances } from './line-order';

/** Lines along which the rounding is measured. */
const measured = 6;
const unit = 2 ** -52;

export interface Measured extends Tolerances {
  /** The largest |c_k| of the directions given. */
  readonly scales: Float64Array;
}

/**
 * What of a Taylor coefficient is rounding: along a few directions d, the largest difference between c_k(d) and c_k(s·d)/sᵏ, which is 0 in exact arithmetic;
 * s is no power of two, so that every product is rounded anew.
 * @param floor what c₁ and c₂ may be at a point that is critical, and in a null space, to a tolerance
 */
export function measureTolerances(
  series: LineSeries,
  directions: readonly Float64Array[],
  floor: { readonly first: number; readonly second: number },
): Measured {
  const scales = new Float64Array(highestOrder + 1);
  const noise = new Float64Array(highestOrder + 1);
  directions.forEach((direction, index) => {
    const here = series.coefficients(direction, highestOrder);
    here.forEach((value, k) => (scales[k] = Math.max(scales[k]!, Math.abs(value))));
    if (index >= measured) return;
    for (const factor of [1.1, 0.7]) {
      const there = series.coefficients(times(direction, factor), highestOrder);
      let power = 1;
      there.forEach((value, k) => {
        noise[k] = Math.max(noise[k]!, Math.abs(here[k]! - value / power));
        power *= factor;
      });
    }
  });
  // Where everything cancels exactly along the lines measured it need not along others: then the neighbours tell how large the summands are.
  noise.forEach((value, k) => {
    // c₀ is the loss itself, no neighbour.
    const size = Math.max(k > 1 ? scales[k - 1]! : 0, scales[k]!, scales[k + 1] ?? 0);
    noise[k] = Math.max(2 * value, unit * size);
  });
  const zeros = scales.map((scale, k) => Math.max(1e-6 * scale, 16 * noise[k]!));
  zeros[1] = Math.max(16 * noise[1]!, floor.first);
  zeros[2] = Math.max(16 * noise[2]!, floor.second);
  return { scales, noise, zeros };
}
