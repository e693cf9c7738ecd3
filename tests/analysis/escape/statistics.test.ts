import { describe, expect, test } from 'vitest';
import { fitLine, studentQuantile } from '../../../src/analysis/escape/line-fit';
import { scaling } from '../../../src/analysis/escape/scaling';
import { quantile, survival, wilson } from '../../../src/analysis/escape/survival';
import { core } from '../../../src/core';

describe('the survival curve of Kaplan and Meier', () => {
  /** Oracle: the 6-MP arm of Freireich et al. (1963), weeks in remission, as printed in every textbook of survival analysis. */
  const escaped = [6, 6, 6, 7, 10, 13, 16, 22, 23];
  const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
  const curve = survival({ escaped, censored });

  test('is the published one', () => {
    expect(Array.from(curve.lengths)).toEqual([6, 7, 10, 13, 16, 22, 23]);
    const published = [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448];
    published.forEach((share, i) => expect(curve.surviving[i]).toBeCloseTo(share, 3));
  });

  test('has its published median, and no quantile below the last escape', () => {
    expect(quantile(curve, 0.5)).toBe(23);
    expect(quantile(curve, 0.6)).toBeNaN();
  });

  test('without censoring its quantiles are order statistics', () => {
    const plain = survival({ escaped: [5, 1, 4, 2, 3], censored: [] });
    expect([0.2, 0.4, 0.5, 0.6, 1].map((share) => quantile(plain, share))).toEqual([1, 2, 3, 3, 5]);
  });
});

test('Wilson’s interval is the published one', () => {
  expect(wilson(8, 10)[0]).toBeCloseTo(0.4902, 4);
  expect(wilson(8, 10)[1]).toBeCloseTo(0.9433, 4);
  expect(wilson(0, 10)).toEqual([0, expect.closeTo(0.2775, 4)]);
  expect(wilson(10, 10)).toEqual([expect.closeTo(0.7225, 4), 1]);
});

describe('the straight line', () => {
  test('of Anscombe’s first quartet has its published slope, intercept and standard error', () => {
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const { slope, intercept, interval } = fitLine(x, y);
    expect(slope).toBeCloseTo(0.50009, 5);
    expect(intercept).toBeCloseTo(3.00009, 5);
    expect((interval[1] - slope) / 2.2621571627).toBeCloseTo(0.11791, 5);
  });

  test.each([
    [1, 12.7062047364],
    [9, 2.2621571627],
    [11, 2.2009851601],
    [20, 2.0859634473],
    [30, 2.0422724563],
    [120, 1.9799304051],
  ])('Student’s 97.5 % point with %d degrees of freedom', (freedom, expected) => {
    expect(Math.abs(studentQuantile(freedom) - expected)).toBeLessThan(1e-5);
  });
});

describe('which law fits', () => {
  const epsilons = [0.1, 0.03, 0.01, 0.003, 0.001];
  const fit = (law: (epsilon: number) => number) => scaling(epsilons, epsilons.map(law), core().math)!;

  test('a power of 1/ε', () => {
    const found = fit((epsilon) => 1.6 * epsilon ** -2);
    expect(found.better).toBe('power');
    expect(found.power.slope).toBeCloseTo(2, 9);
  });

  test('a logarithm of 1/ε', () => {
    const found = fit((epsilon) => 1.4142 * Math.log(0.2 / epsilon));
    expect(found.better).toBe('logarithm');
    expect(found.logarithm.slope).toBeCloseTo(1.4142, 9);
  });

  test('neither', () => expect(fit((epsilon) => 215 + epsilon).better).toBe('independent'));
});
