import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fastMapped } from './fast';
import { fromBits, ordinal, scalar, spread } from './functions';

/** The sigmoid of the kernels. Oracles: mpmath's values (references/README.md), the nearly exact sigmoid, and what a sigmoid is. */

const points = Float64Array.from([
  ...Array.from({ length: 40_000 }, (_, i) => (i - 20_000) / 487.6),
  ...Array.from({ length: 9_000 }, (_, i) => -i / 11.9),
  ...spread(5_000),
]);

test('in f64 the error against mpmath is at most 2.5 ulp', () => {
  const file = new URL('./references/sigmoid.json', import.meta.url);
  const references = JSON.parse(readFileSync(file, 'utf8')) as [string, string, number][];
  const results = fastMapped('sigmoid', Float64Array.from(references, ([x]) => fromBits(x)));
  let worst = 0;
  references.forEach(([, rounded, remainder], i) => {
    const units = Number(ordinal(results[i]!) - ordinal(fromBits(rounded)));
    worst = Math.max(worst, Math.abs(units - remainder));
  });
  console.log(`fast sigmoid, f64: at most ${worst.toFixed(2)} ulp on the kept references`);
  expect(worst).toBeLessThanOrEqual(2.5);
  expect(worst).toBeGreaterThan(0.45);
});

test('in f64 it lies within 3 ulp of the nearly exact sigmoid, in f32 within 2.5 ulp', () => {
  fastMapped('sigmoid', points).forEach((y, i) => {
    const gap = Number(ordinal(y) - ordinal(scalar.sigmoid(points[i]!)));
    if (!(Math.abs(gap) <= 3)) expect(Math.abs(gap), `x = ${points[i]}`).toBeLessThanOrEqual(3);
  });
  const single = Float32Array.from(points);
  fastMapped('sigmoid', single).forEach((y, i) => {
    const exact = scalar.sigmoid(single[i]!);
    const place = Math.max(2 ** (Math.floor(Math.log2(exact)) - 23), 2 ** -149);
    const error = Math.abs(y - exact) / place;
    if (!(error <= 2.5)) expect(error, `x = ${single[i]}`).toBeLessThanOrEqual(2.5);
  });
});

describe.each([
  ['f64', Float64Array, -746, 5e-324, -745.1],
  ['f32', Float32Array, -105, 2 ** -149, -103.2],
] as const)('%s', (_, View, zeroFrom, least, leastAt) => {
  test('limits, zeros and NaN', () => {
    const x = View.of(0, -0, least, 50, -50, Infinity, -Infinity, zeroFrom, 1e30, -1e30, leastAt, NaN);
    const y = Array.from(fastMapped('sigmoid', x));
    expect(y.slice(0, 4)).toEqual([0.5, 0.5, 0.5, 1]);
    expect(y[4]).toBeGreaterThan(1e-22);
    expect(y.slice(5)).toEqual([1, 0, 0, 1, 0, least, NaN]);
  });

  test('between 0 and 1, its two sides complements to rounding', () => {
    const x = View.from(points);
    const right = fastMapped('sigmoid', x);
    const left = fastMapped('sigmoid', x.map((value) => -value));
    const room = View === Float64Array ? 2 ** -51 : 2 ** -22;
    right.forEach((y, i) => {
      if (!(y >= 0 && y <= 1 && Math.abs(y + left[i]! - 1) <= room)) {
        expect([y, left[i]], `x = ${x[i]}`).toBe('complements');
      }
    });
  });

  test('the bits do not depend on the other lanes', () => {
    const x = View.from(points.subarray(0, 999));
    const whole = fastMapped('sigmoid', x);
    expect(fastMapped('sigmoid', x.slice(1))).toEqual(whole.slice(1));
    expect(fastMapped('sigmoid', x.slice(7, 8))).toEqual(whole.slice(7, 8));
  });
});
