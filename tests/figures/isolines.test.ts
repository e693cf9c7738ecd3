/** Oracles: circle, hyperbola and straight line in closed form; the stated policy for values that are not finite. */
import { describe, expect, it } from 'vitest';
import { type Grid, isolines, type Isoline, tracingIsoline } from '../../src/figures/isolines';
import { toItsEnd } from '../../src/figures/to-its-end';
import { numbers } from '../core/problems';
import { shape } from './landscapes';

type Point = readonly [number, number];
/** Of each line its points. */
const paired = ({ lines }: Isoline): Point[][] =>
  lines.map((line) =>
    Array.from({ length: line.length / 2 }, (_, k): Point => [line[2 * k]!, line[2 * k + 1]!]),
  );
const points = (line: Isoline): Point[] => paired(line).flat();

describe('positions', () => {
  it('a circle is one closed line of its radius', () => {
    const [line] = isolines(
      shape((a, b) => a * a + b * b, { columns: 81, rows: 61 }),
      [0.25],
    );
    expect(line!.lines.length).toBe(1);
    expect(points(line!).at(-1)).toEqual(points(line!)[0]);
    for (const [a, b] of points(line!)) expect(Math.hypot(a, b)).toBeCloseTo(0.5, 3);
  });

  it('a straight line is exact, on a grid that is not square, and runs from edge to edge without following the border', () => {
    const [line] = isolines(
      shape((a, b) => 2 * a - b, { columns: 7, rows: 12, span: [1, 3] }),
      [0.3],
    );
    expect(line!.lines.length).toBe(1);
    for (const [a, b] of points(line!)) expect(2 * a - b).toBeCloseTo(0.3, 12);
    const betas = points(line!).map(([, b]) => b);
    expect(Math.min(...betas)).toBeCloseTo(-2.3, 10);
    expect(Math.max(...betas)).toBeCloseTo(1.7, 10);
  });

  it('x² − y² crosses itself at the saddle', () => {
    const [zero, plus] = isolines(
      shape((a, b) => a * a - b * b),
      [0, 0.25],
    );
    for (const [a, b] of points(zero!)) expect(Math.abs(Math.abs(a) - Math.abs(b))).toBeLessThan(1e-9);
    expect(plus!.lines.length).toBe(2);
    for (const [a, b] of points(plus!)) expect(a * a - b * b).toBeCloseTo(0.25, 2);
  });

  it('axes that are not evenly spaced', () => {
    const even = shape((a) => a, { columns: 5, rows: 3 });
    const alphas = Float64Array.of(-1, -0.9, 0, 0.1, 1);
    const values = even.values.map((_, k) => alphas[k % 5]!);
    for (const [a] of points(isolines({ ...even, alphas, values }, [0.55])[0]!))
      expect(a).toBeCloseTo(0.55, 12);
  });
});

describe('policy', () => {
  it('no line beside a value that is not finite', () => {
    for (const hole of [NaN, Infinity, -Infinity]) {
      const lines = isolines(
        shape((a, b) => (a > 0.5 ? hole : b)),
        [0, 0.5, -0.9],
      );
      for (const line of lines) {
        expect(points(line).length).toBeGreaterThan(0);
        for (const [a, b] of points(line)) {
          expect(a).toBeLessThan(0.5);
          expect(b).toBeCloseTo(line.level, 12);
        }
      }
    }
  });

  it('round-off on a plateau draws nothing', () => {
    const flat = shape((a, b) =>
      Math.abs(a) > 0.8 ? 0.5 + Math.abs(a) : 0.5 + 1e-16 * Math.sign(Math.sin(99 * a * b)),
    );
    const inner = points(isolines(flat, [0.5])[0]!).filter(([a]) => Math.abs(a) < 0.7);
    expect(inner).toEqual([]);
  });

  it('a constant grid, a grid of NaN and grids too small have no lines', () => {
    expect(
      points(
        isolines(
          shape(() => 0.5),
          [0.5, 0.6],
        )[0]!,
      ),
    ).toEqual([]);
    expect(
      points(
        isolines(
          shape(() => NaN),
          [0],
        )[0]!,
      ),
    ).toEqual([]);
    const row = { alphas: Float64Array.of(0, 1), betas: Float64Array.of(0), values: Float64Array.of(0, 1) };
    expect(isolines(row, [0.5])).toEqual([{ level: 0.5, lines: [] }]);
  });
});

describe('traced in tiles, the lines are those of the whole', () => {
  /** Every piece between neighbouring points, whatever its direction, and how many lines there are of either kind. */
  const told = (isoline: Isoline) => toldOf(paired(isoline));
  const toldOf = (lines: readonly Point[][]) => ({
    closed: lines.filter((line) => line.length > 2 && String(line[0]) === String(line.at(-1))).length,
    lines: lines.length,
    pieces: lines
      .flatMap((line) =>
        line.slice(1).map((point, i) => [String(line[i]), String(point)].sort().join(' to ')),
      )
      .sort(),
  });
  const next = numbers(3);
  const sines = Array.from({ length: 6 }, () => [6 * next(), 6 * next(), next()] as const);
  const waves = (a: number, b: number) =>
    sines.reduce((sum, [u, v, w]) => sum + w * Math.sin(u * a + v * b), 0);
  const size = { columns: 37, rows: 41 };
  const rough = { ...shape(waves, size), values: Float64Array.from({ length: 37 * 41 }, () => next()) };
  const stepped = shape((a, b) => Math.round(3 * waves(a, b)) / 3, size);
  const holed = shape(
    (a, b) => (Math.hypot(a - 0.2, b) < 0.3 ? NaN : a > 0.8 ? Infinity : waves(a, b)),
    size,
  );
  const grids: readonly (readonly [string, Grid])[] = [
    ['waves', shape(waves, size)],
    ['noise', rough],
    ['steps on the levels', stepped],
    ['holes', holed],
    ['rings', shape((a, b) => Math.cos(9 * Math.hypot(a, b)), size)],
  ];
  it.each(grids.flatMap(([name, grid]) => [1, 2, 3, 7, 20, 39, 40].map((side) => ({ name, grid, side }))))(
    '$name, tiles of $side cells',
    ({ grid, side }) => {
      for (const level of [-0.5, 0, 0.1, 1 / 3]) {
        const whole = toItsEnd(tracingIsoline(grid, level, 2, 1000));
        expect(told(toItsEnd(tracingIsoline(grid, level, 2, side)))).toEqual(told(whole));
      }
    },
  );
});
