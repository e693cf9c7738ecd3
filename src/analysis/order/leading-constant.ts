import { highestOrder, type LineSeries } from './line-series';
import { power } from './power';
import { type Axis, lowOnSphere, type SphereLow } from './sphere';
import { withoutUphill } from './steepest';

/** The constant of min over ‖d‖ = ρ of loss(θ + d) − loss(θ) ≈ −C·ρᵏ. */
export interface LeadingConstant {
  readonly value: number;
  /** How far the extrapolation moved last, or how far it is from the witness’s own coefficient where that is taken; 0 where the value is exact. */
  readonly error: number;
  /**
   * `eigenvalue`: half the most negative one, exact; `spheres`: extrapolated from minima on small spheres, an estimate; `witness`: −c_k of the witness, which C
   * cannot be less than, where no sphere gave more. A lower minimum to which no start led would make C larger.
   */
  readonly method: 'eigenvalue' | 'spheres' | 'witness';
  /** The spheres, largest first: ρ and C(ρ). */
  readonly spheres: readonly { readonly radius: number; readonly constant: number }[];
  /**
   * The unit vector in which the loss falls so: the eigenvector, with the sign that goes lower; the lowest place of the smallest sphere without what of it leans
   * uphill; or the witness.
   */
  readonly steepest: Float64Array;
}

const levels = 5;
/** Minima of the largest sphere that are followed to smaller ones, beside that of the witness. */
const followed = 3;
const iterations = { first: 60, refine: 400 };

/**
 * C by Neville's extrapolation of C(ρ) = −min/ρᵏ to ρ = 0 over five radii, each half the one before. Each local minimum is followed by itself; the largest C
 * counts.
 * @param radius the largest one; the series must hold well beyond it
 * @param witness a unit vector along which the order is k
 */
export function leadingConstant(
  series: LineSeries,
  axes: readonly Axis[],
  order: number,
  radius: number,
  witness: Float64Array,
  starts: readonly Float64Array[],
): LeadingConstant {
  // As ρ → 0 terms beyond k vanish; those up to 2k complete the squares of the terms that count, so that C(ρ) is nearer to C.
  const terms = Math.min(highestOrder, 2 * order);
  const low = (start: Float64Array, at: number, steps: number) =>
    lowOnSphere(series, axes, order, at, start, steps, terms);
  const others = starts
    .map((start) => low(start, radius, iterations.first))
    .sort((a, b) => a.scaled - b.scaled)
    .slice(0, followed);
  const loss = series.loss(witness, 0);
  /** Where the fall can be seen in the loss itself it must be there: the end of the series feigns none. */
  const real = ({ direction, radius: at, scaled }: SphereLow) => {
    const fall = -scaled * power(at, order);
    return fall < 1e-11 * Math.abs(loss) || loss - series.loss(direction, at) > fall / 2;
  };
  const candidates = [low(witness, radius, iterations.first), ...others].flatMap(
    (first): LeadingConstant[] => {
      const spheres: { radius: number; constant: number }[] = [];
      let next = first;
      for (let level = 0, at = radius; level < levels; level++, at /= 2) {
        next = low(next.direction, at, iterations.refine);
        if (!real(next)) return [];
        spheres.push({ radius: at, constant: -next.scaled });
      }
      const steepest = withoutUphill(series, axes, order, next);
      return [{ ...extrapolateToZero(spheres), method: 'spheres', spheres, steepest }];
    },
  );
  // By what was found on the smallest sphere, not by extrapolation, which may be off where a minimum jumped between spheres.
  const found = (one: LeadingConstant) => one.spheres.at(-1)!.constant;
  const along = -series.coefficients(witness, order)[order]!;
  const best = candidates.reduce<LeadingConstant | null>(
    (most, one) => (most === null || found(one) > found(most) ? one : most),
    null,
  );
  if (best === null) return { value: along, error: 0, method: 'witness', spheres: [], steepest: witness };
  if (best.value >= along) return best;
  return { ...best, value: along, error: along - best.value, method: 'witness', steepest: witness };
}

/**
 * Neville's scheme: the value at radius 0 of the polynomials through the last two points, three, …; of these the one that the next point changed least,
 * because each further degree makes more of the points' own errors. None that is further from the last point than twice what that moved is believed.
 */
export function extrapolateToZero(
  points: readonly { readonly radius: number; readonly constant: number }[],
): {
  readonly value: number;
  readonly error: number;
} {
  const x = points.map(({ radius }) => radius);
  const column = points.map(({ constant }) => constant);
  const last = column.at(-1)!;
  const moved = Math.abs(last - column.at(-2)!);
  let best = { value: last, error: moved };
  for (let width = 1; width < x.length; width++) {
    const before = column.at(-1)!;
    for (let i = x.length - 1; i >= width; i--)
      column[i] = (x[i - width]! * column[i]! - x[i]! * column[i - 1]!) / (x[i - width]! - x[i]!);
    const value = column.at(-1)!;
    const error = Math.abs(value - before);
    if (error < best.error && Math.abs(value - last) <= 2 * moved) best = { value, error };
  }
  return best;
}
