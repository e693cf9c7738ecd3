import type { LineSeries } from './line-series';
import { minimiseOnSphere } from './minimise';
import { power } from './power';
import type { Measured } from './tolerances';

/**
 * By how much each coefficient is held at 0 more firmly than the next higher one, one factor after the other. Lower ones must rule, as they do at small t:
 * off their zero set a higher one may be negative (in E(f₂ + f₃t + f₄t²)²·t⁴/2, c₆ contains f₂f₄).
 */
const holds = [1e2, 1e4, 1e6];
const steps = 150;

/** Minima of Taylor coefficients among the directions on which lower ones, that are nowhere negative there, vanish. */
export class ZeroSets {
  constructor(
    private readonly series: LineSeries,
    private readonly tolerances: Measured,
    private readonly project?: (vector: Float64Array) => Float64Array,
  ) {}

  /** A direction at which c_k is locally lowest among those on which the coefficients of the held orders (ascending, below k) vanish. */
  lowest(start: Float64Array, k: number, held: readonly number[], iterations: number): Float64Array {
    if (held.length === 0) return this.#minimise(start, iterations, [k], 1);
    let direction = start;
    for (const hold of holds) direction = this.#minimise(direction, iterations, [...held, k], hold);
    return this.restore(direction, held);
  }

  /** The nearest direction, as descent goes, on which the held coefficients vanish: the lowest, then the lowest two, … */
  restore(start: Float64Array, held: readonly number[]): Float64Array {
    let direction = start;
    for (let some = 1; some <= held.length; some++) {
      const orders = held.slice(0, some);
      if (some === 1) direction = this.#minimise(direction, steps, orders, 1);
      else {
        for (const hold of holds) direction = this.#minimise(direction, steps, orders, hold);
        direction = this.#minimise(direction, steps, orders.slice(0, -1), holds.at(-1)!);
      }
    }
    return direction;
  }

  vanishing(direction: Float64Array, held: readonly number[]): boolean {
    if (held.length === 0) return true;
    const coefficients = this.series.coefficients(direction, held.at(-1)!);
    return held.every((order) => Math.abs(coefficients[order]!) <= this.tolerances.zeros[order]!);
  }

  /** A local minimum of the coefficients of ascending orders together, each weighted `hold` times more than the next. */
  #minimise(start: Float64Array, iterations: number, orders: readonly number[], hold: number): Float64Array {
    const n = this.series.dimension;
    const { noise, scales } = this.tolerances;
    const last = orders.length - 1;
    const terms = orders.map((order, i) => {
      const scale = scales[order]! > 0 ? scales[order]! : 1;
      return { order, weight: power(hold, last - i) / scale };
    });
    const value = (direction: Float64Array) => {
      const { coefficients, gradients } = this.series.expand(direction, orders[last]!);
      const gradient = new Float64Array(n);
      let sum = 0;
      for (const { order, weight } of terms) {
        sum += weight * coefficients[order]!;
        const row = gradients.subarray(order * n, (order + 1) * n);
        for (let i = 0; i < n; i++) gradient[i]! += weight * row[i]!;
      }
      return { value: sum, gradient };
    };
    const rounding = terms.reduce((sum, { order, weight }) => sum + weight * noise[order]!, 0);
    const map = this.project;
    return minimiseOnSphere(value, start, { iterations, noise: rounding, ...(map && { map }) }).direction;
  }
}
