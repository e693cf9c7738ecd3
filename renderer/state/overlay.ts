import type { Landscape } from '../../src/app/contract';

/** Keeps the finer grid and takes the newer path, where both show the same quantity on the same piece of the same plane. */
export function withNewTrajectory(shown: Landscape | null, fresh: Landscape): Landscape {
  if (!shown || !samePlane(shown, fresh) || shown.values.length <= fresh.values.length) return fresh;
  return { ...shown, trajectory: fresh.trajectory };
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
