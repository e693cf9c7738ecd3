import { describe, expect, test } from 'vitest';
import { inertiaEstimate, probeSpectrum, spectralDensity } from '../../../src/analysis/spectrum/density';
import { core } from '../../../src/core';

/** Oracle: a diagonal matrix, whose smoothed density is a plain sum of Gaussians. */

const probesOf = (spectrum: readonly number[], count: number, steps = 80) =>
  Array.from({ length: count }, (_, index) =>
    probeSpectrum(
      core(),
      spectrum.length,
      (v) => v.map((entry, i) => entry * spectrum[i]!),
      steps,
      core().stream(3, `probe-${index}`),
    ),
  );

const many = (n: number, of: (k: number) => number) => Array.from({ length: n }, (_, k) => of(k));
const spectra: [string, number[]][] = [
  ['± pairs with a null space', [...many(60, () => 1), ...many(60, () => -1), ...many(180, () => 0)]],
  ['a smooth one', many(300, (k) => (k / 300) ** 2)],
  ['two bands', many(300, (k) => (k % 3 === 0 ? -1 - k / 600 : k / 300))],
];

describe.each(spectra)('%s', (_, spectrum) => {
  const probes = probesOf(spectrum, 24);
  const options = { smoothing: 0.03, points: 600 };
  const { grid, density, standardError, width } = spectralDensity(core(), probes, options);
  const step = grid[1]! - grid[0]!;

  test('integrates to 1', () => {
    expect(Math.abs(density.reduce((sum, value) => sum + value * step, 0) - 1)).toBeLessThan(1e-7);
  });

  test('is the true smoothed density to within its standard error', () => {
    const truth = grid.map(
      (lambda) =>
        spectrum.reduce((sum, value) => sum + Math.exp(-0.5 * ((lambda - value) / width) ** 2), 0) /
        (spectrum.length * width * Math.sqrt(2 * Math.PI)),
    );
    const peak = Math.max(...truth);
    const off = grid.map((__, i) => Math.abs(density[i]! - truth[i]!));
    // 24 probes: the mean lies within 4.5 standard errors nearly always (Student’s t with 23 degrees), and the error is neither idle nor vast.
    off.forEach((gap, i) => expect(gap).toBeLessThan(4.5 * standardError[i]! + 1e-3 * peak));
    const typical =
      off.reduce((sum, gap) => sum + gap, 0) / standardError.reduce((sum, error) => sum + error, 0);
    expect(typical).toBeGreaterThan(0.02);
    expect(typical).toBeLessThan(2.5);
    expect(Math.max(...standardError)).toBeLessThan(0.2 * peak);
  });

  test('counts of negative, zero and positive ones are within 4.5 standard errors', () => {
    const estimate = inertiaEstimate(probes, spectrum.length, 1e-8);
    const truth = {
      negative: spectrum.filter((value) => value < -1e-8).length,
      zero: spectrum.filter((value) => Math.abs(value) <= 1e-8).length,
      positive: spectrum.filter((value) => value > 1e-8).length,
    };
    const total = estimate.negative.value + estimate.zero.value + estimate.positive.value;
    expect(Math.abs(total - spectrum.length)).toBeLessThan(1e-9 * spectrum.length);
    if (estimate.undecided > 0.5) return;
    for (const kind of ['negative', 'zero', 'positive'] as const)
      expect(Math.abs(estimate[kind].value - truth[kind])).toBeLessThan(
        4.5 * estimate[kind].standardError + 1e-6,
      );
  });
});

test('a zero matrix has its whole density at 0', () => {
  const { grid, density } = spectralDensity(
    core(),
    probesOf(
      many(50, () => 0),
      3,
    ),
    {
      smoothing: 0.1,
      points: 401,
    },
  );
  expect(Math.abs(grid[200]!)).toBeLessThan(1e-12);
  expect(density.indexOf(Math.max(...density))).toBe(200);
  expect(density.every(Number.isFinite)).toBe(true);
});

test('eigenvalues that no node resolves are reported as undecided', () => {
  const dense = many(400, (k) => (k - 200) / 200);
  expect(inertiaEstimate(probesOf(dense, 4, 10), 400, 1e-8).undecided).toBeGreaterThan(1);
});
