import { expect, test } from 'vitest';
import { extrapolateToZero } from '../../../src/analysis/order/leading-constant';
import { lineOrder } from '../../../src/analysis/order/line-order';
import { minimiseOnSphere } from '../../../src/analysis/order/minimise';
import { core } from '../../../src/core';

/** Oracle: arithmetic by hand. */

const tolerances = {
  zeros: Float64Array.from({ length: 7 }, () => 1e-12),
  noise: Float64Array.from({ length: 7 }, () => 1e-17),
};
const orderOf = (...coefficients: number[]) =>
  lineOrder(Float64Array.from(coefficients), tolerances, core().math);

test('the first coefficient that is not 0, and where its term rules', () => {
  const found = orderOf(0.5, 0, 0, 0, -0.04, 0, 0.01)!;
  expect(found).toMatchObject({ order: 4, coefficient: -0.04 });
  // 0.04 t⁴ = 0.01 t⁶ at t = 2; below it the rounding of c₃: 10⁻¹⁷/0.04.
  expect(found.to).toBeCloseTo(2, 12);
  expect(found.from / (1e-17 / 0.04) / 1e8).toBeGreaterThan(0);
  expect(found.from).toBeLessThan(1e-4);
});

test('a term between those of a square does not count', () => {
  // (10⁻⁵·t² − t³)² = 10⁻¹⁰·t⁴ − 2·10⁻⁵·t⁵ + t⁶
  const square = { ...tolerances, zeros: tolerances.zeros.map(() => 1e-9) };
  const found = lineOrder(Float64Array.of(0, 0, 0, 0, 1e-10, -2e-5, 1), square, core().math);
  expect(found).toMatchObject({ order: 6, coefficient: 1 });
});

test('a flat line has no order', () => {
  expect(orderOf(0.5, 0, 1e-13, 0, 0, 0, 0)).toBeNull();
});

test('Neville’s scheme is exact for a polynomial of its degree', () => {
  const points = [0.4, 0.2, 0.1, 0.05].map((radius) => ({
    radius,
    constant: 3 - 2 * radius + radius ** 3,
  }));
  const { value, error } = extrapolateToZero(points);
  expect(value).toBeCloseTo(3, 13);
  expect(error).toBeGreaterThan(0);
});

test('a quadratic form on the sphere is lowest along its lowest eigenvector', () => {
  const diagonal = Float64Array.of(3, -1, 40, 2, -0.5);
  const { value, direction } = minimiseOnSphere(
    (d) => ({
      value: d.reduce((sum, entry, i) => sum + diagonal[i]! * entry * entry, 0),
      gradient: d.map((entry, i) => 2 * diagonal[i]! * entry),
    }),
    Float64Array.of(1, 1, 1, 1, 1),
    { iterations: 100 },
  );
  expect(value).toBeCloseTo(-1, 13);
  expect(Math.abs(direction[1]!)).toBeCloseTo(1, 7);
});

test('a function with a kink is followed to its lowest point', () => {
  // |x| + y on the unit circle: lowest at (0, −1), on the kink.
  const { value } = minimiseOnSphere(
    (d) => ({ value: Math.abs(d[0]!) + d[1]!, gradient: Float64Array.of(d[0]! < 0 ? -1 : 1, 1) }),
    Float64Array.of(0.8, 0.6),
    { iterations: 200 },
  );
  expect(value).toBeCloseTo(-1, 6);
});
