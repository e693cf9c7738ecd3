import type { ElementaryFunctions } from '../../core/contract';
import { isListed, type RangedAxis, type SweepAxis, type SweepValue } from './spec';

/**
 * The values of an axis, in order. Both ends of a range are exact; what lies between on a linear or logarithmic scale has twelve significant digits, which
 * read back to the same number everywhere.
 */
export function axisValues(axis: SweepAxis, math: ElementaryFunctions): readonly SweepValue[] {
  return isListed(axis) ? axis.values : rangeValues(axis, math);
}

function rangeValues({ from, to, count, scale }: RangedAxis, math: ElementaryFunctions): number[] {
  const ratio = scale === 'log' ? math.log(to / from) : 0;
  const between = (share: number): number => {
    if (scale === 'integer') return from + Math.round(share * (to - from));
    const value = scale === 'log' ? from * math.exp(ratio * share) : from + share * (to - from);
    return Number(value.toPrecision(12));
  };
  return Array.from({ length: count }, (_, i) =>
    i === 0 ? from : i === count - 1 ? to : between(i / (count - 1)),
  );
}
