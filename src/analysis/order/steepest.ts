import { norm, times } from '../../model/vectors';
import type { LineSeries } from './line-series';
import { power } from './power';
import { without } from './search';
import type { Axis, SphereLow } from './sphere';

/** Distance at which the two signs of an eigenvector are compared. */
const near = 0.02;

/** Of an eigenvector and its negative the one with the lower loss, the vector itself where they are equal. */
export function downhill(series: LineSeries, vector: Float64Array): Float64Array {
  const opposite = times(vector, -1);
  return series.loss(opposite, near) < series.loss(vector, near) ? opposite : vector;
}

/**
 * A lowest place of a sphere without its part along the axes on which the Hessian goes up, made a unit vector. On a sphere of finite radius the lowest place
 * leans a little into them; that share vanishes with the radius, and gradient flow finds it by itself. At a kink, where the axes decide nothing, the part is
 * taken out only where the loss is the lower for it much nearer to the point.
 */
export function withoutUphill(
  series: LineSeries,
  axes: readonly Axis[],
  order: number,
  { direction, radius }: SphereLow,
): Float64Array {
  const rest = without(axes.map(({ vector }) => vector))(direction);
  const length = norm(rest);
  if (!(length > 0)) return direction;
  const level = times(rest, 1 / length);
  if (!series.oneSided) return level;
  return scaledChange(series, level, order, radius / 16) <=
    scaledChange(series, direction, order, radius / 16)
    ? level
    : direction;
}

/** (loss − loss(θ))/ρᵏ at distance ρ by the terms up to order k. */
function scaledChange(series: LineSeries, direction: Float64Array, order: number, radius: number): number {
  const coefficients = series.coefficients(direction, order);
  let sum = 0;
  for (let j = 1; j <= order; j++) sum += coefficients[j]! * power(radius, j - order);
  return sum;
}
