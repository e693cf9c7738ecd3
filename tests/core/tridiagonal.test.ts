import { describe, expect, test } from 'vitest';
import { core } from '../../src/core';
import { UserError } from '../../src/model/user-error';
import { distance, numbers } from './problems';

/** Oracle: published tables of Gauss quadrature (Abramowitz & Stegun, tables 25.4, 25.9, 25.10), closed forms, and the dense solver. */

function solve(diagonal: readonly number[], off: readonly number[]) {
  const [d, o] = [Float64Array.from(diagonal), Float64Array.from(off)];
  const ends = core().tridiagonal(d, o, { vectors: false });
  const full = core().tridiagonal(d, o, { vectors: true });
  const n = d.length;
  expect(ends.vectors).toBeUndefined();
  expect({ ...full, vectors: undefined }).toEqual({ ...ends, vectors: undefined });
  for (let k = 0; k < n; k++) {
    expect(full.vectors![k * n]).toBe(ends.first[k]);
    expect(full.vectors![k * n + n - 1]).toBe(ends.last[k]);
  }
  return { ...full, weights: full.first.map((value) => value * value) };
}

test('Gauss–Legendre of 5 points', () => {
  const off = [1, 2, 3, 4].map((k) => k / Math.sqrt(4 * k * k - 1));
  const { values, weights } = solve([0, 0, 0, 0, 0], off);
  const [inner, outer] = [0.538469310105683, 0.906179845938664];
  expect(distance(values, [-outer, -inner, 0, inner, outer])).toBeLessThan(1e-15);
  const [w0, w1, w2] = [0.568888888888889, 0.478628670499366, 0.236926885056189];
  expect(
    distance(
      weights.map((w) => 2 * w),
      [w2, w1, w0, w1, w2],
    ),
  ).toBeLessThan(1e-15);
});

test('Gauss–Hermite of 5 points', () => {
  const { values, weights } = solve(
    [0, 0, 0, 0, 0],
    [1, 2, 3, 4].map((k) => Math.sqrt(k / 2)),
  );
  const [inner, outer] = [0.958572464613819, 2.020182870456086];
  expect(distance(values, [-outer, -inner, 0, inner, outer])).toBeLessThan(1e-15);
  const [w0, w1, w2] = [0.9453087204829, 0.3936193231522, 0.01995324205905];
  const found = weights.map((w) => w * Math.sqrt(Math.PI));
  expect(distance(found, [w2, w1, w0, w1, w2])).toBeLessThan(1e-13);
});

test('Gauss–Laguerre of 2 points: 2 ∓ √2 with weights (2 ± √2)/4', () => {
  const { values, weights } = solve([1, 3], [1]);
  expect(distance(values, [2 - Math.SQRT2, 2 + Math.SQRT2])).toBeLessThan(1e-15);
  expect(distance(weights, [(2 + Math.SQRT2) / 4, (2 - Math.SQRT2) / 4])).toBeLessThan(1e-15);
});

describe.each([1, 2, 3, 8, 31])('%i rows', (n) => {
  test('second differences: values 2 − 2cos(kπ/(n + 1)), components √(2/(n + 1))·|sin(jkπ/(n + 1))|', () => {
    const { values, vectors } = solve(Array(n).fill(2), Array(n - 1).fill(-1));
    const angle = Math.PI / (n + 1);
    for (let k = 0; k < n; k++) {
      expect(Math.abs(values[k]! - (2 - 2 * Math.cos((k + 1) * angle)))).toBeLessThan(2e-15 * n);
      for (let j = 0; j < n; j++) {
        const expected = Math.sqrt(2 / (n + 1)) * Math.abs(Math.sin((j + 1) * (k + 1) * angle));
        expect(Math.abs(Math.abs(vectors![k * n + j]!) - expected)).toBeLessThan(1e-13);
      }
    }
  });

  test.each([1, 1e-290, 1e290])('random times %d, as the dense solver has it', (factor) => {
    const next = numbers(n);
    const diagonal = Array.from({ length: n }, () => next() * factor);
    const off = Array.from({ length: n - 1 }, () => next() * factor);
    const matrix = new Float64Array(n * n);
    diagonal.forEach((value, i) => (matrix[i * n + i] = value));
    off.forEach((value, i) => (matrix[i * n + i + 1] = matrix[(i + 1) * n + i] = value));
    const expected = core().eigen(matrix, n, { vectors: false }).values;
    const gap = distance(
      solve(diagonal, off).values.map((value) => value / factor),
      expected.map((value) => value / factor),
    );
    expect(gap).toBeLessThan(1e-14);
  });
});

describe('refuses', () => {
  const attempt = (diagonal: number[], off: number[]) => () =>
    core().tridiagonal(Float64Array.from(diagonal), Float64Array.from(off), { vectors: false });
  test.each([
    ['nothing', [], [], /diagonal\.length is 0/],
    ['too many beside the diagonal', [1, 2], [1, 2], /off has length 2/],
    ['NaN', [1, NaN], [1], /diagonal\[1\] is NaN/],
    ['an infinity', [1, 2], [Infinity], /off\[0\] is Infinity/],
  ])('%s', (_, diagonal, off, message) => {
    expect(attempt(diagonal, off)).toThrow(UserError);
    expect(attempt(diagonal, off)).toThrow(message);
  });
});
