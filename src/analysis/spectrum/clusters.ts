/** Neighbouring eigenvalues that cannot be told apart: one eigenvalue with its multiplicity. */
export interface Cluster {
  /** Mean of its members; exactly 0 for the cluster of those that count as zero. */
  readonly value: number;
  readonly multiplicity: number;
  /** Index of its first member among the eigenvalues (ascending); the members are neighbours. */
  readonly first: number;
  /** Largest member − smallest member. */
  readonly spread: number;
  /** Index of the cluster at −value among the clusters, or null: ± pairs. The zero cluster has none. */
  readonly mirror: number | null;
}

/**
 * Eigenvalues that are each known to within `tolerance` may be the same one where they all lie within twice that; those within `tolerance` of 0 form the zero
 * cluster.
 * @param values eigenvalues, ascending
 */
export function clustersOf(values: Float64Array, tolerance: number): Cluster[] {
  const isZero = (k: number): boolean => Math.abs(values[k]!) <= tolerance;
  const found: Omit<Cluster, 'mirror'>[] = [];
  for (let first = 0; first < values.length;) {
    let last = first;
    while (
      last + 1 < values.length &&
      isZero(last + 1) === isZero(first) &&
      (isZero(first) || values[last + 1]! - values[first]! <= 2 * tolerance)
    )
      last++;
    const multiplicity = last - first + 1;
    const sum = values.subarray(first, last + 1).reduce((total, value) => total + value, 0);
    const value = isZero(first) ? 0 : sum / multiplicity;
    found.push({ value, multiplicity, first, spread: values[last]! - values[first]! });
    first = last + 1;
  }
  return found.map((cluster) => {
    const mirror = cluster.value === 0 ? -1 : found.findIndex((other) => apart(other, cluster, tolerance));
    return { ...cluster, mirror: mirror < 0 ? null : mirror };
  });
}

function apart(a: { readonly value: number }, b: { readonly value: number }, tolerance: number): boolean {
  return a.value !== 0 && Math.abs(a.value + b.value) <= 2 * tolerance;
}
