import { describe, expect, test } from 'vitest';
import { core } from '../../../src/core';
import { loadDataset } from '../../../src/model/datasets';

const load = (name: string, settings: object = {}) =>
  loadDataset({ name, seed: 1, test: 0, ...settings }, core());

const plusMinus = [-1, -1, -1, 1, 1, -1, 1, 1];
const zeroOne = [0, 0, 0, 1, 1, 0, 1, 1];

describe('published truth tables, in counting order', () => {
  test.each([
    ['xor', 'plus-minus', plusMinus, [-1, 1, 1, -1]],
    ['xor', 'zero-one', zeroOne, [0, 1, 1, 0]],
    ['xor', 'mixed', plusMinus, [0, 1, 1, 0]],
    ['xor', 'one-hot', plusMinus, [1, 0, 0, 1, 0, 1, 1, 0]],
    ['and', 'plus-minus', plusMinus, [-1, -1, -1, 1]],
    ['and', 'zero-one', zeroOne, [0, 0, 0, 1]],
    ['or', 'plus-minus', plusMinus, [-1, 1, 1, 1]],
    ['or', 'zero-one', zeroOne, [0, 1, 1, 1]],
  ])('%s, %s', (name, coding, inputs, targets) => {
    const { train, test } = load(name, { coding });
    expect(Array.from(train.inputs)).toEqual(inputs);
    expect(Array.from(train.targets)).toEqual(targets);
    expect(train.count).toBe(4);
    expect(test).toBeUndefined();
  });

  test('XOR with ±1 is −x₁·x₂ and has no average with either input', () => {
    const { inputs, targets } = load('xor', { coding: 'plus-minus' }).train;
    for (let i = 0; i < 4; i++) expect(targets[i]).toBe(-inputs[2 * i]! * inputs[2 * i + 1]!);
    for (const k of [0, 1])
      expect([0, 1, 2, 3].reduce((sum, i) => sum + targets[i]! * inputs[2 * i + k]!, 0)).toBe(0);
  });

  test('parity of n bits: 2ⁿ different rows, true for an odd number of ones; n = 2 is XOR', () => {
    const { train } = load('parity', { bits: 5, coding: 'zero-one' });
    expect(train.count).toBe(32);
    for (let row = 0; row < 32; row++) {
      const bits = Array.from(train.inputs.subarray(5 * row, 5 * row + 5));
      expect(parseInt(bits.join(''), 2)).toBe(row);
      expect(train.targets[row]).toBe(bits.reduce((sum, bit) => sum + bit, 0) % 2);
    }
    expect(load('parity', { bits: 2, coding: 'plus-minus' }).train).toEqual(
      load('xor', { coding: 'plus-minus' }).train,
    );
  });
});
