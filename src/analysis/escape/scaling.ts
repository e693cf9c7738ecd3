import type { ElementaryFunctions } from '../../core/contract';
import { fitLine, type LineFit } from './line-fit';

/** How the time to escape grows as ε shrinks, read from the measured times alone. */
export interface Scaling {
  /** ln n against ln(1/ε): for a saddle of order k the slope tends to k − 2. */
  readonly power: LineFit;
  /** n against ln(1/ε): for a strict saddle a straight line of slope 1/|λ| (in flow time). */
  readonly logarithm: LineFit;
  /** Sums of the squared errors of ln n under each model, which decide between them. */
  readonly powerError: number;
  readonly logarithmError: number;
  readonly better: 'power' | 'logarithm' | 'independent';
}

/** Slopes of the power law below which, over the whole range of ε, the time is called independent of ε. */
const flat = 0.05;

/**
 * Fits both laws to pairs of ε and a time; null with fewer than three pairs. Both have two constants, so the smaller error decides.
 * @param times above 0
 */
export function scaling(
  epsilons: readonly number[],
  times: readonly number[],
  math: ElementaryFunctions,
): Scaling | null {
  if (times.length < 3) return null;
  const x = epsilons.map((epsilon) => -math.log(epsilon));
  const y = times.map((time) => math.log(time));
  const power = fitLine(x, y);
  const logarithm = fitLine(x, [...times]);
  let logarithmError = 0;
  x.forEach((value, i) => {
    const predicted = logarithm.intercept + logarithm.slope * value;
    const gap = predicted > 0 ? math.log(predicted) - y[i]! : Infinity;
    logarithmError += gap * gap;
  });
  const better =
    Math.abs(power.slope) < flat ? 'independent' : power.residual < logarithmError ? 'power' : 'logarithm';
  return { power, logarithm, powerError: power.residual, logarithmError, better };
}
