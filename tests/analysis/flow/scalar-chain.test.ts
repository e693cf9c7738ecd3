import { expect, test } from 'vitest';
import { raceByFlow } from '../../../src/analysis/escape/race';
import { core } from '../../../src/core';
import { problemOf } from '../../core/problems';

/** Oracle: the chain f = Πwᵢ with all wᵢ = ε and target s = 1 obeys w′ = wᴸ⁻¹(s − wᴸ), integrated elsewhere until f = s/2. */
test.each([
  [2, 0.01, 4.605, 0.02],
  [3, 0.01, 99.15, 1e-4],
  [4, 0.01, 4999.73, 1e-5],
])('%d layers from %d', (layers, epsilon, expected, tolerance) => {
  const ones = Array.from({ length: layers }, () => 1);
  const problem = problemOf(
    [1, ...ones],
    ones.map(() => 'linear' as const),
    [[1]],
    [[1]],
    {
      network: {
        sizes: [1, ...ones],
        activations: ones.map(() => 'linear' as const),
        biases: ones.map(() => false),
      },
    },
  );
  const workspace = core().workspace(problem);
  const exit = { centre: new Float64Array(layers), lossBelow: 1 / 8, distanceAbove: null };
  const start = new Float64Array(layers).fill(epsilon);
  const end = raceByFlow({ core: core(), workspace, checkCancelled: () => undefined }, start, exit, 1e6);
  expect(end.how).toBe('escaped');
  expect(Math.abs(end.length / expected - 1)).toBeLessThan(tolerance);
});
