import type { Landscape } from '../../src/app/contract';

/** Keeps the finer grid and takes the newer path, where both show the same quantity on the same piece of the same plane. */
export function withNewTrajectory(shown: Landscape | null, fresh: Landscape): Landscape {
  if (!shown || !samePlane(shown, fresh) || shown.values.length <= fresh.values.length) return fresh;
  return { ...shown, trajectory: fresh.trajectory };
}

/** More points than this per axis are drawn only when nothing moves: sixty times a second would be too much. */
const quickPoints = 101;

/** Fewer samples of the same map, its edges included, for drawing while a person scrubs or a run grows; the map itself where it is small. */
export function thinned(landscape: Landscape): Landscape {
  const { alphas, betas, values } = landscape;
  if (values.length <= 1.5 * quickPoints ** 2) return landscape;
  const columns = pick(alphas.length);
  const rows = pick(betas.length);
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

/** At most `quickPoints` indices 0 … count−1, evenly spread, both ends included. */
function pick(count: number): number[] {
  const kept = Math.min(count, quickPoints);
  if (kept < 2) return [0];
  return Array.from({ length: kept }, (_, index) => Math.round((index * (count - 1)) / (kept - 1)));
}

function samePlane(a: Landscape, b: Landscape): boolean {
  return (
    a.quantity === b.quantity &&
    a.alphas[0] === b.alphas[0] &&
    a.alphas.at(-1) === b.alphas.at(-1) &&
    a.betas[0] === b.betas[0] &&
    a.betas.at(-1) === b.betas.at(-1) &&
    equal(a.plane.centreTheta, b.plane.centreTheta) &&
    equal(a.plane.first, b.plane.first) &&
    equal(a.plane.second, b.plane.second)
  );
}

function equal(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
