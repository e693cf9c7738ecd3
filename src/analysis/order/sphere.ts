import { addScaled, dot } from '../../model/vectors';
import type { LineSeries } from './line-series';
import { minimiseOnSphere, type SphereMinimum } from './minimise';
import { power } from './power';

/** An axis of the Hessian with its curvature, so that spheres can be searched in coordinates in which no direction is stiff. */
export interface Axis {
  readonly vector: Float64Array;
  /** The eigenvalue, positive. */
  readonly curvature: number;
}

/** Where the loss is lowest at distance ρ from the point, as far as was found. */
export interface SphereLow {
  readonly radius: number;
  /** A unit vector. */
  readonly direction: Float64Array;
  /** (loss − loss(θ))/ρᵏ by the Taylor series, whose leading part has no cancellation. */
  readonly scaled: number;
}

/**
 * A local minimum of Σ_j c_j(d)·ρ^(j−k) over unit vectors d: the loss at distance ρ, in units of ρᵏ. Other than along a line, directions with curvature may be
 * used in proportion to higher powers of ρ, as an output bias is that follows the units.
 * @param order k
 * @param highest the last term of the series that is summed
 */
export function lowOnSphere(
  series: LineSeries,
  axes: readonly Axis[],
  order: number,
  radius: number,
  start: Float64Array,
  iterations: number,
  highest: number,
): SphereLow {
  const n = series.dimension;
  const powers = Array.from({ length: highest + 1 }, (_, j) => power(radius, j - order));
  const value = (direction: Float64Array) => {
    const { coefficients, gradients } = series.expand(direction, highest);
    const gradient = new Float64Array(n);
    let sum = 0;
    for (let j = 1; j <= highest; j++) {
      sum += powers[j]! * coefficients[j]!;
      addScaled(gradient, powers[j]!, gradients.subarray(j * n, (j + 1) * n));
    }
    return { value: sum, gradient };
  };
  const factors = axes.map(({ curvature }) => 1 / Math.sqrt(1 + curvature * powers[2]!) - 1);
  const soften = (vector: Float64Array) => {
    const mapped = vector.slice();
    axes.forEach(({ vector: axis }, i) => addScaled(mapped, factors[i]! * dot(vector, axis), axis));
    return mapped;
  };
  const harden = (vector: Float64Array) => {
    const mapped = vector.slice();
    axes.forEach(({ vector: axis }, i) =>
      addScaled(mapped, (1 / (1 + factors[i]!) - 1) * dot(vector, axis), axis),
    );
    return mapped;
  };
  const low: SphereMinimum = minimiseOnSphere(value, harden(start), { iterations, map: soften });
  return { radius, direction: low.direction, scaled: low.value };
}
