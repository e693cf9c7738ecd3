/** The eye on the surface. */
import { PerspectiveCamera, Vector3 } from 'three';
import { towardsEye, type Orbit } from '../../src/figures/orbit';
import type { SurfaceSpace } from '../../src/figures/surface-mesh';
import type { Point3 } from '../../src/figures/surface-path';

/** Degrees from the lower to the upper edge: a long lens, so that heights far and near can be compared. */
const fieldOfView = 26;
/** CSS pixels around the box, for the numbers and names on its edges. */
const room = { beside: 54, above: 30, below: 52 };
/** … of which a narrow picture gives at most this share of its width on each side. */
const mostBeside = 0.1;

/** How far the eye is from the upright axis, and at which height it looks. */
interface Aim {
  readonly distance: number;
  readonly height: number;
}

/**
 * The nearest place from which the whole box is seen, however it is turned around its upright axis: the circle around the floor and the one around the top.
 * So turning does not bring it nearer.
 */
function nearestAim(space: SurfaceSpace, towards: Point3, width: number, height: number): Aim {
  const half = Math.tan((fieldOfView * Math.PI) / 360);
  const share = (size: number, taken: number): number => Math.max(0.3, (size - 2 * taken) / size);
  const sides = {
    across: (half * width * share(width, Math.min(room.beside, mostBeside * width))) / height,
    up: half * share(height, room.above),
    down: half * share(height, room.below),
  };
  // Nearer the higher or the lower half is what does not fit: in between both just do.
  let [low, high] = [-0.5, space.height];
  const need = (at: number): number => distanceFor(space, towards, at, sides);
  for (let k = 0; k < 24; k++) {
    const [one, other] = [low + (high - low) / 3, high - (high - low) / 3];
    if (need(one) < need(other)) high = other;
    else low = one;
  }
  const best = (low + high) / 2;
  return { distance: need(best), height: best };
}

function distanceFor(
  space: SurfaceSpace,
  [dx, dy, dz]: Point3,
  at: number,
  { across, up, down }: { readonly across: number; readonly up: number; readonly down: number },
): number {
  const flat = Math.hypot(dx, dz);
  const radius = Math.hypot(space.halfWidth, space.halfDepth);
  let distance = 0;
  for (const y of [-at, space.height - at])
    for (let k = 0; k < 24; k++) {
      const [away, aside] = [radius * Math.cos((k * Math.PI) / 12), radius * Math.sin((k * Math.PI) / 12)];
      // Upwards and towards the eye, as the eye has them.
      const upwards = y * flat - away * dy;
      const near = y * dy + away * flat;
      const vertical = upwards > 0 ? upwards / up : -upwards / down;
      distance = Math.max(distance, Math.abs(aside) / across + near, vertical + near);
    }
  return distance;
}

export class SurfaceCamera {
  readonly camera = new PerspectiveCamera(fieldOfView, 1, 0.1, 100);
  #width = 1;
  #height = 1;

  /** Puts the eye where the whole box fits, whichever way it is turned, and then as near as the zoom says. */
  look(space: SurfaceSpace, orbit: Orbit, width: number, heightOfView: number): void {
    const { camera } = this;
    this.#width = width;
    this.#height = heightOfView;
    camera.aspect = width / heightOfView;
    const towards = towardsEye(orbit);
    const aim = nearestAim(space, towards, width, heightOfView);
    const distance = aim.distance / orbit.zoom;
    camera.position.set(distance * towards[0], aim.height + distance * towards[1], distance * towards[2]);
    camera.lookAt(0, aim.height, 0);
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
  }

  get eye(): Point3 {
    return this.camera.position.toArray();
  }

  /** Where a point is seen, in the units that `look` was told. */
  project(point: Point3): { readonly x: number; readonly y: number } {
    const { x, y } = new Vector3(...point).project(this.camera);
    return { x: ((x + 1) / 2) * this.#width, y: ((1 - y) / 2) * this.#height };
  }
}
