import { describe, expect, test } from 'vitest';
import { fastMapped, type Reals } from './fast';
import { fromOrdinal, ordinal, spread } from './functions';

/** The tanh of the kernels. Oracle: what tanh is; its errors are measured in error-table.test.ts. */

function fastTanh<A extends Reals>(x: A, form: 'tanh' | 'tanh in stages' = 'tanh in stages'): A {
  return fastMapped(form, x);
}

/** Around every place where the table's row changes, and of every size. */
const arguments_ = Float64Array.from([
  ...Array.from({ length: 40_000 }, (_, i) => (i - 20_000) / 987.6),
  ...Array.from({ length: 306 }, (_, i) => (i - 153) / 8 + 1 / 16).flatMap((x) => [x, x * (1 - 2e-16)]),
  ...spread(10_000),
]);

describe.each([
  ['f64', Float64Array, 19.0626, 5e-324],
  ['f32', Float32Array, 9.0626, 2 ** -149],
] as const)('%s', (_, View, saturation, least) => {
  const x = View.from(arguments_);

  test('both forms have the same bits, whatever stands beside a number and however long the array is', () => {
    const whole = fastTanh(x, 'tanh');
    expect(fastTanh(x)).toEqual(whole);
    for (const [start, end] of [[0, 1], [1, 2], [3, 70], [5, 261], [17, 530]] as const) {
      expect(fastTanh(x.slice(start, end))).toEqual(whole.slice(start, end));
    }
  });

  test('odd to the bit, never beyond ±1', () => {
    const y = fastTanh(x);
    expect(fastTanh(x.map((value) => -value))).toEqual(y.map((value) => -value));
    for (const value of y) expect(Math.abs(value)).toBeLessThanOrEqual(1);
  });

  test('signed zeros and subnormals come back, infinities and large numbers give ±1, NaN stays', () => {
    const special = View.of(0, -0, least, -least, 7 * least, -least * 1000);
    expect(fastTanh(special)).toEqual(special);
    const large = View.of(saturation, -saturation, 25, -1e30, Infinity, -Infinity);
    expect(fastTanh(large)).toEqual(large.map(Math.sign));
    const odd = new View([NaN, 0.5, NaN, -0.5]);
    new Uint8Array(odd.buffer).fill(0xff, 0, odd.BYTES_PER_ELEMENT);
    expect(Array.from(fastTanh(odd), Number.isNaN)).toEqual([true, false, true, false]);
  });

  test('rises wherever tanh rises by more than its error', () => {
    const steps = View.from(Array.from({ length: 200_000 }, (_, i) => (i / 200_000) * saturation));
    const y = fastTanh(steps);
    const fall = y.findIndex((value, i) => i > 0 && value < y[i - 1]! - 6 * (View === Float64Array ? 2 ** -53 : 2 ** -24));
    expect(fall, `at ${steps[fall]}`).toBe(-1);
    for (let i = 0; i + 1000 < y.length && steps[i]! < (View === Float64Array ? 14 : 5); i += 1000) {
      expect(y[i + 1000]!).toBeGreaterThan(y[i]!);
    }
  });
});

test('neighbouring doubles may fall by a few units in the last place, as the error allows, and never by more', () => {
  for (const centre of [1e-5, 0.0625, 0.1875, 1.0625, 5.0625, 17, 18.9375]) {
    const start = ordinal(centre) - 500n;
    const run = Float64Array.from({ length: 1000 }, (_, i) => fromOrdinal(start + BigInt(i)));
    const y = fastTanh(run);
    for (let i = 1; i < y.length; i++) expect(ordinal(y[i - 1]!) - ordinal(y[i]!)).toBeLessThanOrEqual(6n);
  }
});
