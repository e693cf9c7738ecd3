import type { Landscape, PlaneView } from '../../src/app/contract';
import { thinnedTo } from '../../src/figures/thinned';

/** Keeps the finer grid and takes the newer path, where both show the same quantity on the same piece of the same plane. */
export function withNewTrajectory(shown: Landscape | null, fresh: Landscape): Landscape {
  if (!shown || !samePlane(shown, fresh) || shown.values.length <= fresh.values.length) return fresh;
  return { ...shown, trajectory: fresh.trajectory };
}

/** More points than this per axis are drawn only when nothing moves: sixty times a second would be too much. */
const quickPoints = 101;

const thinnedGrids = new WeakMap<Float64Array, Pick<Landscape, 'alphas' | 'betas' | 'values'>>();

/**
 * Fewer samples of the same map, its edges included, for drawing while a person scrubs or a run grows; the map itself where it is small. The same arrays for the same values, by
 * which a figure knows what it has drawn.
 */
export function thinned(landscape: Landscape): Landscape {
  if (landscape.values.length <= 1.5 * quickPoints ** 2) return landscape;
  let grid = thinnedGrids.get(landscape.values);
  if (grid === undefined) {
    const { alphas, betas, values } = thinnedTo(landscape, quickPoints);
    thinnedGrids.set(landscape.values, (grid = { alphas, betas, values }));
  }
  return { ...landscape, ...grid };
}

function samePlane(a: Landscape, b: Landscape): boolean {
  return (
    a.quantity === b.quantity &&
    a.alphas[0] === b.alphas[0] &&
    a.alphas.at(-1) === b.alphas.at(-1) &&
    a.betas[0] === b.betas[0] &&
    a.betas.at(-1) === b.betas.at(-1) &&
    spanTheSame(a.plane, b.plane)
  );
}

/** A pair (α, β) is the same point in both. */
export function spanTheSame(a: PlaneView, b: PlaneView): boolean {
  return (
    a === b || (equal(a.centreTheta, b.centreTheta) && equal(a.first, b.first) && equal(a.second, b.second))
  );
}

function equal(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
