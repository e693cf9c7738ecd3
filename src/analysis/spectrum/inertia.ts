/** How many eigenvalues are negative, zero, positive, and what decided it. */
export interface Inertia {
  readonly negative: number;
  readonly zero: number;
  readonly positive: number;
  /** |λ| of at most this counts as zero. */
  readonly tolerance: number;
  /** How many are 0 to the last bit. */
  readonly exactZeros: number;
  /** The largest |λ| that counts as zero and the smallest that does not; null where there is none. A wide gap makes the decision safe. */
  readonly largestZero: number | null;
  readonly smallestNonZero: number | null;
}

/** @param values eigenvalues in any order */
export function inertiaOf(values: Float64Array, tolerance: number): Inertia {
  let [negative, zero, positive, exactZeros] = [0, 0, 0, 0];
  let largestZero = -1;
  let smallestNonZero = Infinity;
  for (const value of values) {
    const size = Math.abs(value);
    if (size <= tolerance) {
      zero++;
      if (size === 0) exactZeros++;
      largestZero = Math.max(largestZero, size);
    } else {
      if (value < 0) negative++;
      else positive++;
      smallestNonZero = Math.min(smallestNonZero, size);
    }
  }
  return {
    negative,
    zero,
    positive,
    tolerance,
    exactZeros,
    largestZero: largestZero < 0 ? null : largestZero,
    smallestNonZero: smallestNonZero === Infinity ? null : smallestNonZero,
  };
}
