/** Oracle: lines laid out by hand, of which it is plain where a label fits. */
import { describe, expect, test } from 'vitest';
import type { Box } from '../../src/figures/context';
import { type LinePath, overlap, placingLineLabels } from '../../src/figures/line-labels';
import { toItsEnd } from '../../src/figures/to-its-end';

const plot: Box = { x: 0, y: 0, width: 400, height: 300 };
const [width, height] = [40, 10];

/** A straight line with a point at each of so many equal parts. */
function line(
  level: number,
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  parts = 1,
): LinePath {
  const points = new Float64Array(2 * parts + 2);
  for (let k = 0; k <= parts; k++) {
    points[2 * k] = x0 + ((x1 - x0) * k) / parts;
    points[2 * k + 1] = y0 + ((y1 - y0) * k) / parts;
  }
  return { level, points };
}
const labels = (paths: readonly LinePath[], obstacles: readonly Box[] = []) =>
  toItsEnd(placingLineLabels(paths, () => width, height, plot, obstacles));
/** Of a label on a level line, the digits alone. */
const box = ({ x, y }: { x: number; y: number }): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

describe('a label keeps clear', () => {
  test('of other lines', () => {
    const [label, ...more] = labels([
      line(1, [20, 100], [380, 100], 100),
      line(2, [20, 104], [250, 104], 100),
    ]);
    expect(more).toEqual([]);
    expect(label!.level).toBe(1);
    expect(label!.x - width / 2).toBeGreaterThan(250);
  });

  test('of other labels', () => {
    const placed = labels([line(1, [20, 100], [380, 100]), line(2, [20, 108], [380, 108])]);
    expect(placed.map(({ level }) => level)).toEqual([1, 2]);
    expect(overlap(box(placed[0]!), box(placed[1]!))).toBe(false);
  });

  test('of marks', () => {
    const mark = { x: 0, y: 80, width: 260, height: 40 };
    const [label] = labels([line(1, [20, 100], [380, 100])], [mark]);
    expect(overlap(box(label!), mark)).toBe(false);
    expect(labels([line(1, [20, 100], [380, 100])], [plot])).toEqual([]);
  });

  test('of the frame', () => {
    expect(labels([line(1, [20, 3], [380, 3])])).toEqual([]);
    const [label] = labels([line(1, [-200, 100], [90, 100])]);
    expect(label!.x - width / 2).toBeGreaterThanOrEqual(0);
  });
});

test.each([
  ['to the right', [20, 100], [380, 100], 0],
  ['to the left', [380, 100], [20, 100], 0],
  ['falling, from its end', [300, 280], [100, 80], Math.PI / 4],
  ['rising, from its end', [300, 80], [100, 280], -Math.PI / 4],
] as const)('a label is upright, wherever its line begins: %s', (_, from, to, angle) => {
  expect(labels([line(1, from, to)])[0]!.angle).toBeCloseTo(angle, 12);
});

test('two labels of a level at most, on its longest lines; none on a line too short for one', () => {
  const lengths = [120, 200, 80, 360, 240];
  const placed = labels(lengths.map((length, i) => line(1, [20, 40 + 50 * i], [20 + length, 40 + 50 * i])));
  expect(placed.map(({ y }) => y)).toEqual([190, 240]);
  expect(labels([line(1, [20, 100], [100, 100])])).toEqual([]);
});

test('the straight stretch of a line is written on, not its bend', () => {
  const bent = Float64Array.of(20, 20, 60, 280, 100, 20, 140, 280, 180, 150, 380, 150);
  expect(labels([{ level: 1, points: bent }])[0]).toMatchObject({ y: 150, angle: 0 });
});
