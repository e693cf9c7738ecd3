import { describe, expect, test } from 'vitest';
import { heightScale, type HeightMode } from '../../src/figures/surface-heights';
import { valueScale } from '../../src/figures/value-scale';

/** Oracle: what the modes are defined to be, worked out by hand. */

function scaleOf(values: readonly number[], centre: number, mode: HeightMode) {
  const all = Float64Array.from(values);
  return heightScale(all, valueScale(all, { kind: 'diverging', centre }), mode);
}

describe('linear', () => {
  test('goes evenly from the lowest to the highest value', () => {
    const scale = scaleOf([0, 0.25, 1, 2], 0.25, 'linear');
    expect([0, 0.25, 1, 2].map((value) => scale.heightOf(value))).toEqual([0, 0.125, 0.5, 1]);
    expect([scale.above, scale.below]).toEqual([0, 0]);
  });

  test('ends where the colours end; what exploded stands there and is counted', () => {
    const values = [...Array.from({ length: 50 }, (_, i) => i / 49), 1e6, 2e9, Infinity, NaN];
    const scale = scaleOf(values, 0, 'linear');
    expect(scale.high).toBeLessThan(1.1);
    expect(scale.heightOf(1e6)).toBe(1);
    expect(scale.heightOf(Infinity)).toBeNaN();
    expect(scale.above).toBe(values.filter((value) => Number.isFinite(value) && value > scale.high).length);
    expect(scale.above).toBeGreaterThanOrEqual(2);
  });

  test('a last bit of rounding at the ends is not beyond them', () => {
    for (const lowest of [0.0002025, 0.1, 1 / 3, 2e-17]) {
      const scale = scaleOf([lowest, 0.5, 10.56], 0.5, 'linear');
      expect([scale.above, scale.below]).toEqual([0, 0]);
    }
  });

  test('a constant landscape is a table half way up', () => {
    for (const mode of ['linear', 'logarithmic', 'about-centre'] as const)
      expect(scaleOf([0.5, 0.5, 0.5], 0.5, mode).heightOf(0.5)).toBe(0.5);
  });
});

describe('logarithmic', () => {
  test('equal factors are equal heights', () => {
    const scale = scaleOf([1e-4, 1e-3, 0.01, 0.1, 1], 0.1, 'logarithmic');
    [1e-4, 1e-3, 0.01, 0.1, 1].forEach((value, i) => expect(scale.heightOf(value)).toBeCloseTo(i / 4, 12));
    for (const { height } of scale.ticks) expect((4 * height) % 1).toBeCloseTo(0, 12);
  });

  test('0 and less stand on the floor, and are counted as below it', () => {
    const scale = scaleOf([0, -3, 0.01, 1], 0.01, 'logarithmic');
    expect([scale.heightOf(0), scale.heightOf(-3), scale.heightOf(0.01), scale.heightOf(1)]).toEqual([
      0, 0, 0, 1,
    ]);
    expect(scale.below).toBe(2);
  });

  test('is never deeper than twelve powers of ten', () => {
    expect(scaleOf([1e-300, 1e-30, 1], 1, 'logarithmic').low).toBeCloseTo(1e-12, 24);
  });

  test('is linear, and says so, where nothing is above 0', () => {
    expect(scaleOf([-2, -1, 0], -1, 'logarithmic').mode).toBe('linear');
  });
});

describe('about the centre', () => {
  const scale = scaleOf([-9.5, -9, 0.4, 0.5, 0.6, 9, 10.5], 0.5, 'about-centre');

  test('equal differences up and down are equal heights, and the centre is between', () => {
    expect(scale.heightOf(0.5)).toBeCloseTo(0.5, 12);
    expect(scale.heightOf(0.6) - 0.5).toBeCloseTo(0.5 - scale.heightOf(0.4), 12);
  });

  test('small differences are seen: a hundredth of the reach is log 2 of log 101', () => {
    expect(2 * (scale.heightOf(0.6) - 0.5)).toBeCloseTo(Math.log(2) / Math.log(101), 10);
  });

  test('has the centre among its ticks, and they ascend', () => {
    expect(scale.ticks.map(({ text }) => text)).toContain('0.5');
    scale.ticks.forEach(
      ({ height }, i) => i > 0 && expect(height).toBeGreaterThan(scale.ticks[i - 1]!.height),
    );
  });
});

test('no mode stumbles over values of any size', () => {
  for (const values of [[], [NaN], [5e-324, 1.7e308], [-1.7e308, 1.7e308], [0, 5e-324]])
    for (const mode of ['linear', 'logarithmic', 'about-centre'] as const) {
      const scale = scaleOf(values, values[0] ?? 0, mode);
      for (const value of values.filter(Number.isFinite)) {
        const height = scale.heightOf(value);
        expect(height >= 0 && height <= 1, `${mode} ${value}: ${height}`).toBe(true);
      }
      expect(scale.ticks.length).toBeLessThan(20);
    }
});
