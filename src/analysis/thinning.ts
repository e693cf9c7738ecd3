/** Indices 0 … length − 1, or `most` of them evenly spaced with the first and the last kept. */
export function evenlySpaced(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (length - 1)) / (most - 1)));
}
