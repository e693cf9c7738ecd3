/**
 * The quantile of numbers in ascending order by linear interpolation between order statistics (definition 7 of Hyndman and Fan 1996, the default of NumPy and R); NaN of none.
 * Infinities may be among them.
 */
export function quantileOf(ascending: ArrayLike<number>, share: number): number {
  const { length } = ascending;
  if (length === 0) return NaN;
  const place = share * (length - 1);
  const below = Math.floor(place);
  const [low, high] = [ascending[below]!, ascending[Math.min(length - 1, below + 1)]!];
  return low === high || place === below ? low : low + (place - below) * (high - low);
}

/** What 10, 25, 50, 75 and 90 % of the numbers are at most. */
export interface Spread {
  readonly low: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly high: number;
}

/** NaNs are left out. */
export function spreadOf(values: Float64Array): Spread {
  // A plain loop: `filter`, and `for … of`, take longer than sorting what they leave.
  const numbers = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) numbers[count++] = value;
  }
  const ascending = numbers.subarray(0, count).sort();
  const at = (share: number) => quantileOf(ascending, share);
  return { low: at(0.1), lowerQuartile: at(0.25), median: at(0.5), upperQuartile: at(0.75), high: at(0.9) };
}
