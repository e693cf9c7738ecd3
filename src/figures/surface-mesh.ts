/**
 * The surface of a landscape as triangles. α runs along x, β away from the viewer (−z), the value upwards (y); the plane's longer side
 * reaches from −1 to 1 and the floor is at 0. A sample that is not finite is no vertex: what would touch it is a hole.
 */
import type { Landscape } from '../analysis/landscape';
import type { Isoline } from './isolines';
import { axisRange } from './plane-geometry';
import type { HeightScale } from './surface-heights';
import { positionOf, type ValueScale } from './value-scale';

/** Most vertices along one axis: more would not be seen, and software renderers would take their time. */
export const mostVertices = 201;

/** Height of the box at an exaggeration of 1, where half its longer side is 1. */
const boxHeight = 0.85;

export interface SurfaceSpace {
  /** Half the sides of the floor, and the height of the box. */
  readonly halfWidth: number;
  readonly halfDepth: number;
  readonly height: number;
  readonly alphaRange: readonly [number, number];
  readonly betaRange: readonly [number, number];
  xOf(alpha: number): number;
  zOf(beta: number): number;
  /** @param share 0 … 1 of the height scale */
  yOf(share: number): number;
  /** The inverse of `xOf` and `zOf`. */
  planeAt(x: number, z: number): { readonly alpha: number; readonly beta: number };
}

export function surfaceSpace(
  { alphas, betas }: Pick<Landscape, 'alphas' | 'betas'>,
  exaggeration: number,
): SurfaceSpace {
  const [a0, a1] = axisRange(alphas);
  const [b0, b1] = axisRange(betas);
  const ratio = (a1 - a0) / (b1 - b0);
  // As on the map: one unit of α is as long as one of β, as long as that leaves a floor of sensible shape.
  const sensible = ratio > 1 / 4 && ratio < 4 ? ratio : 1;
  const halfWidth = Math.min(1, sensible);
  const halfDepth = Math.min(1, 1 / sensible);
  const height = boxHeight * exaggeration;
  return {
    halfWidth,
    halfDepth,
    height,
    alphaRange: [a0, a1],
    betaRange: [b0, b1],
    xOf: (alpha) => halfWidth * ((2 * (alpha - a0)) / (a1 - a0) - 1),
    zOf: (beta) => -halfDepth * ((2 * (beta - b0)) / (b1 - b0) - 1),
    yOf: (share) => height * share,
    planeAt: (x, z) => ({
      alpha: a0 + ((x / halfWidth + 1) / 2) * (a1 - a0),
      beta: b0 + ((1 - z / halfDepth) / 2) * (b1 - b0),
    }),
  };
}

export interface SurfaceMesh {
  /** x, y, z per sample; y is NaN where the value is not finite, and no triangle has such a corner. */
  readonly positions: Float32Array;
  /** Per sample where its colour is in the colour map's table, 0 … 1, and 0.5: coordinates of a texture of one row. */
  readonly shades: Float32Array;
  readonly indices: Uint32Array;
  /** Samples that are not finite. */
  readonly lost: number;
}

export function surfaceMesh(
  { alphas, betas, values }: Pick<Landscape, 'alphas' | 'betas' | 'values'>,
  space: SurfaceSpace,
  heights: HeightScale,
  colours: ValueScale,
): SurfaceMesh {
  const columns = alphas.length;
  const rows = betas.length;
  const positions = new Float32Array(3 * values.length);
  const shades = new Float32Array(2 * values.length);
  let lost = 0;
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const at = j * columns + i;
      const value = values[at]!;
      if (!Number.isFinite(value)) lost++;
      positions.set(
        [space.xOf(alphas[i]!), space.yOf(heights.heightOf(value)), space.zOf(betas[j]!)],
        3 * at,
      );
      const position = Number.isFinite(value) ? positionOf(colours, value) : 0;
      shades.set([colours.kind === 'diverging' ? (position + 1) / 2 : position, 0.5], 2 * at);
    }
  const indices: number[] = [];
  const triangle = (...corners: readonly [number, number, number]): void => {
    if (corners.every((corner) => Number.isFinite(values[corner]))) indices.push(...corners);
  };
  for (let j = 0; j + 1 < rows; j++)
    for (let i = 0; i + 1 < columns; i++) {
      const near = j * columns + i;
      const far = near + columns;
      // Along the diagonal whose ends are closer in height: ridges and valleys stay straight. Beside a hole, along the one that is left.
      const rising = Math.abs(values[near]! - values[far + 1]!);
      const falling = Math.abs(values[near + 1]! - values[far]!);
      if (Number.isNaN(falling) || falling === Infinity || rising <= falling) {
        triangle(near, near + 1, far + 1);
        triangle(near, far + 1, far);
      } else {
        triangle(near, near + 1, far);
        triangle(near + 1, far + 1, far);
      }
    }
  return { positions, shades, indices: Uint32Array.from(indices), lost };
}

/** Height (y) of the mesh at (α, β), between its samples bilinear; NaN outside and at holes. */
export function meshHeightAt(
  { alphas, betas }: Pick<Landscape, 'alphas' | 'betas'>,
  { positions }: Pick<SurfaceMesh, 'positions'>,
  alpha: number,
  beta: number,
): number {
  const column = locate(alphas, alpha);
  const row = locate(betas, beta);
  if (!column || !row) return NaN;
  const y = (i: number, j: number): number => positions[3 * (j * alphas.length + i) + 1]!;
  const [i, s] = column;
  const [j, t] = row;
  const near = s === 0 ? y(i, j) : y(i, j) * (1 - s) + y(i + 1, j) * s;
  if (t === 0) return near;
  const far = s === 0 ? y(i, j + 1) : y(i, j + 1) * (1 - s) + y(i + 1, j + 1) * s;
  return near * (1 - t) + far * t;
}

/** The sample before a coordinate of an ascending, even axis and the share of the way to the next; null outside. */
function locate(axis: Float64Array, at: number): readonly [index: number, share: number] | null {
  const [first, last] = [axis[0]!, axis[axis.length - 1]!];
  if (!(at >= first && at <= last)) return null;
  if (axis.length < 2 || first === last) return [0, 0];
  const place = ((at - first) / (last - first)) * (axis.length - 1);
  const index = Math.min(axis.length - 2, Math.floor(place));
  return [index, place - index];
}

/** About `count` lines along each axis, on the samples: pairs of points, x, y, z each. */
export function meshLines(
  { alphas, betas }: Pick<Landscape, 'alphas' | 'betas'>,
  { positions }: Pick<SurfaceMesh, 'positions'>,
  count: number,
): Float32Array {
  const columns = alphas.length;
  const rows = betas.length;
  const segments: number[] = [];
  const join = (one: number, other: number): void => {
    const ends = [
      ...positions.subarray(3 * one, 3 * one + 3),
      ...positions.subarray(3 * other, 3 * other + 3),
    ];
    if (ends.every(Number.isFinite)) segments.push(...ends);
  };
  const chosen = (length: number): number[] => {
    const lines = Math.min(count, length - 1);
    return Array.from({ length: lines + 1 }, (_, k) => Math.round((k * (length - 1)) / Math.max(1, lines)));
  };
  for (const j of chosen(rows))
    for (let i = 0; i + 1 < columns; i++) join(j * columns + i, j * columns + i + 1);
  for (const i of chosen(columns))
    for (let j = 0; j + 1 < rows; j++) join(j * columns + i, (j + 1) * columns + i);
  return Float32Array.from(segments);
}

/** The isolines of the map at the heights of their levels: pairs of points per level. Levels beyond the ends of the heights are left out. */
export function meshIsolines(
  flat: readonly Isoline[],
  space: SurfaceSpace,
  heights: HeightScale,
): { readonly level: number; readonly segments: Float32Array }[] {
  const within = flat.filter(({ level }) => level >= heights.low && level <= heights.high);
  return within.map(({ level, lines }) => {
    const y = space.yOf(heights.heightOf(level));
    const segments: number[] = [];
    for (const line of lines)
      for (let k = 2; k < line.length; k += 2)
        for (const i of [k - 2, k]) segments.push(space.xOf(line[i]!), y, space.zOf(line[i + 1]!));
    return { level, segments: Float32Array.from(segments) };
  });
}
