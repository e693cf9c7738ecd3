import { describe, expect, test } from 'vitest';
import { probeCurves } from '../../../src/analysis/order/curve-probe';
import { budgeted, type LineSeries } from '../../../src/analysis/order/line-series';
import {
  type DescentSearch,
  searchDescent,
  unitVectorsIn,
  without,
} from '../../../src/analysis/order/search';
import { startDirections } from '../../../src/analysis/order/starts';
import { measureTolerances } from '../../../src/analysis/order/tolerances';
import { core } from '../../../src/core';
import { kinked, polynomial, term } from './polynomials';

/** Oracle: polynomials whose order can be read off, or is known from textbooks. */

/** Searches all of space, or what is orthogonal to the last `curved` axes. */
function search(series: LineSeries, { curved = 0, seed = 1, budget = 1e6, to = 12 } = {}): DescentSearch {
  const n = series.dimension;
  const axes = Array.from({ length: curved }, (_, i) =>
    Float64Array.from({ length: n }, (__, j) => (j === n - 1 - i ? 1 : 0)),
  );
  const project = without(axes);
  const starts = unitVectorsIn(project, startDirections(null, n, 12, core().stream(seed, 'test')));
  const tolerances = measureTolerances(series, starts, starts, { first: 1e-12, second: 1e-12 });
  const limited = budgeted(series, budget, () => undefined);
  return searchDescent(limited, {
    math: core().math,
    from: series.oneSided ? 1 : 3,
    to,
    project,
    starts,
    tolerances,
  });
}

const of = (...texts: string[]) => polynomial(texts.map((text) => term(text)));

describe.each([1, 2, 3])('seed %d', (seed) => {
  test.each([
    ['the monkey saddle x³ − 3xy²', of('x3', '-3 x y2'), 3],
    ['x⁴ − 8x²y² + y⁴ (positive on both axes)', of('x4', '-8 x2 y2', 'y4'), 4],
    ['x⁴ − y⁶: on the zero set of c₄ alone', of('x4', '-1 y6'), 6],
    ['(xy − z²)² − z⁷: on a curved zero set', of('x2 y2', '-2 x y z2', 'z4', '-1 z7'), 7],
    ['x²y² + x⁵ − y⁶: the odd one of two zero sets', of('x2 y2', 'x5', '-1 y6'), 5],
    ['z⁴ + (x² − y²)²·z² − x⁹', of('z4', 'x4 z2', '-2 x2 y2 z2', 'y4 z2', '-1 x9'), 9],
  ])('%s', (_, series, order) => {
    const { descent } = search(series, { seed });
    expect(descent?.line.order).toBe(order);
    expect(descent!.coefficients.subarray(1, order).every((value) => Math.abs(value) < 1e-12)).toBe(true);
    expect(descent!.line.coefficient).toBeLessThan(-1e-3);
  });

  test('x⁴ + y⁴ + z⁴ goes up along every line, at order 4', () => {
    expect(search(of('x4', 'y4', 'z4'), { seed })).toMatchObject({ descent: null, positiveAt: 4 });
  });

  test('x²y² is flat on its axes: no descent, and no order at which all goes up', () => {
    const found = search(of('x2 y2'), { seed });
    expect(found).toMatchObject({ descent: null, positiveAt: null, exhausted: false });
    expect(found.stages.at(-1)).toMatchObject({ order: 12, outcome: 'zero' });
  });

  test('what rounding leaves of a square is no descent: (x² − y² + y³)² + z⁴', () => {
    const square = of('x4', '-2 x2 y2', 'y4', '2 x2 y3', '-2 y5', 'y6', 'z4');
    expect(search(square, { seed })).toMatchObject({ descent: null, positiveAt: 6 });
  });

  test('(z − x²)(z − 3x²) has no line that descends, but a curve', () => {
    const series = of('z2', '-4 z x2', '3 x4', 'y4');
    const found = search(series, { curved: 1, seed });
    expect(found).toMatchObject({ descent: null, positiveAt: 4 });
    const axes = [{ vector: Float64Array.of(0, 0, 1), curvature: 2 }];
    const starts = startDirections(null, 3, 6, core().stream(seed, 'test'));
    const probe = probeCurves(series, axes, starts, core().math);
    expect(probe.descends).toBe(true);
    // Lowest on z = 2x²: −x⁴.
    expect(probe.exponent).toBeCloseTo(4, 0);
    expect(probe.spheres[2]!.change / -(0.05 ** 4)).toBeCloseTo(1, 1);
  });

  test('a sphere’s minimum proves nothing where there is none lower', () => {
    const starts = startDirections(null, 3, 6, core().stream(seed, 'test'));
    const probe = probeCurves(of('x2 y2', 'z4'), [], starts, core().math);
    expect(probe).toMatchObject({ descends: false, exponent: null, direction: null });
  });

  test('x|z| is one-sided of order 2, x²|z| goes up or stays flat', () => {
    const descent = search(kinked(of('x z')), { seed }).descent!;
    expect(descent.line.order).toBe(2);
    expect(descent.line.coefficient).toBeCloseTo(-0.5, 3);
    expect(descent.direction[0]).toBeLessThan(0);
    expect(search(kinked(of('x2 z')), { seed })).toMatchObject({ descent: null, positiveAt: null });
  });
});

test('a spent budget ends the search with what it has', () => {
  const flat = of('x2 y2');
  const found = search(flat, { budget: 100 });
  expect(found.exhausted).toBe(true);
  expect(found.descent).toBeNull();
  expect(found.stages.map(({ order }) => order)).toEqual([3]);
});
