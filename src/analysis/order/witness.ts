import type { NetworkShape, SecondOrder } from '../../core/contract';
import { parameterNames } from '../../model/network';
import type { OrderWitness } from './answer';
import { type LineOrder, lineOrder, type Tolerances } from './line-order';
import { highestOrder, type LineSeries } from './line-series';

/** Entries that are listed by name. */
const named = 6;

export interface WitnessContext {
  readonly network: NetworkShape;
  readonly series: LineSeries;
  readonly second: SecondOrder;
  readonly theta: Float64Array;
  readonly math: Parameters<typeof lineOrder>[2];
}

/** A direction of descent of a known order with all that a person may want to check. */
export function witnessAlong(
  { network, series, second, theta, math }: WitnessContext,
  direction: Float64Array,
  order: number,
): OrderWitness {
  const coefficients = series.coefficients(direction, highestOrder);
  const side = (branch: 'left' | 'frozen') =>
    series.oneSided ? second.taylor(theta, direction, highestOrder, branch) : null;
  const line = lineOrder(coefficients, onlyFrom(order), math) ?? {
    order,
    coefficient: coefficients[order]!,
    from: 0,
    to: 0,
  };
  const names = parameterNames(network);
  return {
    direction,
    largest: Array.from(direction, (value, i) => ({ name: names[i]!, value }))
      .filter(({ value }) => Math.abs(value) > 1e-9)
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
      .slice(0, named),
    coefficients,
    left: side('left'),
    frozen: side('frozen'),
    line,
    shown: shownAlong(series, direction, line, coefficients[0]!),
  };
}

/** Tolerances by which lower orders are known to be 0, since the verdict has decided so. */
function onlyFrom(order: number): Tolerances {
  const zeros = Float64Array.from({ length: highestOrder + 1 }, (_, k) => (k < order ? Infinity : 0));
  return { zeros, noise: new Float64Array(highestOrder + 1) };
}

/** The loss itself half way to where higher terms rule, or nearer where it does not fall there. */
export function shownAlong(
  series: LineSeries,
  direction: Float64Array,
  line: LineOrder,
  loss: number,
): { t: number; change: number } | null {
  for (let t = Math.min(line.to, 1) / 2, tries = 0; tries < 8; t /= 2, tries++) {
    const change = series.loss(direction, t) - loss;
    if (change < -1e-14 * Math.abs(loss)) return { t, change };
  }
  return null;
}
