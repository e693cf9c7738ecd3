/** Oracle: tables by hand. */
import { expect, it } from 'vitest';
import { formatApart, formatNumber, niceSteps } from '../../src/figures/ticks';

it.each([
  [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [-1, 1, 4, [-1, -0.5, 0, 0.5, 1]],
  [0.1, 0.5, 4, [0.1, 0.2, 0.3, 0.4, 0.5]],
  [1234, 1236, 4, [1234, 1234.5, 1235, 1235.5, 1236]],
  [1, 1, 4, []],
  [NaN, 1, 4, []],
  [0, Infinity, 4, []],
])('steps of [%d, %d] in about %d: %j', (low, high, count, steps) => {
  expect(niceSteps(low, high, count)).toEqual(steps);
});

it.each([
  [0, '0'],
  [-0, '0'],
  [-0.25, '−0.25'],
  [0.5000000000000001, '0.5'],
  [12345.6, '12,350'],
  [1e6, '10⁶'],
  [-2.5e-9, '−2.5·10⁻⁹'],
  [9.99999e-5, '0.0001'],
  [5e-324, '4.941·10⁻³²⁴'],
  [NaN, 'not a number'],
  [-Infinity, '−∞'],
])('%d is written %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

it('labels of close values stay apart and true', () => {
  expect([0.5, 0.50001, 0.50002].map(formatApart([0.5, 0.50001, 0.50002]))).toEqual([
    '0.5',
    '0.50001',
    '0.50002',
  ]);
  expect([0.1, 0.125].map(formatApart([0.1, 0.125]))).toEqual(['0.1', '0.125']);
});
