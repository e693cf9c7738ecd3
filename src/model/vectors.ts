import type { RandomStream } from '../core/contract';

/** Inner product, summed in the order of θ. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Euclidean norm; scaled where the squares would overflow, so that it is infinite only where it must be. */
export function norm(a: Float64Array): number {
  const plain = Math.sqrt(dot(a, a));
  if (plain !== Infinity) return plain;
  const largest = a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest === Infinity ? Infinity : largest * norm(a.map((value) => value / largest));
}

/** The vector times a number. */
export function times(a: Float64Array, factor: number): Float64Array {
  return a.map((value) => value * factor);
}

/** Standard normals. */
export function normals(length: number, random: RandomStream): Float64Array {
  return Float64Array.from({ length }, () => random.normal());
}

/** A random direction of norm 1, orthogonal to the unit vectors given (Gram–Schmidt twice, to rounding). */
export function randomUnit(
  length: number,
  random: RandomStream,
  orthogonalTo: readonly Float64Array[] = [],
): Float64Array {
  let vector = normals(length, random);
  for (let pass = 0; pass < 2; pass++) {
    for (const other of orthogonalTo) {
      const product = dot(vector, other);
      vector = vector.map((value, i) => value - product * other[i]!);
    }
    vector = times(vector, 1 / norm(vector));
  }
  return vector;
}

/** a − b. */
export function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!);
}

/** target += factor·source, in place. */
export function addScaled(target: Float64Array, factor: number, source: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * source[i]!;
}

/** Every entry is +0 or −0. */
export function isAllZero(a: Float64Array): boolean {
  return a.every((value) => value === 0);
}

/**
 * The part of a vector that is orthogonal to a unit vector, scaled to norm 1 (twice, to rounding); null where less than 1e-12 of the vector is orthogonal
 * to it, or where it is 0 or not finite.
 */
export function orthogonalPart(vector: Float64Array, unit: Float64Array): Float64Array | null {
  const size = norm(vector);
  if (!(size > 0) || size === Infinity) return null;
  const part = times(vector, 1 / size);
  addScaled(part, -dot(part, unit), unit);
  if (!(norm(part) > 1e-12)) return null;
  addScaled(part, -dot(part, unit), unit);
  return times(part, 1 / norm(part));
}
