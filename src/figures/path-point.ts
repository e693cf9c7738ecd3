/** The point of a run's path that is pointed at. */
import type { Landscape } from '../analysis/landscape';
import type { PlaneGeometry } from './plane-geometry';

export interface PathPoint {
  readonly step: number;
  readonly alpha: number;
  readonly beta: number;
  /** The landscape's quantity at θ itself, and on the plane below it. */
  readonly value: number;
  readonly planeValue: number;
  readonly distance: number;
}

/** The checkpoint nearest to a pixel, the latest of those equally near; null where none is within `reach` pixels. */
export function pathPointAt(
  { trajectory }: Pick<Landscape, 'trajectory'>,
  geometry: Pick<PlaneGeometry, 'toPixel'>,
  x: number,
  y: number,
  reach: number,
): PathPoint | null {
  const { steps, alpha, beta, loss, planeLoss, distance } = trajectory;
  let best = -1;
  let nearest = reach;
  for (let i = 0; i < steps.length; i++) {
    const at = geometry.toPixel(alpha[i]!, beta[i]!);
    const away = Math.hypot(at.x - x, at.y - y);
    // A place that is not finite is no place: the comparison is false.
    if (!(away <= nearest)) continue;
    nearest = away;
    best = i;
  }
  if (best < 0) return null;
  return {
    step: steps[best]!,
    alpha: alpha[best]!,
    beta: beta[best]!,
    value: loss[best]!,
    planeValue: planeLoss[best]!,
    distance: distance[best]!,
  };
}
