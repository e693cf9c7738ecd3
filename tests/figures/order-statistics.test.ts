import { expect, test } from 'vitest';
import { orderStatistics } from '../../src/figures/order-statistics';
import { toItsEnd } from '../../src/figures/to-its-end';

/** Oracle: the sorted array. */

/** Numbers over many binades, many of them equal, the same every time. */
function numbers(count: number, spread: number): Float64Array {
  let state = 12345;
  const next = (): number => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 2 ** 32;
  return Float64Array.from({ length: count }, () => (next() < 0.1 ? 0.25 : 2 ** (spread * (next() - 0.5))));
}

test.each([
  ['one number', numbers(1, 1)],
  ['few', numbers(1000, 5)],
  ['many of one size', numbers(50_001, 0.01)],
  ['many over all sizes', numbers(50_001, 2000)],
  ['many that are all the same', new Float64Array(20_000).fill(3)],
  ['many too small to be normal', Float64Array.from({ length: 20_000 }, (_, i) => 5e-324 * (i + 1))],
  ['a part of an array', numbers(60_000, 9).subarray(777, 40_000)],
])('%s', (_, values) => {
  const sorted = values.slice().sort();
  const last = values.length - 1;
  const indices = [0, last >> 1, Math.floor(0.9 * last), last];
  expect(toItsEnd(orderStatistics(values.slice(), indices))).toEqual(indices.map((index) => sorted[index]));
  expect(toItsEnd(orderStatistics(values, indices))).toEqual(indices.map((index) => sorted[index]));
});
