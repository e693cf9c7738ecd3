/** Oracles: the axis's own formula at known values; exact zeros have a place. */
import { describe, expect, it } from 'vitest';
import { chartAxis } from '../../src/figures/chart-axis';

const plot = { x: 0, y: 10, width: 100, height: 200 };
const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe('axis', () => {
  it('auto is logarithmic beyond a factor of 100 and linear otherwise', () => {
    expect(chartAxis(of(1, 99), plot, 'auto').mode).toBe('linear');
    expect(chartAxis(of(1, 101), plot, 'auto').mode).toBe('log');
    expect(chartAxis(of(-1, 1e9), plot, 'auto').mode).toBe('linear');
  });

  it('exact zeros on a logarithmic axis stand on a line of their own, below every positive value', () => {
    const axis = chartAxis(of(0, 1e-9, 1), plot, 'log');
    expect(axis.zeroLine).not.toBeNull();
    expect(axis.toPixel(0)).toBe(axis.zeroLine);
    expect(axis.toPixel(1e-9)!).toBeLessThan(axis.zeroLine! - 10);
    expect(axis.ticks.some(({ text, at }) => text === '0' && at === axis.zeroLine)).toBe(true);
    expect(chartAxis(of(1e-9, 1), plot, 'log').zeroLine).toBeNull();
  });

  it('decades are evenly spaced, and nothing leaves the plot', () => {
    const axis = chartAxis(of(1e-6, 1), plot, 'log');
    const [a, b, c] = [1e-6, 1e-3, 1].map((value) => axis.toPixel(value)!) as [number, number, number];
    expect(a - b).toBeCloseTo(b - c, 9);
    expect(a).toBeLessThan(210);
    expect(c).toBeGreaterThan(10);
  });

  it('all zeros, one value, nothing finite: still an axis', () => {
    for (const values of [of(0, 0), of(0.5), of(NaN, Infinity), of()]) {
      for (const mode of ['auto', 'linear', 'log'] as const) {
        const axis = chartAxis(values, plot, mode);
        expect(axis.ticks.length).toBeGreaterThan(1);
        for (const { at } of axis.ticks) expect(at >= 10 && at <= 210).toBe(true);
        expect(axis.toPixel(NaN)).toBeNull();
        expect(axis.toPixel(Infinity)).toBeNull();
        if (values[0] === 0) expect(axis.toPixel(0)).toBeGreaterThan(10);
      }
    }
  });
});
