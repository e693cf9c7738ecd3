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

/** Cells on a side of the tiles that are traced one by one. */
const usualSide = 32;

/**
 * See `isolines`: one of them, in pieces, because of a fine grid one level takes as long as a picture may. The grid is traced in tiles that share their border samples, and the
 * lines are joined there: most tiles have nothing of a level, and what d3 takes for a trace grows with what it is given at once.
 */
export function* tracingIsoline(
  { alphas, betas, values }: Grid,
  level: number,
  range: number,
  side = usualSide,
): Generator<void, Isoline> {
  const columns = alphas.length;
  const rows = betas.length;
  if (columns < 2 || rows < 2) return { level, lines: [] };
  const parts: Part[] = [];
  const buffer = new Float64Array(Math.min(side + 1, columns) * Math.min(side + 1, rows));
  for (let top = 0; top < rows - 1; top += side) {
    if (top > 0) yield;
    for (let left = 0; left < columns - 1; left += side) {
      const size = {
        columns: Math.min(side + 1, columns - left),
        rows: Math.min(side + 1, rows - top),
      };
      const tile = { ...size, left, top, level, values: buffer.subarray(0, size.columns * size.rows) };
      if (fill(tile, values, columns, 1e-9 * range)) addParts(tile, columns, parts);
    }
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

/** Part of the grid, with the level that is looked for. */
interface Tile {
  /** rows × columns. */
  readonly values: Float64Array;
  readonly columns: number;
  readonly rows: number;
  /** The sample of the grid that its first one is. */
  readonly left: number;
  readonly top: number;
  readonly level: number;
}

/**
 * Takes the tile's values from the grid, those within the tolerance of the level put on it.
 * @returns whether the level runs through the tile
 */
function fill(tile: Tile, grid: Float64Array, gridColumns: number, tolerance: number): boolean {
  const { values, columns, rows, left, top, level } = tile;
  const low = level - tolerance;
  const high = level + tolerance;
  let isBelow = false;
  let isAbove = false;
  for (let j = 0; j < rows; j++) {
    const from = (top + j) * gridColumns + left;
    for (let i = 0; i < columns; i++) {
      let value = grid[from + i]!;
      if (value >= low && value <= high) value = level;
      values[j * columns + i] = value;
      if (value >= level) isAbove = true;
      else if (value < level) isBelow = true;
    }
  }
  return isBelow && isAbove;
}

/** A line within a tile. */
interface Part {
  /** points × 2: crossings of the level, in fractional sample indices of the grid. */
  readonly points: Float64Array;
  readonly isClosed: boolean;
  /** The edges between two samples of the grid that it begins and ends on. */
  readonly from: number;
  readonly to: number;
}

/** The lines in a tile. d3 runs each ring with what is above on the same side, so lines of neighbouring tiles run on in one direction. */
function addParts(tile: Tile, gridColumns: number, parts: Part[]): void {
  // Unsmoothed: d3 then puts every point half way between two samples, and which two it was stays known.
  const trace = contours().size([tile.columns, tile.rows]).smooth(false);
  for (const polygon of trace.contour(tile.values as unknown as number[], tile.level).coordinates)
    for (const ring of polygon) cut(ring, tile, gridColumns, parts);
}

/** Adds the parts of a closed ring between its gaps; a ring without gaps stays closed: its last crossing is its first. */
function cut(ring: readonly (readonly number[])[], tile: Tile, gridColumns: number, parts: Part[]): void {
  // The ring's last point repeats its first.
  const count = ring.length - 1;
  const points = new Float64Array(2 * count + 2);
  let gap = -1;
  for (let k = 0; k < count; k++) {
    const [x, y] = ring[k]!;
    if (!putCrossing(points, 2 * k, x!, y!, tile) && gap < 0) gap = k;
  }
  if (gap < 0) {
    points.copyWithin(2 * count, 0, 2);
    parts.push({ points, isClosed: true, from: NaN, to: NaN });
    return;
  }
  const edge = (k: number): number => {
    const [x, y] = ring[k % count]!;
    const first = Number.isInteger(x)
      ? (y! - 0.5 + tile.top) * gridColumns + x! + tile.left
      : (y! + tile.top) * gridColumns + x! - 0.5 + tile.left;
    return 2 * first + (Number.isInteger(x) ? 0 : 1);
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
    parts.push({ points: own, isClosed: false, from: edge(begin), to: edge(k - 1) });
  }
}

/** The lines of all tiles in their order, those that go on across a border put together. */
function joined(parts: readonly Part[]): Polyline[] {
  const beginning = new Map<number, Part>();
  const ending = new Set<number>();
  for (const part of parts) {
    if (part.isClosed) continue;
    beginning.set(part.from, part);
    ending.add(part.to);
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
  const line = new Float64Array(chain.reduce((sum, { points }) => sum + points.length - 2, 2));
  let at = 0;
  for (const { points } of chain) {
    line.set(points, at);
    at += points.length - 2;
  }
  return line;
}

/**
 * Puts where the level is crossed, in fractional sample indices of the grid, between the two samples that a point of d3 lies between
 * (sample (i, j) of the tile is at (i + ½, j + ½) there). NaN, and false, on the border of the tile and beside a value that is not finite.
 */
function putCrossing(
  points: Float64Array,
  place: number,
  x: number,
  y: number,
  { values, columns, rows, left, top, level }: Tile,
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
  points[place] = across ? left + i + share : left + i;
  points[place + 1] = across ? top + j : top + j + share;
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
