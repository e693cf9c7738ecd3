/** Places labels along isolines: on straight stretches, upright, clear of each other, of other lines, of the marks and of the frame. */
import type { Box } from './context';

export interface LinePath {
  readonly level: number;
  /** In the figure's units. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface PlacedLabel {
  readonly level: number;
  readonly x: number;
  readonly y: number;
  /** Radians, −π/2 … π/2. */
  readonly angle: number;
}

/**
 * At most one label per line and two per level, longest lines first.
 * @param width of the label of a level
 * @param obstacles boxes that labels keep clear of
 */
export function placeLineLabels(
  paths: readonly LinePath[],
  width: (level: number) => number,
  height: number,
  plot: Box,
  obstacles: readonly Box[],
): PlacedLabel[] {
  const taken: Box[] = [...obstacles];
  const perLevel = new Map<number, number>();
  const placed: PlacedLabel[] = [];
  const measured = paths
    .map((path) => ({ path, lengths: cumulativeLengths(path.points) }))
    .sort((a, b) => b.lengths.at(-1)! - a.lengths.at(-1)!);
  for (const { path, lengths } of measured) {
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
      if (paths.some((other) => other !== path && other.points.some((point) => holds(box, point)))) continue;
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

function holds(box: Box, point: { readonly x: number; readonly y: number }): boolean {
  return point.x > box.x && point.x < box.x + box.width && point.y > box.y && point.y < box.y + box.height;
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

function cumulativeLengths(points: LinePath['points']): number[] {
  const lengths = [0];
  for (let i = 1; i < points.length; i++) {
    lengths.push(
      lengths[i - 1]! + Math.hypot(points[i]!.x - points[i - 1]!.x, points[i]!.y - points[i - 1]!.y),
    );
  }
  return lengths;
}

function pointAt(
  points: LinePath['points'],
  lengths: readonly number[],
  at: number,
): { x: number; y: number } {
  let from = 0;
  let to = lengths.length - 1;
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (lengths[middle]! <= at) from = middle;
    else to = middle;
  }
  const span = lengths[to]! - lengths[from]!;
  const share = span > 0 ? (at - lengths[from]!) / span : 0;
  const [a, b] = [points[from]!, points[to]!];
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}
