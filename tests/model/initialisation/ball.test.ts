import { expect, test } from 'vitest';
import { core } from '../../../src/core';
import { initialTheta } from '../../../src/model/initialisation';
import { parseExperiment } from '../../../src/model/schema';

/** Oracle: the distribution of the distance of a uniform point of a ball, and the way of a push on the sphere. */

const push = (direction: string, seed: number): Float64Array =>
  initialTheta(parseExperiment({ initialisation: { seed, perturbation: { size: 0.3, direction } } }), core());
const length = (theta: Float64Array): number => Math.sqrt(theta.reduce((sum, x) => sum + x * x, 0));

test('points are within the radius, and (distance/radius)⁹ is uniform for nine parameters', () => {
  const shares = Array.from({ length: 2000 }, (_, seed) => (length(push('ball', seed)) / 0.3) ** 9);
  shares.sort((a, b) => a - b);
  expect(shares[0]).toBeGreaterThan(0);
  expect(shares[1999]).toBeLessThanOrEqual(1);
  // Kolmogorov and Smirnov: 1.95/√n is exceeded once in a thousand.
  const gap = Math.max(...shares.map((share, i) => Math.abs(share - (i + 0.5) / 2000)));
  expect(gap).toBeLessThan(1.95 / Math.sqrt(2000));
});

test('the way is that of the same seed’s push on the sphere', () => {
  for (let seed = 0; seed < 50; seed++) {
    const inside = push('ball', seed);
    const outside = push('random', seed);
    const factor = length(inside) / 0.3;
    inside.forEach((value, i) => expect(value).toBeCloseTo(factor * outside[i]!, 14));
  }
});
