import { describe, expect, test } from 'vitest';
import { leadingConstant } from '../../../src/analysis/order/leading-constant';
import { downhill } from '../../../src/analysis/order/steepest';
import { kinked, polynomial, term } from './polynomials';

/** Oracle: polynomials whose steepest direction can be read off. */

const of = (...texts: string[]) => polynomial(texts.map((text) => term(text)));
const vector = (...entries: number[]) => Float64Array.from(entries);
const axis = (...entries: number[]) => ({ vector: vector(...entries), curvature: 1 });

describe('the steepest direction', () => {
  test('½z² − zx² − ¼x⁴ + y⁴ falls by ¾ρ⁴ along a curve that leaves along the x axis', () => {
    const series = of('0.5 z2', '-1 z x2', '-0.25 x4', 'y4');
    const starts = [vector(0.6, 0, 0.8), vector(0.6, 0.8, 0)];
    const found = leadingConstant(series, [axis(0, 0, 1)], 4, 0.2, vector(1, 0, 0), starts);
    expect(found.method).toBe('spheres');
    expect(Math.abs(found.value / 0.75 - 1)).toBeLessThan(1e-3);
    expect(Math.abs(found.steepest[0]!)).toBeCloseTo(1, 6);
    expect(found.steepest[1]).toBeCloseTo(0, 3);
    expect(Math.abs(found.steepest[2]!)).toBeLessThan(1e-15);
  });

  test('at a kink keeps the share on an axis that goes up on one side only: ½x² + ½z² − 2x|z|', () => {
    const series = kinked(of('0.5 x2', '0.5 z2', '-2 x z', 'y2'));
    const starts = [vector(0.6, 0.5, 0.6245)];
    const found = leadingConstant(series, [axis(0, 0, 1)], 2, 0.2, vector(0.8, 0, 0.6), starts);
    expect(found.method).toBe('spheres');
    expect(found.value).toBeCloseTo(0.5, 9);
    expect(found.steepest[0]).toBeCloseTo(Math.SQRT1_2, 4);
    expect(Math.abs(found.steepest[2]!)).toBeCloseTo(Math.SQRT1_2, 4);
  });

  test('at a kink gives up the share that only leans on it: ½x² − xy² − ¼y⁴ + z⁴', () => {
    const series = kinked(of('0.5 x2', '-1 x y2', '-0.25 y4', 'z4'));
    const starts = [vector(0.5, 0.7, 0.5)];
    const found = leadingConstant(series, [axis(1, 0, 0)], 4, 0.2, vector(0, 1, 0), starts);
    expect(Math.abs(found.value / 0.75 - 1)).toBeLessThan(1e-3);
    expect(Math.abs(found.steepest[0]!)).toBeLessThan(1e-15);
    expect(Math.abs(found.steepest[1]!)).toBeCloseTo(1, 6);
  });

  test('of a strict saddle is the sign of the eigenvector that goes lower: −x² − x³', () => {
    const series = of('-1 x2', '-1 x3', 'y2', 'z2');
    expect(Array.from(downhill(series, vector(-1, 0, 0)))).toEqual([1, -0, -0]);
    expect(Array.from(downhill(series, vector(1, 0, 0)))).toEqual([1, 0, 0]);
  });
});
