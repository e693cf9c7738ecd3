import { addScaled, difference, dot, norm } from '../model/vectors';

/** A centre and two directions of any length, not parallel. */
export interface Frame {
  readonly centreTheta: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/**
 * Coordinates of the point of the plane nearest to θ, and θ's distance from it: least squares by the 2 × 2 normal equations, so that
 * directions need be neither unit nor orthogonal.
 */
export function coordinatesIn(
  frame: Frame,
  theta: Float64Array,
): { alpha: number; beta: number; distance: number } {
  const move = difference(theta, frame.centreTheta);
  const aa = dot(frame.first, frame.first);
  const ab = dot(frame.first, frame.second);
  const bb = dot(frame.second, frame.second);
  const am = dot(frame.first, move);
  const bm = dot(frame.second, move);
  const determinant = aa * bb - ab * ab;
  const alpha = (bb * am - ab * bm) / determinant;
  const beta = (aa * bm - ab * am) / determinant;
  addScaled(move, -alpha, frame.first);
  addScaled(move, -beta, frame.second);
  return { alpha, beta, distance: norm(move) };
}
