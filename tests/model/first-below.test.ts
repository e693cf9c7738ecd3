import { expect, test } from 'vitest';
import { firstBelow } from '../../src/model/first-below';

test('the first step below the level, by hand', () => {
  const steps = Float64Array.of(0, 1, 2, 4, 8);
  const values = Float64Array.of(1, 1, 0.95, 0.9, 0.2);
  expect(firstBelow(steps, values, 0.9)).toBe(8);
  expect(firstBelow(steps, values, 0.91)).toBe(4);
  expect(firstBelow(steps, values, 0.1)).toBeNull();
  expect(firstBelow(steps, Float64Array.of(NaN, NaN, 0, 0, 0), 0.5)).toBe(2);
});
