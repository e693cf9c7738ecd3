import { describe, expect, test } from 'vitest';
import { fastMapped } from './fast';
import { spread } from './functions';

/** The sigmoid of the kernels. Oracle: what a sigmoid is; its errors are measured in error-table.test.ts. */

const points = Float64Array.from([
  ...Array.from({ length: 40_000 }, (_, i) => (i - 20_000) / 487.6),
  ...Array.from({ length: 9_000 }, (_, i) => -i / 11.9),
  ...spread(5_000),
]);

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
