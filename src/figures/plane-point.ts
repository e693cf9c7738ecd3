/** Points and directions of a landscape's plane, as parameters. */
import type { PlaneView } from '../analysis/planes';
import { addScaled } from '../model/vectors';

type Frame = Pick<PlaneView, 'centreTheta' | 'first' | 'second'>;

/** θ at (α, β). */
export function pointInPlane(
  { centreTheta, first, second }: Frame,
  alpha: number,
  beta: number,
): Float64Array {
  const theta = centreTheta.slice();
  addScaled(theta, alpha, first);
  addScaled(theta, beta, second);
  return theta;
}

/** Cosine and sine of an angle in degrees, exact at the axes, so that 90° is the second axis and nothing of the first. */
export function cosSin(degrees: number): readonly [cos: number, sin: number] {
  const turned = ((degrees % 360) + 360) % 360;
  const quarter = { 0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1] }[turned];
  if (quarter) return quarter as [number, number];
  const angle = (turned * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
}

/** cos φ·d₁ + sin φ·d₂: one unit along it is one unit in (α, β). */
export function directionInPlane({ first, second }: Frame, degrees: number): Float64Array {
  const [cos, sin] = cosSin(degrees);
  const direction = new Float64Array(first.length);
  addScaled(direction, cos, first);
  addScaled(direction, sin, second);
  return direction;
}
