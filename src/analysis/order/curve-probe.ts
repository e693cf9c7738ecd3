import type { ElementaryFunctions } from '../../core/contract';
import { highestOrder, type LineSeries } from './line-series';
import { power } from './power';
import { type Axis, lowOnSphere, type SphereLow } from './sphere';

/** What was found on small spheres around a point from which no line descends: a descent may bend, as in (y − x²)(y − 3x²). */
export interface CurveProbe {
  readonly descends: boolean;
  /** About how the loss falls, ρ^exponent, from the two smallest spheres; null where it does not. */
  readonly exponent: number | null;
  /** ρ and the lowest loss found there less the loss at the point. */
  readonly spheres: readonly { readonly radius: number; readonly change: number }[];
  /** The lowest direction on the smallest sphere, a unit vector; null where the loss does not fall. */
  readonly direction: Float64Array | null;
}

const radii = [0.2, 0.1, 0.05];
/** The scale ρ⁻⁴ of what is minimised, only for its conditioning. */
const scaledAs = 4;

export function probeCurves(
  series: LineSeries,
  axes: readonly Axis[],
  starts: readonly Float64Array[],
  math: Pick<ElementaryFunctions, 'log'>,
): CurveProbe {
  const loss = series.loss(starts[0]!, 0);
  const lows: SphereLow[] = radii.map((radius) =>
    starts
      .map((start) => lowOnSphere(series, axes, scaledAs, radius, start, 60, highestOrder))
      .reduce((best, low) => (low.scaled < best.scaled ? low : best)),
  );
  const spheres = lows.map(({ radius, scaled }) => ({ radius, change: scaled * power(radius, scaledAs) }));
  // The series ends after order 12, and its sums round: only the loss itself proves that it falls.
  const descends = lows.every(
    ({ direction, radius, scaled }) =>
      scaled < 0 && series.loss(direction, radius) < loss - 1e-13 * Math.abs(loss),
  );
  if (!descends) return { descends, exponent: null, spheres, direction: null };
  const [, outer, inner] = spheres;
  const exponent = (math.log(-outer!.change) - math.log(-inner!.change)) / math.log(2);
  return { descends, exponent, spheres, direction: lows.at(-1)!.direction };
}
