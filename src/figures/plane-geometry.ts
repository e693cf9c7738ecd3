/** Where a landscape's plane lies on the figure: pixel ↔ (α, β). α runs to the right, β upwards. */
import type { Box } from './context';

export interface PlaneGeometry {
  /** The plot's rectangle in the figure's own units. Samples at the ends of the axes lie on its edges. */
  readonly plot: Box;
  readonly alphaRange: readonly [number, number];
  readonly betaRange: readonly [number, number];
  toPixel(alpha: number, beta: number): { readonly x: number; readonly y: number };
  toPlane(x: number, y: number): { readonly alpha: number; readonly beta: number };
  /** Whether a pixel is in the plot. */
  contains(x: number, y: number): boolean;
}

/** A range that has no width (one sample, equal ends) or no finite end is widened, so that the mapping is always one to one. */
export function axisRange(coordinates: ArrayLike<number>): readonly [number, number] {
  const first = coordinates[0] ?? 0;
  const last = coordinates[coordinates.length - 1] ?? 0;
  if (!Number.isFinite(first) || !Number.isFinite(last)) return [-1, 1];
  if (first !== last) return first < last ? [first, last] : [last, first];
  const half = first === 0 ? 1 : Math.abs(first) / 2;
  return [first - half, first + half];
}

/**
 * The largest plot in `room` for these axes.
 * @param scale device pixels per unit: the plot's edges are put on whole device pixels
 * @param aspect `equal`: one unit of α is as long as one of β, as long as that leaves a plot of sensible shape
 */
export function planeGeometry(
  alphas: ArrayLike<number>,
  betas: ArrayLike<number>,
  room: Box,
  scale = 1,
  aspect: 'equal' | 'fill' = 'equal',
): PlaneGeometry {
  const [a0, a1] = axisRange(alphas);
  const [b0, b1] = axisRange(betas);
  let { width, height } = room;
  const ratio = (a1 - a0) / (b1 - b0);
  if (aspect === 'equal' && ratio > 1 / 4 && ratio < 4) {
    if (width / height > ratio) width = height * ratio;
    else height = width / ratio;
  }
  const snap = (value: number): number => Math.round(value * scale) / scale;
  const x = snap(room.x + (room.width - width) / 2);
  const y = snap(room.y + (room.height - height) / 2);
  const plot = { x, y, width: Math.max(1 / scale, snap(width)), height: Math.max(1 / scale, snap(height)) };
  return {
    plot,
    alphaRange: [a0, a1],
    betaRange: [b0, b1],
    toPixel: (alpha, beta) => ({
      x: plot.x + ((alpha - a0) / (a1 - a0)) * plot.width,
      y: plot.y + ((b1 - beta) / (b1 - b0)) * plot.height,
    }),
    toPlane: (px, py) => ({
      alpha: a0 + ((px - plot.x) / plot.width) * (a1 - a0),
      beta: b1 - ((py - plot.y) / plot.height) * (b1 - b0),
    }),
    contains: (px, py) =>
      px >= plot.x && px <= plot.x + plot.width && py >= plot.y && py <= plot.y + plot.height,
  };
}
