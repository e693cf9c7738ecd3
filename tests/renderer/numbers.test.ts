import { describe, expect, test } from 'vitest';
import { linearRange, logRange, powersOfTen } from '../../renderer/state/chart';
import {
  formatCount,
  formatFull,
  formatMaybeZero,
  formatNumber,
  formatShare,
  parseNumber,
  stepNumber,
} from '../../renderer/state/numbers';

describe('numbers as a person reads them', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [0.5, '0.5'],
    [0.125, '0.125'],
    [-0.33333333, '-0.3333'],
    [1.2e-7, '1.2e-7'],
    [9.99999e-5, '1e-4'],
    [1e-4, '0.0001'],
    [123.456, '123.5'],
    [999.96, '1,000'],
    [1234.56, '1,235'],
    [1234567, '1,234,567'],
    [1e7, '1e7'],
    [-2.5e21, '-2.5e21'],
    [5e-324, '4.941e-324'],
    [NaN, 'not a number'],
    [Infinity, 'infinite'],
    [-Infinity, 'minus infinite'],
  ])('%d is %s', (value, text) => expect(formatNumber(value)).toBe(text));

  test('zero is said to be exact only when it is', () => {
    expect(formatMaybeZero(0)).toBe('exactly 0');
    expect(formatMaybeZero(-0)).toBe('exactly 0');
    expect(formatMaybeZero(1e-300)).toBe('1e-300');
  });

  test('counts and shares', () => {
    expect(formatCount(12345)).toBe('12,345');
    expect(formatCount(0)).toBe('0');
    expect(formatShare(0.5)).toBe('50 %');
    expect(formatShare(2 / 3)).toBe('66.7 %');
    expect(formatShare(NaN)).toBe('not a number');
  });

  test('full digits read back as the same bits', () => {
    for (const value of [0.1 + 0.2, 1 / 3, -0, 5e-324, 1.7976931348623157e308, -123456.789])
      expect(Object.is(Number(formatFull(value)), value)).toBe(true);
  });
});

describe('numbers as a person types them', () => {
  test.each([
    ['1e-3', 0.001],
    [' .5 ', 0.5],
    ['−2', -2],
    ['+3.', 3],
    ['', null],
    ['1,5', null],
    ['0x10', null],
    ['1e999', null],
    ['Infinity', null],
    ['abc', null],
  ])('“%s”', (text, value) => expect(parseNumber(text)).toBe(value));

  test.each([
    [0.1, 1, 0.2],
    [0.1, -1, 0.09],
    [0.2, -1, 0.1],
    [0.9, 1, 1],
    [1, 1, 2],
    [1e-6, 1, 2e-6],
    [-0.1, -1, -0.2],
    [-0.1, 1, -0.09],
    [0, 1, 0.1],
    [0, -1, -0.1],
  ] as const)('stepping %d by %d gives %d', (value, direction, next) =>
    expect(stepNumber(value, direction, false)).toBe(next),
  );

  test('whole numbers step by one', () => {
    expect(stepNumber(9, 1, true)).toBe(10);
    expect(stepNumber(10, -1, true)).toBe(9);
  });
});

describe('scales of the chart', () => {
  test('a linear one starts at zero and always has some height', () => {
    expect(linearRange(0.5, 0.5)).toEqual([0, 0.54]);
    expect(linearRange(0, 0)).toEqual([0, 1.08]);
    expect(linearRange(-1, 1)[0]).toBe(-1);
    expect(linearRange(null, null)).toEqual([0, 1]);
  });
  test('a logarithmic one spans whole decades', () => {
    const [low, high] = logRange(0.02, 0.5);
    expect([low, high]).toEqual([0.01, 1]);
    expect(logRange(1, 1)).toEqual([1, 10]);
    expect(logRange(null, null)).toEqual([0.1, 1]);
    expect(logRange(5e-324, 1.7e308)).toEqual([1e-323, 1e308]);
  });
  test('a logarithmic one is marked at powers of ten, also far below what can be added to 1', () => {
    expect(powersOfTen(0.01, 1, 5)).toEqual([0.01, 0.1, 1]);
    expect(powersOfTen(0.02, 0.5, 5)).toEqual([0.1]);
    expect(powersOfTen(1e-32, 1, 4)).toEqual([1e-27, 1e-18, 1e-9, 1]);
    expect(powersOfTen(1e-323, 1e308, 4)).toHaveLength(4);
    for (let exponent = -300; exponent < 308; exponent += 7)
      expect(powersOfTen(...logRange(Number(`3e${exponent}`), Number(`5e${exponent}`)), 9)).toEqual([
        Number(`1e${exponent}`),
        Number(`1e${exponent + 1}`),
      ]);
  });
});
