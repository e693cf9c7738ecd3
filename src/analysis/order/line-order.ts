import type { ElementaryFunctions } from '../../core/contract';

/** The first Taylor coefficient of a line that is not 0, and where it rules. */
export interface LineOrder {
  readonly order: number;
  readonly coefficient: number;
  /**
   * Between these t the term c_k·t^k is larger than each of the others: below `from` the rounding in lower coefficients could rule, above `to` higher
   * terms do.
   */
  readonly from: number;
  readonly to: number;
}

/** Per order 0 … K. */
export interface Tolerances {
  /** What counts as 0: 10⁻⁶ of what the coefficient is in directions that nothing constrains, and at least 16 times its rounding. */
  readonly zeros: Float64Array;
  /** The rounding of a coefficient, measured. */
  readonly noise: Float64Array;
}

/** How many times wider than its beginning the range of a term must be. Rounding in a square (δ − a·t)² alone can feign a range of 4 at most. */
const leastRange = 10;
/** A term that rules only nearer than this is rounding. */
const leastReach = 1e-6;

/**
 * Which order a line has. Coefficients count as 0 up to `zeros`, and a coefficient counts only where its term rules on a range of t (see `LineOrder`), so
 * that what rounding leaves of lower orders is not taken for an order of its own.
 * @param coefficients c₀ … c_K
 * @param zeros per order: what counts as 0
 * @param noise per order: the rounding of a coefficient, which lower ones are taken to have at least
 * @returns null where all coefficients count as 0
 */
export function lineOrder(
  coefficients: Float64Array,
  { zeros, noise }: Tolerances,
  math: Pick<ElementaryFunctions, 'exp' | 'log'>,
): LineOrder | null {
  /** (a/b)^(1/n) */
  const root = (a: number, b: number, n: number) => (a === 0 ? 0 : math.exp((math.log(a) - math.log(b)) / n));
  const size = coefficients.map(Math.abs);
  for (let k = 1; k < size.length; k++) {
    if (!(size[k]! > zeros[k]!)) continue;
    let from = 0;
    for (let j = 1; j < k; j++) from = Math.max(from, root(Math.max(size[j]!, noise[j]!), size[k]!, k - j));
    let to = Infinity;
    for (let m = k + 1; m < size.length; m++)
      if (size[m]! > 0) to = Math.min(to, root(size[k]!, size[m]!, m - k));
    if (to >= Math.max(leastRange * from, leastReach))
      return { order: k, coefficient: coefficients[k]!, from, to };
  }
  return null;
}
