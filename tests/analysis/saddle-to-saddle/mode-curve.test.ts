import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { modeCurve, modeStart, modeTime } from '../../../src/analysis/saddle-to-saddle/mode-curve';
import { plateausOf } from '../../../src/analysis/saddle-to-saddle/plateaus';
import { core } from '../../../src/core';

/** Oracle: curves and times of deep linear networks computed in 60-digit arithmetic. */

interface Golden {
  one_hidden_layer: { s: string; u0: string; t: number[]; u: number[]; t_half: number }[];
  deep: { weight_layers: number; s: number; u0: string; u_final: string; time: number }[];
}
const golden = JSON.parse(
  readFileSync(new URL('../../golden/saxe_public.json', import.meta.url), 'utf8'),
) as Golden;
const { math } = core();

describe('one mode of a deep linear network', () => {
  test.each(golden.one_hidden_layer)('two layers, s = $s: the curve and its half time', (row) => {
    const mode = { strength: Number(row.s), initial: Number(row.u0), layers: 2 };
    modeCurve(math, mode, Float64Array.from(row.t)).forEach((u, i) =>
      expect(Math.abs(u / row.u[i]! - 1)).toBeLessThan(1e-12),
    );
    expect(Math.abs(modeTime(math, mode, mode.strength / 2) / row.t_half - 1)).toBeLessThan(1e-12);
  });

  test.each([
    ...golden.deep.map(({ weight_layers, time }) => [weight_layers, time, 1e-11] as const),
    [5, 20.953227, 1e-7] as const,
    [8, 29.749612, 1e-7] as const,
  ])('%i layers: the time from 0.001 to 0.5 is %f, and the curve passes there', (layers, time, tolerance) => {
    const mode = { strength: 1, initial: 0.001, layers };
    expect(Math.abs(modeTime(math, mode, 0.5) / time - 1)).toBeLessThan(tolerance);
    expect(Math.abs(modeCurve(math, mode, Float64Array.of(0, time / 2, time))[2]! - 0.5)).toBeLessThan(
      Math.max(2e-7, 10 * tolerance),
    );
    expect(Math.abs(modeStart(math, mode, 0.5, time) / 0.001 - 1)).toBeLessThan(1e-5);
  });

  test('many layers: the limit (1/N)·[s⁻²·ln(…) + 1/(s·u₀) − 1/(s·u)] is approached like 1/N', () => {
    const limit = math.log((0.5 * 0.999) / (0.001 * 0.5)) + 1000 - 2;
    const off = (layers: number) =>
      Math.abs((layers * modeTime(math, { strength: 1, initial: 0.001, layers }, 0.5)) / limit - 1);
    expect(off(2000)).toBeLessThan(0.01);
    expect(off(1000) / off(2000)).toBeCloseTo(2, 1);
  });
});

describe('plateaus', () => {
  const steps = Float64Array.from({ length: 101 }, (_, i) => i * 10);
  const rule = { height: 0.02, length: 0.15 };

  test('a staircase has one per stair', () => {
    const losses = steps.map((step) => (step < 300 ? 5 : step < 700 ? 0.5 : 0));
    expect(plateausOf(steps, losses, rule)).toEqual([
      { first: 0, last: 29 },
      { first: 30, last: 69 },
      { first: 70, last: 100 },
    ]);
  });

  test('later ones have to be longer', () => {
    const losses = steps.map((step) => (step < 700 ? 1 - step / 700 : step < 790 ? -1 : -2));
    expect(plateausOf(steps, losses, rule)).toEqual([{ first: 79, last: 100 }]);
  });

  test('a steady fall has none, a loss that never changes is one', () => {
    expect(
      plateausOf(
        steps.slice(1),
        steps.slice(1).map((step) => -math.log(step)),
        rule,
      ),
    ).toEqual([]);
    expect(
      plateausOf(
        steps,
        steps.map(() => 0.5),
        rule,
      ),
    ).toEqual([{ first: 0, last: 100 }]);
  });
});
