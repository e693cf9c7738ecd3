import { describe, expect, test } from 'vitest';
import { survival } from '../../../src/analysis/escape/survival';
import { quantileOf, spreadOf } from '../../../src/analysis/sweeps/quantiles';
import { survivalBand } from '../../../src/analysis/sweeps/survival-band';
import { core } from '../../../src/core';

describe('the band of a survival curve', () => {
  /** Oracle: the 6-MP arm of Freireich et al. (1963); the band as SAS (PROC LIFETEST, conftype=loglog) and R (conf.type="log-log") print it. */
  const escaped = [6, 6, 6, 7, 10, 13, 16, 22, 23];
  const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
  const durations = { escaped, censored };
  const band = survivalBand(durations, core().math);

  test.each([
    [6, 0.8571, 0.6197, 0.9516],
    [7, 0.8067, 0.5631, 0.9228],
    [10, 0.7529, 0.5032, 0.8894],
    [13, 0.6902, 0.4316, 0.8491],
    [16, 0.6275, 0.3675, 0.8049],
    [22, 0.5378, 0.2678, 0.7468],
    [23, 0.4482, 0.1881, 0.6801],
  ])('at week %d is the published one', (week, surviving, lower, upper) => {
    const at = band.lengths.indexOf(week);
    expect(band.surviving[at]).toBeCloseTo(surviving, 4);
    expect(Math.abs(band.lower[at]! - lower)).toBeLessThan(1e-4);
    expect(Math.abs(band.upper[at]! - upper)).toBeLessThan(1e-4);
  });

  test('its curve is that of the escape study', () => {
    const { lengths, surviving } = survival(durations);
    expect(band.lengths).toEqual(lengths);
    expect(band.surviving).toEqual(surviving);
  });

  test('has no ends where nobody is left, and is empty where nobody has escaped', () => {
    const gone = survivalBand({ escaped: [3], censored: [] }, core().math);
    expect([gone.surviving[0], gone.lower[0], gone.upper[0]]).toEqual([0, NaN, NaN]);
    expect(survivalBand({ escaped: [], censored: [3] }, core().math).lengths).toHaveLength(0);
  });
});

describe('quantiles', () => {
  /** Oracle: numpy.quantile([1, 2, 4, 8, 16], …), its default method. */
  test.each([
    [0, 1],
    [0.1, 1.4],
    [0.25, 2],
    [0.5, 4],
    [0.6, 5.6],
    [0.9, 12.8],
    [1, 16],
  ])('of five numbers at %d', (share, expected) => {
    expect(quantileOf([1, 2, 4, 8, 16], share)).toBeCloseTo(expected, 12);
  });

  test('infinities are larger than all, NaNs are left out, of nothing there is none', () => {
    expect(spreadOf(Float64Array.of(Infinity, 1, NaN, Infinity)).median).toBe(Infinity);
    expect(spreadOf(Float64Array.of(3, NaN, 1)).median).toBe(2);
    expect(spreadOf(Float64Array.of(NaN)).median).toBeNaN();
  });
});

test('a spread is that of the numbers in ascending order, whatever their order, number and repetitions', () => {
  for (const count of [...Array(40).keys(), 1000, 10_007]) {
    const values = Float64Array.from({ length: count }, (_, i) => {
      const drawn = (i * 7919 + count * 104_729) % 23;
      return drawn === 5 ? NaN : drawn === 6 ? Infinity : drawn / 3;
    });
    const ascending = values.filter((value) => !Number.isNaN(value)).sort();
    const [low, lowerQuartile, median, upperQuartile, high] = [0.1, 0.25, 0.5, 0.75, 0.9].map((share) =>
      quantileOf(ascending, share),
    );
    const before = values.slice();
    expect(spreadOf(values)).toEqual({ low, lowerQuartile, median, upperQuartile, high });
    expect(values).toEqual(before);
  }
});
