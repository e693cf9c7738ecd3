/** Fewer samples of the same landscape, for what cannot show or draw all of them. */
import type { Landscape } from '../analysis/landscape';

/** The landscape itself where it has at most `most` points on each axis; else evenly spread samples of it, its edges and its centre included. */
export function thinnedTo(landscape: Landscape, most: number): Landscape {
  const { alphas, betas, values } = landscape;
  if (alphas.length <= most && betas.length <= most) return landscape;
  const columns = spread(alphas.length, most);
  const rows = spread(betas.length, most);
  const thin = new Float64Array(columns.length * rows.length);
  rows.forEach((j, row) =>
    columns.forEach(
      (i, column) => (thin[row * columns.length + column] = values[j * alphas.length + i] ?? NaN),
    ),
  );
  return {
    ...landscape,
    alphas: Float64Array.from(columns, (i) => alphas[i] ?? NaN),
    betas: Float64Array.from(rows, (j) => betas[j] ?? NaN),
    values: thin,
  };
}

/** At most `most` indices 0 … count−1, evenly spread, both ends included (and the middle, where both counts are odd). */
function spread(count: number, most: number): number[] {
  const kept = Math.min(count, most);
  if (kept < 2) return [0];
  return Array.from({ length: kept }, (_, index) => Math.round((index * (count - 1)) / (kept - 1)));
}
