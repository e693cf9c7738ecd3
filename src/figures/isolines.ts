/**
 * Isolines of a sampled landscape, by d3-contour's marching squares (linear between samples).
 *
 * Policy:
 * - Lines, not areas: d3's rings are cut where they run along the border.
 * - Beside a value that is not finite there is no line: nothing is known there, so rings are cut there too.
 * - Samples within 1e-9 of the range from a level count as on it: on a plateau, round-off would draw a tangle.
 */
import { contours } from 'd3-contour';

export interface Grid {
  readonly alphas: Float64Array;
  readonly betas: Float64Array;
  /** values[j·alphas.length + i] at (alphas[i], betas[j]). */
  readonly values: Float64Array;
}

export interface Isoline {
  readonly level: number;
  /** Polylines of (α, β); a closed one repeats its first point at its end. */
  readonly lines: readonly (readonly (readonly [alpha: number, beta: number])[])[];
}

type Point = readonly [number, number];

/**
 * One entry per level, in the order given. Any number of rows and columns; grids with fewer than 2 of either have no isolines.
 * @param range what the levels are spread over; default the range of the finite values
 */
export function isolines(grid: Grid, levels: readonly number[], range = finiteRange(grid.values)): Isoline[] {
  return levels.map((level) => isoline(grid, level, range));
}

/** See `isolines`: of a fine grid one level takes as long as a picture may. */
export function isoline({ alphas, betas, values }: Grid, level: number, range: number): Isoline {
  const columns = alphas.length;
  const rows = betas.length;
  if (columns < 2 || rows < 2) return { level, lines: [] };
  const snapped = snap(values, level, 1e-9 * range);
  // Unsmoothed: d3 then puts every point half way between two samples, and which two it was stays known.
  const trace = contours().size([columns, rows]).smooth(false);
  const lines: Point[][] = [];
  for (const polygon of trace.contour(snapped as unknown as number[], level).coordinates) {
    for (const ring of polygon) {
      const points = ring.map(([x, y]) => crossing(x!, y!, snapped, columns, rows, level));
      for (const line of cut(points)) {
        lines.push(line.map(([i, j]) => [coordinate(alphas, i), coordinate(betas, j)] as const));
      }
    }
  }
  return { level, lines };
}

/** The values, those within the tolerance of the level put on it; the same array where there are none. */
function snap(values: Float64Array, level: number, tolerance: number): Float64Array {
  const [low, high] = [level - tolerance, level + tolerance];
  let snapped = values;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value >= low && value <= high) || value === level) continue;
    if (snapped === values) snapped = values.slice();
    snapped[i] = level;
  }
  return snapped;
}

/**
 * Where the level is crossed, in fractional sample indices, between the two samples that a point of d3 lies between
 * (sample (i, j) is at (i + ½, j + ½) there). Null on the border and beside a value that is not finite.
 */
function crossing(
  x: number,
  y: number,
  values: Float64Array,
  columns: number,
  rows: number,
  level: number,
): Point | null {
  const across = Number.isInteger(x);
  const [i, j] = across ? [x, y - 0.5] : [x - 0.5, y];
  const [before, after] = across ? [i - 1, i] : [j - 1, j];
  if (before < 0 || after >= (across ? columns : rows)) return null;
  const v0 = values[across ? j * columns + before : before * columns + i]!;
  const v1 = values[across ? j * columns + after : after * columns + i]!;
  if (!Number.isFinite(v0) || !Number.isFinite(v1)) return null;
  const at = before + (level - v0) / (v1 - v0);
  return across ? [at, j] : [i, at];
}

function finiteRange(values: Float64Array): number {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high > low ? high - low : 0;
}

/** The parts of a closed ring between its gaps; a ring without gaps stays closed. */
function cut(ring: readonly (Point | null)[]): Point[][] {
  const gap = ring.indexOf(null);
  // Begin at the gap; the ring's last point repeats its first.
  const open = gap < 0 ? ring : [...ring.slice(gap, -1), ...ring.slice(0, gap)];
  const parts: Point[][] = [[]];
  for (const point of open) {
    if (point !== null) parts.at(-1)!.push(point);
    else if (parts.at(-1)!.length > 0) parts.push([]);
  }
  return parts.filter((part) => part.length > 1);
}

/** The coordinate at a fractional index. */
function coordinate(axis: Float64Array, index: number): number {
  const from = Math.min(axis.length - 2, Math.max(0, Math.floor(index)));
  const share = index - from;
  return axis[from]! * (1 - share) + axis[from + 1]! * share;
}
