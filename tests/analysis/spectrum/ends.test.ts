import { describe, expect, test } from 'vitest';
import { extremePairs } from '../../../src/analysis/spectrum/ends';
import { core } from '../../../src/core';
import { dot, randomUnit } from '../../../src/model/vectors';

/** Oracle: matrices made to have a given spectrum, H = R·D·R with a reflection R = I − 2uuᵀ, and their dense eigenvalues. */

function reflected(spectrum: readonly number[], seed = 1) {
  const n = spectrum.length;
  const u = randomUnit(n, core().stream(seed, 'reflection'));
  const reflect = (v: Float64Array) => {
    const product = 2 * dot(u, v);
    return v.map((entry, i) => entry - product * u[i]!);
  };
  return (v: Float64Array) => reflect(reflect(v).map((entry, i) => entry * spectrum[i]!));
}

function ends(spectrum: readonly number[], count: number, steps = 60) {
  const options = { count, steps, accuracy: 1e-9, random: core().stream(7, 'ends') };
  return extremePairs(core(), spectrum.length, reflected(spectrum), options);
}

const many = (n: number, of: (k: number) => number) => Array.from({ length: n }, (_, k) => of(k));

function expectEnds(spectrum: readonly number[], count: number, steps?: number): void {
  const { lowest, highest, confirmed } = ends(spectrum, count, steps);
  const sorted = [...spectrum].sort((a, b) => a - b);
  const size = Math.max(...sorted.map(Math.abs), Number.MIN_VALUE);
  expect(confirmed).toBe(true);
  const shown = Math.min(count, spectrum.length);
  expect(lowest).toHaveLength(shown);
  expect(highest).toHaveLength(shown);
  lowest.forEach(({ value }, k) => expect(Math.abs(value - sorted[k]!) / size).toBeLessThan(1e-9));
  highest.forEach(({ value }, k) => expect(Math.abs(value - sorted.at(-1 - k)!) / size).toBeLessThan(1e-9));
  for (const side of [lowest, highest])
    side.forEach(({ vector, residual }, k) => {
      expect(residual / size).toBeLessThan(1e-9);
      for (let other = 0; other <= k; other++)
        expect(Math.abs(dot(vector, side[other]!.vector) - (other === k ? 1 : 0))).toBeLessThan(1e-8);
    });
}

describe('both ends with multiplicities', () => {
  test('±λ pairs, each repeated, and a large null space', () => {
    expectEnds([...many(30, () => 1), ...many(30, () => -1), ...many(239, () => 0), 1.5], 6);
  });

  test('a single pair ±λ beside zeros', () => {
    expectEnds([...many(298, () => 0), 0.7, -0.7], 3);
  });

  test('positive semi-definite: the lowest ones are zeros', () => {
    expectEnds([...many(290, () => 0), ...many(10, (k) => k + 1)], 4);
  });

  test('a multiple of the identity, and 0', () => {
    expectEnds(
      many(40, () => -2),
      5,
    );
    expectEnds(
      many(40, () => 0),
      5,
    );
  });

  test('a smooth spectrum of ± pairs with gaps at the ends', () => {
    const half = many(150, (k) => 2 ** (-k / 10));
    expectEnds([...half, ...half.map((value) => -value)], 5);
  });

  test('fewer eigenvalues than were asked for', () => {
    expectEnds([-1, 2], 6);
    expectEnds([3], 6);
  });

  test('a repeated eigenvalue next to a close one', () => {
    expectEnds([-3, -3, -3, -2.999, ...many(196, (k) => k / 200)], 5);
  });
});

test('an end that has not converged says so, with the residual that it has', () => {
  const spectrum = many(2000, (k) => Math.sin(k));
  const { lowest, confirmed } = ends(spectrum, 6, 3);
  expect(confirmed).toBe(false);
  const nearest = Math.min(...spectrum.map((value) => Math.abs(value - lowest[0]!.value)));
  expect(lowest[0]!.residual).toBeGreaterThan(1e-9);
  expect(nearest).toBeLessThanOrEqual(lowest[0]!.residual);
});
