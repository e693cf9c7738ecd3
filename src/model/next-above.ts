/** The smallest double above a finite one: "below this" is then "at most that". */
export function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const real = Float64Array.of(value);
  const bits = new BigInt64Array(real.buffer);
  // Doubles of one sign are ordered as their bits are.
  bits[0]! += value > 0 ? 1n : -1n;
  return real[0]!;
}
