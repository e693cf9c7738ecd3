/**
 * Isolines of a sampled landscape, by d3-contour's marching squares (linear between samples).
 *
 * Policy:
 * - Lines, not areas: d3's rings are cut where they run along the border.
 * - Beside a value that is not finite there is no line: nothing is known there, so rings are cut there too.
 * - Samples within 1e-9 of the range from a level count as on it: on a plateau, round-off would draw a tangle.
 */
import { contours } from 'd3-contour';
import { toItsEnd } from './to-its-end';

export interface Grid {
  readonly alphas: Float64Array;
  readonly betas: Float64Array;
  /** values[j·alphas.length + i] at (alphas[i], betas[j]). */
  readonly values: Float64Array;
}

export interface Isoline {
  readonly level: number;
  readonly lines: readonly Polyline[];
}

/** points × 2, row-major: (α, β) of each; a closed one repeats its first point at its end. Numbers only: of a fine map there are tens of thousands of points. */
export type Polyline = Float64Array;

/**
 * One entry per level, in the order given. Any number of rows and columns; grids with fewer than 2 of either have no isolines.
 * @param range what the levels are spread over; default the range of the finite values
 */
export function isolines(grid: Grid, levels: readonly number[], range = finiteRange(grid.values)): Isoline[] {
  return levels.map((level) => toItsEnd(tracingIsoline(grid, level, range)));
}

/** Rows that are traced without a pause: some milliseconds of a thousand columns, before the code has been compiled to its best too. */
const usualBand = 32;

/**
 * See `isolines`: one of them, in pieces, because of a fine grid one level takes as long as a picture may. The grid is traced in bands that share their border rows, and the lines
 * are joined there.
 */
export function* tracingIsoline(
  { alphas, betas, values }: Grid,
  level: number,
  range: number,
  band = usualBand,
): Generator<void, Isoline> {
  const columns = alphas.length;
  const rows = betas.length;
  if (columns < 2 || rows < 2) return { level, lines: [] };
  const parts: Part[] = [];
  for (let first = 0; first < rows - 1; first += band) {
    if (first > 0) yield;
    const last = Math.min(rows - 1, first + band);
    const own = snapped(values.subarray(first * columns, (last + 1) * columns), level, 1e-9 * range);
    for (const part of bandParts(own, columns, first, level)) parts.push(part);
  }
  yield;
  const lines = joined(parts);
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      line[i] = coordinate(alphas, line[i]!);
      line[i + 1] = coordinate(betas, line[i + 1]!);
    }
  }
  return { level, lines };
}

/** A line within a band. */
interface Part {
  /** points × 2: crossings of the level, in fractional sample indices of the whole grid. */
  readonly points: Float64Array;
  readonly isClosed: boolean;
  /** The rows' edges that it begins and ends on; NaN where that is on an edge between rows. */
  readonly from: number;
  readonly to: number;
}

/**
 * The lines in a band of rows. d3 runs each ring with what is above on the same side, so lines of neighbouring bands run on in one direction.
 * @param values of the band's rows
 * @param first of its rows in the whole grid
 */
function bandParts(values: Float64Array, columns: number, first: number, level: number): Part[] {
  const rows = values.length / columns;
  // Unsmoothed: d3 then puts every point half way between two samples, and which two it was stays known.
  const trace = contours().size([columns, rows]).smooth(false);
  const parts: Part[] = [];
  for (const polygon of trace.contour(values as unknown as number[], level).coordinates)
    for (const ring of polygon) cut(ring, { values, columns, rows, first, level }, parts);
  return parts;
}

interface Band {
  readonly values: Float64Array;
  readonly columns: number;
  readonly rows: number;
  readonly first: number;
  readonly level: number;
}

/** Adds the parts of a closed ring between its gaps; a ring without gaps stays closed: its last crossing is its first. */
function cut(ring: readonly (readonly number[])[], band: Band, parts: Part[]): void {
  // The ring's last point repeats its first.
  const count = ring.length - 1;
  const points = new Float64Array(2 * count + 2);
  let gap = -1;
  for (let k = 0; k < count; k++) {
    const [x, y] = ring[k]!;
    if (!putCrossing(points, 2 * k, x!, y!, band) && gap < 0) gap = k;
  }
  if (gap < 0) {
    points.copyWithin(2 * count, 0, 2);
    parts.push({ points, isClosed: true, from: NaN, to: NaN });
    return;
  }
  const end = (k: number): number => {
    const [x, y] = ring[k % count]!;
    return Number.isInteger(x) ? (y! - 0.5 + band.first) * band.columns + x! : NaN;
  };
  for (let k = gap + 1; k < gap + count; k++) {
    const begin = k;
    while (k < gap + count && !Number.isNaN(points[2 * (k % count)]!)) k++;
    if (k - begin < 2) continue;
    const own = new Float64Array(2 * (k - begin));
    for (let i = begin; i < k; i++) {
      own[2 * (i - begin)] = points[2 * (i % count)]!;
      own[2 * (i - begin) + 1] = points[2 * (i % count) + 1]!;
    }
    parts.push({ points: own, isClosed: false, from: end(begin), to: end(k - 1) });
  }
}

/** The lines of all bands in their order, those that go on across a border put together. */
function joined(parts: readonly Part[]): Polyline[] {
  const beginning = new Map<number, Part>();
  const ending = new Set<number>();
  for (const part of parts) {
    if (!Number.isNaN(part.from)) beginning.set(part.from, part);
    if (!Number.isNaN(part.to)) ending.add(part.to);
  }
  const lines: Polyline[] = [];
  const used = new Set<Part>();
  const follow = (first: Part): void => {
    const chain: Part[] = [];
    for (let part: Part | undefined = first; part !== undefined && !used.has(part);) {
      used.add(part);
      chain.push(part);
      part = beginning.get(part.to);
    }
    lines.push(chained(chain));
  };
  for (const part of parts) if (part.isClosed || !ending.has(part.from)) follow(part);
  // Every part of what is left goes on from another: rings across borders.
  for (const part of parts) if (!used.has(part)) follow(part);
  return lines;
}

/** Each part begins where the one before has ended. */
function chained(chain: readonly Part[]): Polyline {
  if (chain.length === 1) return chain[0]!.points;
  const count = chain.reduce((sum, { points }) => sum + points.length - 2, 2);
  const line = new Float64Array(count);
  let at = 0;
  for (const { points } of chain) {
    line.set(points, at);
    at += points.length - 2;
  }
  return line;
}

/** The values, those within the tolerance of the level put on it; the same array where there are none. */
function snapped(values: Float64Array, level: number, tolerance: number): Float64Array {
  const [low, high] = [level - tolerance, level + tolerance];
  let own = values;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value >= low && value <= high) || value === level) continue;
    if (own === values) own = values.slice();
    own[i] = level;
  }
  return own;
}

/**
 * Puts where the level is crossed, in fractional sample indices of the whole grid, between the two samples that a point of d3 lies between
 * (sample (i, j) of the band is at (i + ½, j + ½) there). NaN, and false, on the border of the band and beside a value that is not finite.
 */
function putCrossing(
  points: Float64Array,
  place: number,
  x: number,
  y: number,
  { values, columns, rows, first, level }: Band,
): boolean {
  points[place] = points[place + 1] = NaN;
  const across = Number.isInteger(x);
  const i = across ? x - 1 : x - 0.5;
  const j = across ? y - 0.5 : y - 1;
  if (i < 0 || j < 0 || (across ? i + 1 >= columns : j + 1 >= rows)) return false;
  const v0 = values[j * columns + i]!;
  const v1 = values[across ? j * columns + i + 1 : (j + 1) * columns + i]!;
  if (!Number.isFinite(v0) || !Number.isFinite(v1)) return false;
  const share = (level - v0) / (v1 - v0);
  points[place] = across ? i + share : i;
  points[place + 1] = across ? first + j : first + j + share;
  return true;
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

/** The coordinate at a fractional index. */
function coordinate(axis: Float64Array, index: number): number {
  const from = Math.min(axis.length - 2, Math.max(0, Math.floor(index)));
  const share = index - from;
  return axis[from]! * (1 - share) + axis[from + 1]! * share;
}
