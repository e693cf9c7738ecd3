/**
 * Isolines of a sampled landscape, by d3-contour's marching squares (linear between samples).
 *
 * Policy:
 * - Lines, not areas: d3's rings are cut where they run along the border.
 * - Beside a value that is not finite there is no line: nothing is known there, so rings are cut there too.
 * - Samples within 1e-9 of the range from a level count as on it: on a plateau, round-off would draw a tangle.
 */
import { contours } from 'd3-contour';
import { inPieces, toItsEnd } from './to-its-end';

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
  return levels.map((level) => toItsEnd(tracingIsoline(grid, level, range)));
}

/** Rows that are traced without a pause: some milliseconds of a thousand columns. */
const usualBand = 128;

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
  const snapped = yield* snap(values, level, 1e-9 * range);
  const parts: Part[] = [];
  for (let first = 0; first < rows - 1; first += band) {
    yield;
    parts.push(...bandParts(snapped, columns, first, Math.min(rows - 1, first + band), level));
  }
  yield;
  const lines = joined(parts).map((points) =>
    points.map(([i, j]) => [coordinate(alphas, i), coordinate(betas, j)] as const),
  );
  return { level, lines };
}

/** A crossing of the level, in fractional sample indices, and the row's edge that it is on; null where it is on an edge between rows. */
interface Crossing {
  readonly at: Point;
  readonly edge: number | null;
}

/** A line within a band. */
type Part = readonly Crossing[];

/** The lines in rows `first` … `last`. d3 runs each ring with what is above on the same side, so lines of neighbouring bands run on in one direction. */
function bandParts(
  values: Float64Array,
  columns: number,
  first: number,
  last: number,
  level: number,
): Part[] {
  const rows = last - first + 1;
  const own = values.subarray(first * columns, (last + 1) * columns);
  // Unsmoothed: d3 then puts every point half way between two samples, and which two it was stays known.
  const trace = contours().size([columns, rows]).smooth(false);
  return trace.contour(own as unknown as number[], level).coordinates.flatMap((polygon) =>
    polygon.flatMap((ring) =>
      cut(
        ring.map(([x, y]): Crossing | null => {
          const row = y! + first;
          const at = crossing(x!, row, values, columns, first, last, level);
          return at && { at, edge: Number.isInteger(x) ? (row - 0.5) * columns + x! : null };
        }),
      ),
    ),
  );
}

/** The lines of all bands in their order, those that go on across a border put together. */
function joined(parts: readonly Part[]): Point[][] {
  const isClosed = (part: Part) => part.length > 2 && part[0] === part.at(-1);
  const beginning = new Map<number, Part>();
  const ending = new Set<number>();
  for (const part of parts) {
    if (isClosed(part)) continue;
    const [from, to] = [part[0]!.edge, part.at(-1)!.edge];
    if (from !== null) beginning.set(from, part);
    if (to !== null) ending.add(to);
  }
  const lines: Point[][] = [];
  const used = new Set<Part>();
  const follow = (from: Part): void => {
    const points: Point[] = [];
    for (let part: Part | undefined = from; part !== undefined && !used.has(part);) {
      used.add(part);
      // It begins where the one before has ended.
      for (let i = points.length === 0 ? 0 : 1; i < part.length; i++) points.push(part[i]!.at);
      const { edge }: Crossing = part.at(-1)!;
      part = edge === null || isClosed(part) ? undefined : beginning.get(edge);
    }
    lines.push(points);
  };
  for (const part of parts) {
    const { edge } = part[0]!;
    if (isClosed(part) || edge === null || !ending.has(edge)) follow(part);
  }
  // Every part of what is left goes on from another: rings across borders.
  for (const part of parts) if (!used.has(part)) follow(part);
  return lines;
}

/** The values, those within the tolerance of the level put on it; the same array where there are none. */
function* snap(values: Float64Array, level: number, tolerance: number): Generator<void, Float64Array> {
  const [low, high] = [level - tolerance, level + tolerance];
  let snapped = values;
  yield* inPieces(values.length, (from, to) => {
    for (let i = from; (i = nextBetween(values, i, to, low, high)) < to; i++) {
      if (values[i] === level) continue;
      if (snapped === values) snapped = values.slice();
      snapped[i] = level;
    }
  });
  return snapped;
}

/** The first index from `from` on whose value is low … high; `to` where there is none. */
function nextBetween(values: Float64Array, from: number, to: number, low: number, high: number): number {
  let i = from;
  while (i < to && !(values[i]! >= low && values[i]! <= high)) i++;
  return i;
}

/**
 * Where the level is crossed, in fractional sample indices, between the two samples that a point of d3 lies between
 * (sample (i, j) is at (i + ½, j + ½) there). Null on the border of the rows `first` … `last` and beside a value that is not finite.
 */
function crossing(
  x: number,
  y: number,
  values: Float64Array,
  columns: number,
  first: number,
  last: number,
  level: number,
): Point | null {
  const across = Number.isInteger(x);
  const [i, j] = across ? [x, y - 0.5] : [x - 0.5, y];
  const [before, after] = across ? [i - 1, i] : [j - 1, j];
  if (across ? before < 0 || after >= columns : before < first || after > last) return null;
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

/** The parts of a closed ring between its gaps; a ring without gaps stays closed: its last crossing is its first. */
function cut(ring: readonly (Crossing | null)[]): Crossing[][] {
  const gap = ring.indexOf(null);
  // Begin at the gap; the ring's last point repeats its first.
  const opened = gap < 0 ? [...ring.slice(0, -1), ring[0]!] : [...ring.slice(gap, -1), ...ring.slice(0, gap)];
  const parts: Crossing[][] = [[]];
  for (const point of opened) {
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
