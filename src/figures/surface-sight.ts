/** Whether the surface itself hides a point of it from the eye. */
import type { Landscape } from '../analysis/landscape';
import { meshHeightAt, type SurfaceMesh, type SurfaceSpace } from './surface-mesh';
import type { Point3 } from './surface-path';

/** Places that are looked at on the way; with a margin, so that a point on the surface is not hidden by its own cell. */
const places = 160;
const margin = 0.015;

export function isHidden(
  landscape: Pick<Landscape, 'alphas' | 'betas'>,
  mesh: SurfaceMesh,
  space: SurfaceSpace,
  [x, y, z]: Point3,
  [ex, ey, ez]: Point3,
): boolean {
  for (let k = 1; k <= places; k++) {
    // Out of the box nothing can be in the way: its diagonal is the longest way through it.
    const way = (k / places) * 3;
    const length = Math.hypot(ex - x, ey - y, ez - z);
    const share = way / length;
    if (share >= 1) return false;
    const { alpha, beta } = space.planeAt(x + share * (ex - x), z + share * (ez - z));
    if (meshHeightAt(landscape, mesh, alpha, beta) > y + share * (ey - y) + margin) return true;
  }
  return false;
}
