import { describe, expect, test } from 'vitest';
import type { LineQuestion } from '../../../src/analysis/line/line';
import { lineReport } from '../../../src/analysis/line/line';
import type { StudyContext } from '../../../src/analysis/studies/study';
import { core } from '../../../src/core';
import { goldenCases, goldenProblem, type GoldenCase } from '../../core/problems';
import { vectorOf } from '../../core/second-order/problems';
import { studiedRun } from '../studied-run';

/** Oracles: Taylor coefficients and eigenvalues computed in 60-digit arithmetic; the loss on the line itself. */

interface Derivatives {
  hessian: number[][];
  eigenvalues: number[];
  taylor: { d: number[]; coeffs: number[]; coeffs_right?: number[]; coeffs_left?: number[] }[];
}

const question: LineQuestion = {
  direction: 'given',
  index: 0,
  parameter: '',
  to: 'final',
  directionSeed: 1,
  values: [],
  extent: 1,
  count: 21,
  curvature: false,
};
const anyRun = studiedRun({}, 3);

/** A golden case as a study would see it; these have no run. */
function golden(of: GoldenCase): { run: StudyContext; theta: Float64Array } {
  const problem = goldenProblem(of);
  const run = { ...anyRun, problem, workspace: core().workspace(problem) };
  return { run, theta: Float64Array.from(of.theta) };
}
const ask = (of: GoldenCase, settings: Partial<LineQuestion>) => {
  const { run, theta } = golden(of);
  return lineReport(run, { at: 'given', step: null, theta }, { ...question, ...settings });
};

const cases = goldenCases() as (GoldenCase & { expected: Derivatives })[];

describe.each(cases.map((of) => [of.id, of] as const))('%s', (_, of) => {
  test('coefficients to each side are the golden ones, and the polynomials are their sums', () => {
    for (const { d, coeffs, coeffs_right, coeffs_left } of of.expected.taylor) {
      const line = ask(of, { values: d });
      const sides = { right: coeffs_right ?? coeffs, left: coeffs_left ?? coeffs };
      for (const side of ['right', 'left'] as const) {
        const expected = sides[side];
        const largest = Math.max(1, ...expected.map(Math.abs));
        line.coefficients[side].forEach((value, k) =>
          expect(Math.abs(value - expected[k]!), `c${k}`).toBeLessThan(1e-12 * (1 + largest)),
        );
        const first = expected.findIndex((value, k) => k > 0 && Math.abs(value) > 1e-11 * largest);
        expect(line.leading[side]?.order ?? -1).toBe(first > 6 ? -1 : first);
        line.t.forEach((t, i) => {
          if (t < 0 !== (side === 'left')) return;
          for (const { order, values } of line.polynomials) {
            const sum = expected.slice(0, order + 1).reduce((total, c, k) => total + c * t ** k, 0);
            expect(Math.abs(values[i]! - sum)).toBeLessThan(1e-11 * (1 + largest));
          }
        });
      }
    }
  });

  test('the lowest and the highest eigenvector curve the line by their golden eigenvalues', () => {
    const { eigenvalues } = of.expected;
    for (const index of [0, -1]) {
      const { coefficients, direction } = ask(of, { direction: 'eigenvector', index });
      const frozen = core().workspace(goldenProblem(of)).secondOrder();
      const curvature = frozen.hessianVector(Float64Array.from(of.theta), direction);
      const expected = eigenvalues.at(index)!;
      const scale = 1 + Math.abs(expected);
      direction.forEach((value, i) =>
        expect(Math.abs(curvature[i]! - expected * value)).toBeLessThan(1e-11 * scale),
      );
      if (!of.tags.includes('kink'))
        expect(Math.abs(2 * coefficients.right[2]! - expected)).toBeLessThan(1e-11 * scale);
    }
  });
});

describe('the loss on the line', () => {
  const at = { at: 'init', step: 0, theta: anyRun.record.checkpoints[0]! } as const;
  const pushed = studiedRun({ initialisation: { seed: 4, weights: { name: 'normal', deviation: 0.5 } } }, 40);
  const point = { at: 'init', step: 0, theta: pushed.record.checkpoints[0]! } as const;
  const report = (settings: Partial<LineQuestion>, run = pushed, from: typeof point | typeof at = point) =>
    lineReport(run, from, { ...question, ...settings });

  test('is the workspace’s at every point, symmetric in t, with 0 in the middle', () => {
    const line = report({ direction: 'random', directionSeed: 7, extent: 2, count: 41 });
    expect(line.t[20]).toBe(0);
    line.t.forEach((t, i) => {
      expect(t + line.t[40 - i]!).toBe(0);
      const theta = point.theta.map((value, k) => value + t * line.direction[k]!);
      const { loss, gradientNorm } = pushed.workspace.evaluate(theta);
      expect([line.loss[i], line.gradientNorm[i]]).toEqual([loss, gradientNorm]);
    });
    expect(line.directionNorm).toBeCloseTo(1, 14);
  });

  test('has its curvature only where that is asked for: twice the second Taylor coefficient of every point, per unit of length', () => {
    expect(report({ direction: 'random' }).curvature).toBeNull();
    const values = vectorOf(9, 3, 2);
    const line = report({ direction: 'given', values: Array.from(values), curvature: true });
    const square = line.directionNorm ** 2;
    line.t.forEach((t, i) => {
      const theta = point.theta.map((value, k) => value + t * line.direction[k]!);
      const [, , c2] = pushed.workspace.secondOrder().taylor(theta, line.direction, 2, 'frozen');
      expect(line.curvature![i]).toBeCloseTo((2 * c2!) / square, 12);
    });
  });

  test('polynomials of higher order are trusted further, and hold what is promised', () => {
    const line = report({ direction: 'random', extent: 1.5, count: 301 });
    const [two, four, six] = line.trusted.map(({ upTo }) => upTo);
    expect(two).toBeGreaterThan(0);
    expect(four).toBeGreaterThan(two!);
    expect(six).toBeGreaterThan(four!);
  });

  test('the end of a line between two points is the other point', () => {
    const line = report({ direction: 'between', to: 'final', extent: 1, count: 3 });
    expect(line.loss[2]).toBeCloseTo(pushed.workspace.evaluate(pushed.point('final').theta).loss, 13);
  });

  test('steepest descent begins with −‖g‖, the witness of a sloping point is steepest descent', () => {
    const line = report({ direction: 'gradient' });
    const { gradientNorm } = pushed.workspace.evaluate(point.theta);
    expect(line.coefficients.right[1]).toBeCloseTo(-gradientNorm, 13);
    expect(line.leading.right!.order).toBe(1);
    expect(report({ direction: 'witness' }).direction).toEqual(line.direction);
  });

  test('a parameter by its name moves that one only', () => {
    expect(report({ direction: 'parameter', parameter: 'b2[0]' }).direction).toEqual(
      Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1),
    );
  });

  test.each<[string, Partial<LineQuestion>, RegExp]>([
    ['a zero gradient', { direction: 'gradient' }, /gradient is exactly 0 at this point/],
    ['an eigenvector that is not there', { direction: 'eigenvector', index: 9 }, /has 9 eigenvectors/],
    ['an unknown parameter', { direction: 'parameter', parameter: 'W7[0][0]' }, /does not have/],
    ['no second point', { direction: 'between', to: 'init' }, /point itself/],
    ['a word that is no point', { direction: 'between', to: 'there' }, /must be origin/],
    ['a direction too short', { direction: 'given', values: [1] }, /has 1 numbers but this network has 9/],
    ['a direction of zeros', { direction: 'given', values: new Array(9).fill(0) }, /only zeros/],
  ])('%s is one sentence', (_, settings, sentence) => {
    expect(() => report(settings, anyRun, at)).toThrow(sentence);
  });
});
