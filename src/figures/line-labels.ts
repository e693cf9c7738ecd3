/** Places labels along isolines: on straight stretches, upright, clear of each other, of other lines, of the marks and of the frame. */
import type { Box } from './context';

export interface LinePath {
  readonly level: number;
  /** points × 2, row-major: x and y in the figure's units. */
  readonly points: Float64Array;
}

export interface PlacedLabel {
  readonly level: number;
  readonly x: number;
  readonly y: number;
  /** Radians, −π/2 … π/2. */
  readonly angle: number;
}

/**
 * At most one label per line and two per level, longest lines first. In pieces: of a fine map there are many points to keep clear of.
 * @param width of the label of a level
 * @param obstacles boxes that labels keep clear of
 */
export function* placingLineLabels(
  paths: readonly LinePath[],
  width: (level: number) => number,
  height: number,
  plot: Box,
  obstacles: readonly Box[],
): Generator<void, PlacedLabel[]> {
  const taken: Box[] = [...obstacles];
  const perLevel = new Map<number, number>();
  const placed: PlacedLabel[] = [];
  const measured = paths
    .map((path) => ({ path, lengths: cumulativeLengths(path.points), bounds: boundsOf(path.points) }))
    .sort((a, b) => b.lengths.at(-1)! - a.lengths.at(-1)!);
  for (const { path, lengths } of measured) {
    yield;
    const total = lengths.at(-1)!;
    const labelWidth = width(path.level);
    if (total < 2.2 * labelWidth || (perLevel.get(path.level) ?? 0) >= 2) continue;
    let best: (PlacedLabel & { readonly box: Box; readonly bend: number }) | null = null;
    for (let k = 1; k < 24; k++) {
      const at = (k / 24) * total;
      if (at < 0.7 * labelWidth || total - at < 0.7 * labelWidth) continue;
      const before = pointAt(path.points, lengths, at - labelWidth / 2);
      const middle = pointAt(path.points, lengths, at);
      const after = pointAt(path.points, lengths, at + labelWidth / 2);
      const chord = Math.hypot(after.x - before.x, after.y - before.y);
      if (chord < 0.8 * labelWidth) continue;
      let angle = Math.atan2(after.y - before.y, after.x - before.x);
      if (angle > Math.PI / 2) angle -= Math.PI;
      if (angle < -Math.PI / 2) angle += Math.PI;
      const bend =
        Math.abs(
          (middle.x - before.x) * (after.y - before.y) - (middle.y - before.y) * (after.x - before.x),
        ) / chord;
      const box = boxAround(middle, labelWidth + 6, height + 4, angle);
      if (!within(box, plot) || taken.some((other) => overlap(box, other))) continue;
      if (
        measured.some(
          (other) => other.path !== path && overlap(box, other.bounds) && holdsAny(box, other.path.points),
        )
      )
        continue;
      // Straight first; of equally straight places, the more level one reads better.
      const cost = bend + 2 * Math.abs(angle);
      if (best === null || cost < best.bend)
        best = { level: path.level, x: middle.x, y: middle.y, angle, box, bend: cost };
    }
    if (best === null) continue;
    taken.push(best.box);
    perLevel.set(path.level, (perLevel.get(path.level) ?? 0) + 1);
    placed.push({ level: best.level, x: best.x, y: best.y, angle: best.angle });
  }
  return placed;
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function holdsAny({ x, y, width, height }: Box, points: Float64Array): boolean {
  for (let i = 0; i < points.length; i += 2) {
    const px = points[i]!;
    const py = points[i + 1]!;
    if (px > x && px < x + width && py > y && py < y + height) return true;
  }
  return false;
}

function boundsOf(points: Float64Array): Box {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i]!;
    const y = points[i + 1]!;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function within(box: Box, frame: Box): boolean {
  return (
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height
  );
}

function boxAround(
  centre: { readonly x: number; readonly y: number },
  width: number,
  height: number,
  angle: number,
): Box {
  const [c, s] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const w = c * width + s * height;
  const h = s * width + c * height;
  return { x: centre.x - w / 2, y: centre.y - h / 2, width: w, height: h };
}

/** Along the line, of each point. */
function cumulativeLengths(points: Float64Array): Float64Array {
  const lengths = new Float64Array(points.length / 2);
  for (let k = 1; k < lengths.length; k++) {
    const [dx, dy] = [points[2 * k]! - points[2 * k - 2]!, points[2 * k + 1]! - points[2 * k - 1]!];
    lengths[k] = lengths[k - 1]! + Math.hypot(dx, dy);
  }
  return lengths;
}

function pointAt(points: Float64Array, lengths: Float64Array, at: number): { x: number; y: number } {
  let from = 0;
  let to = lengths.length - 1;
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (lengths[middle]! <= at) from = middle;
    else to = middle;
  }
  const span = lengths[to]! - lengths[from]!;
  const share = span > 0 ? (at - lengths[from]!) / span : 0;
  const between = (i: number): number =>
    points[2 * from + i]! + (points[2 * to + i]! - points[2 * from + i]!) * share;
  return { x: between(0), y: between(1) };
}
