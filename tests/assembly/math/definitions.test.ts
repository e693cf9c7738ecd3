import { describe, expect, test } from 'vitest';
import { fromOrdinal, NAMES, ordinal, scalar, spread, type FunctionName } from './functions';

/** Oracle: what the functions' definitions say about signs, limits, thresholds and order. */

const { exp, expm1, log, log1p, tanh, sigmoid, softplus, erf, sin, cos } = scalar;
const LEAST = 5e-324;

describe('special values', () => {
  const cases: [FunctionName, number, number][] = [
    ['exp', 0, 1],
    ['exp', -0, 1],
    ['exp', Infinity, Infinity],
    ['exp', -Infinity, 0],
    ['exp', Number.MAX_VALUE, Infinity],
    ['exp', -Number.MAX_VALUE, 0],
    ['exp', LEAST, 1],
    ['expm1', 0, 0],
    ['expm1', -0, -0],
    ['expm1', LEAST, LEAST],
    ['expm1', -LEAST, -LEAST],
    ['expm1', 3e-310, 3e-310],
    ['expm1', Infinity, Infinity],
    ['expm1', -Infinity, -1],
    ['expm1', -Number.MAX_VALUE, -1],
    ['log', 1, 0],
    ['log', 0, -Infinity],
    ['log', -0, -Infinity],
    ['log', -LEAST, NaN],
    ['log', -1, NaN],
    ['log', -Infinity, NaN],
    ['log', Infinity, Infinity],
    ['log', 2, Math.LN2],
    ['log', 0.5, -Math.LN2],
    ['log1p', 0, 0],
    ['log1p', -0, -0],
    ['log1p', LEAST, LEAST],
    ['log1p', -3e-310, -3e-310],
    ['log1p', -1, -Infinity],
    ['log1p', -1.0000000000000002, NaN],
    ['log1p', -Infinity, NaN],
    ['log1p', Infinity, Infinity],
    ['log1p', 1, Math.LN2],
    ['tanh', 0, 0],
    ['tanh', -0, -0],
    ['tanh', LEAST, LEAST],
    ['tanh', -3e-310, -3e-310],
    ['tanh', 20, 1],
    ['tanh', Infinity, 1],
    ['tanh', -Infinity, -1],
    ['sigmoid', 0, 0.5],
    ['sigmoid', -0, 0.5],
    ['sigmoid', LEAST, 0.5],
    ['sigmoid', 40, 1],
    ['sigmoid', -746, 0],
    ['sigmoid', Infinity, 1],
    ['sigmoid', -Infinity, 0],
    ['softplus', 0, Math.LN2],
    ['softplus', -0, Math.LN2],
    ['softplus', 40, 40],
    ['softplus', 1e300, 1e300],
    ['softplus', -746, 0],
    ['softplus', Infinity, Infinity],
    ['softplus', -Infinity, 0],
    ['erf', 0, 0],
    ['erf', -0, -0],
    ['erf', LEAST, LEAST],
    ['erf', 6, 1],
    ['erf', Infinity, 1],
    ['erf', -Infinity, -1],
    ['sin', 0, 0],
    ['sin', -0, -0],
    ['sin', LEAST, LEAST],
    ['sin', -3e-310, -3e-310],
    ['sin', Infinity, NaN],
    ['sin', -Infinity, NaN],
    ['cos', 0, 1],
    ['cos', -0, 1],
    ['cos', LEAST, 1],
    ['cos', Infinity, NaN],
    ['cos', -Infinity, NaN],
  ];
  test.each(cases)('%s(%d) is %d', (name, x, y) => {
    expect(scalar[name](x)).toBe(y);
  });
  test.each(NAMES)('%s keeps NaN', (name) => {
    expect(scalar[name](NaN)).toBe(NaN);
  });
});

/** exp overflows after the first and rounds to 0 from the second on; both lie between two doubles. */
test('exp and expm1 overflow, and exp underflows, at the right doubles', () => {
  const last = 709.782712893384;
  expect(exp(last)).toBeLessThan(Infinity);
  expect(expm1(last)).toBeLessThan(Infinity);
  expect(exp(fromOrdinal(ordinal(last) + 1n))).toBe(Infinity);
  expect(expm1(fromOrdinal(ordinal(last) + 1n))).toBe(Infinity);
  const first = -745.1332191019412;
  expect(exp(first)).toBe(0);
  expect(exp(fromOrdinal(ordinal(first) - 1n))).toBe(0);
  expect(exp(fromOrdinal(ordinal(first) + 1n))).toBe(LEAST);
});

test('tanh, erf and sin are odd and cos is even, to the bit', () => {
  for (const x of spread(20_000)) {
    for (const f of [tanh, erf, sin]) expect(Object.is(f(-x), -f(x))).toBe(true);
    expect(Object.is(cos(-x), cos(x))).toBe(true);
  }
});

test('every finite argument gives a value within the function’s range', () => {
  for (const x of spread(20_000)) {
    expect(exp(x)).toBeGreaterThanOrEqual(0);
    expect(expm1(x)).toBeGreaterThanOrEqual(-1);
    expect(Math.abs(log(Math.abs(x)))).toBeLessThan(746);
    expect(log1p(Math.abs(x))).toBeLessThan(710);
    expect(softplus(x)).toBeGreaterThanOrEqual(Math.max(x, 0));
    for (const f of [tanh, erf, sin, cos]) expect(Math.abs(f(x))).toBeLessThanOrEqual(1);
    const share = sigmoid(x);
    expect(share >= 0 && share <= 1).toBe(true);
  }
});

/** Runs of neighbouring doubles around points where a table's row, a reduction or a scale changes, and in between. */
const RUNS: Record<'exp' | 'expm1' | 'log' | 'log1p' | 'tanh' | 'sigmoid' | 'softplus' | 'erf', readonly number[]> = {
  exp: [-745, -708.4, -1, -0.0027, 0.0027, 0.0054, 0.345, 1, 709.7],
  expm1: [-40, -37.4, -1, -0.0027, 0.0027, 0.3466, 1, 700, 709.7],
  log: [3e-310, 2.2250738585072014e-308, 0.6875, 0.99609375, 1, 1.0078125, 1.375, 2, 1e300],
  log1p: [-0.999, -0.3125, -0.00390625, 1e-5, 0.0078125, 0.375, 1, 1.152921504606847e18],
  tanh: [1e-5, 0.0625, 0.1875, 0.5, 0.5625, 1.0625, 5.0625, 9.9375, 17, 18.9375, 19.06],
  sigmoid: [-745, -708.4, -37, -1, -0.0027, 0.0027, 1, 30, 36.7],
  softplus: [-745, -708.4, -37, -1, -0.0027, 0.0027, 1, 30, 36.7],
  erf: [1e-292, 1e-5, 0.0625, 0.1875, 0.4375, 1.0625, 3.0625, 5.5, 5.9375],
};

describe.each(Object.entries(RUNS) as [keyof typeof RUNS, number[]][])('%s never falls', (name, centres) => {
  test.each(centres)('from double to double about %d', (centre) => {
    const start = ordinal(centre) - 500n;
    let before = scalar[name](fromOrdinal(start));
    for (let step = 1n; step <= 1000n; step++) {
      const value = scalar[name](fromOrdinal(start + step));
      expect(value).toBeGreaterThanOrEqual(before);
      before = value;
    }
  });
});
