import { describe, expect, test } from 'vitest';
import { identityOf } from '../../src/app/identity';

/** Oracle: what is the same data, and what is not. */

const data = { a: [1, 'x', null, true], b: { c: Float64Array.of(1, -0, NaN), d: 0.1 }, e: undefined };
const longer = Float64Array.of(9, 1, -0, NaN, 9);
let computed = 5.5;
computed += 0.5;

describe('the same', () => {
  test.each([
    ['a copy', structuredClone(data)],
    ['keys in another order', { b: { d: 0.1, c: data.b.c }, a: data.a }],
    ['an array within another', { ...data, b: { ...data.b, c: longer.subarray(1, 4) } }],
  ])('%s', (_, other) => {
    expect(identityOf(other)).toBe(identityOf(data));
  });

  test('a whole number, however it was come by', () => {
    expect(identityOf({ of: computed })).toBe(identityOf({ of: 6 }));
  });
});

describe('another', () => {
  test.each([
    ['a last bit', { ...data, b: { ...data.b, d: 0.1 + Number.EPSILON / 8 } }],
    ['the sign of a zero', { ...data, b: { ...data.b, c: Float64Array.of(1, 0, NaN) } }],
    ['numbers that are no array of them', { ...data, b: { ...data.b, c: [1, 0, null] } }],
    ['fewer bits', { ...data, b: { ...data.b, c: Float32Array.of(1, -0, NaN) } }],
    ['an item more', { ...data, a: [...data.a, 0] }],
    ['a key more', { ...data, f: 0 }],
  ])('%s', (_, other) => {
    expect(identityOf(other)).not.toBe(identityOf(data));
  });

  test.each([
    [Infinity, -Infinity],
    [Infinity, null],
    [NaN, null],
    [0, -0],
    [1, '1'],
    [Float64Array.of(), Float64Array.of(0)],
  ])('%o and %o', (one, other) => {
    expect(identityOf([one])).not.toBe(identityOf([other]));
  });
});
