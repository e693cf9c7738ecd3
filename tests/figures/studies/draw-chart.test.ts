import { describe, expect, test } from 'vitest';
import type { DrawingContext } from '../../../src/figures/context';
import { drawStudyChart } from '../../../src/figures/studies/draw-chart';
import { readableAt, readingsAt } from '../../../src/figures/studies/readings';
import type { ChartSeries, StudyChart, Tone } from '../../../src/figures/studies/study-view';
import { themes } from '../../../src/figures/theme';
import { createCanvas } from '../canvas';

/** Oracle: the data that were drawn; pixels of a series' colour stand where the axes say, and nowhere else. */

const numbers = (...values: number[]) => Float64Array.from(values);
function series(draw: ChartSeries['draw'], x: Float64Array, y: Float64Array, tone: Tone = 'witness') {
  return { name: `${draw} ${tone}`, x, y, draw, tone };
}
function chartOf(all: readonly ChartSeries[], x: 'linear' | 'log' = 'linear', y = x): StudyChart {
  return {
    title: 'Title',
    x: { label: 'x', scale: x },
    y: { label: 'y', scale: y },
    series: all,
    description: 'what it shows',
  };
}
function drawn(chart: StudyChart, width = 500, height = 300) {
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  const result = drawStudyChart(ctx as unknown as DrawingContext, { chart, width, height, theme: 'light' });
  const isTone = (tone: 'trajectory' | 'accent', px: number, py: number) => {
    const hex = themes.light[tone];
    const { data } = ctx.getImageData(Math.round(px) - 1, Math.round(py) - 1, 3, 3);
    const wanted = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    // A thin line lies between pixels: one of those around must have its colour.
    return Array.from({ length: 9 }, (_, i) => data.subarray(4 * i, 4 * i + 3)).some((pixel) =>
      wanted.every((value, i) => Math.abs(pixel[i]! - value) < 60),
    );
  };
  return { ...result, isTone };
}

describe('drawing', () => {
  test('a line passes through its points, and leaves a gap where it has no value', () => {
    const chart = chartOf([series('line', numbers(0, 1, 2, 3, 4), numbers(0, 1, NaN, 1, 3))]);
    const { x, y, isTone } = drawn(chart);
    expect(isTone('trajectory', x.toPixel(0.5)!, y.toPixel(0.5)!)).toBe(true);
    expect(isTone('trajectory', x.toPixel(3.5)!, y.toPixel(2)!)).toBe(true);
    expect(isTone('trajectory', x.toPixel(2)!, y.toPixel(1)!)).toBe(false);
  });

  test('a stem goes from 0 to its value, also a negative one', () => {
    const { x, y, isTone } = drawn(chartOf([series('stems', numbers(1, 2, 3), numbers(-2, 0, 4))]));
    expect(isTone('trajectory', x.toPixel(1)!, y.toPixel(-1)!)).toBe(true);
    expect(isTone('trajectory', x.toPixel(3)!, y.toPixel(2)!)).toBe(true);
    expect(isTone('trajectory', x.toPixel(2)!, y.toPixel(1)!)).toBe(false);
  });

  test('a step curve holds its value, comes in at the left of a logarithmic axis and goes on to the right', () => {
    const chart = chartOf(
      [
        series('steps', numbers(0, 10, 100), numbers(1, 0.5, 0.25)),
        series('points', numbers(1, 1000), numbers(0.1, 0.1), 'accent'),
      ],
      'log',
      'linear',
    );
    const { x, y, isTone, plot } = drawn(chart);
    expect(isTone('trajectory', plot.x + 3, y.toPixel(1)!)).toBe(true);
    expect(isTone('trajectory', x.toPixel(50)!, y.toPixel(0.5)!)).toBe(true);
    expect(isTone('trajectory', x.toPixel(900)!, y.toPixel(0.25)!)).toBe(true);
    expect(isTone('accent', x.toPixel(1000)!, y.toPixel(0.1)!)).toBe(true);
  });

  test('zeros have a line of their own on a logarithmic axis; a short one is marked at 2 and 5, too', () => {
    const { y } = drawn(chartOf([series('line', numbers(1, 2, 3), numbers(0, 0.2, 3))], 'linear', 'log'));
    expect(y.zeroLine).not.toBeNull();
    expect(y.ticks.map(({ text }) => text).sort()).toEqual(['0', '0.2', '0.5', '1', '2']);
    const { x } = drawn(chartOf([series('points', numbers(0.02, 0.1), numbers(1, 2))], 'log'));
    expect(x.ticks.map(({ text }) => text)).toEqual(['0.02', '0.05', '0.1']);
  });

  test('values that differ by rounding alone are one value; counts have whole ticks; nothing at all is no error', () => {
    const flat = drawn(chartOf([series('line', numbers(0, 1), numbers(0.5, 0.5 + 1e-16))]));
    expect(flat.y.ticks.every(({ text }) => text.length <= 4)).toBe(true);
    const counts = drawn(chartOf([series('steps', numbers(0, 1), numbers(2, 2))]));
    expect(counts.y.ticks.map(({ text }) => text)).toEqual(['1', '2', '3']);
    expect(drawn(chartOf([])).x.ticks.length).toBeGreaterThan(1);
    expect(drawn(chartOf([series('line', numbers(NaN), numbers(NaN))], 'log')).plot.width).toBeGreaterThan(0);
  });

  test('a pixel means the value that is drawn there', () => {
    for (const scale of ['linear', 'log'] as const) {
      const { x } = drawn(chartOf([series('line', numbers(0.01, 40), numbers(1, 2))], scale));
      for (const value of [0.01, 0.3, 40]) expect(x.toValue(x.toPixel(value)!)).toBeCloseTo(value, 10);
    }
  });
});

describe('reading', () => {
  const chart = chartOf([
    series('line', numbers(1, 2, 3), numbers(10, NaN, 30)),
    series('steps', numbers(0, 2), numbers(1, 0.5), 'accent'),
  ]);
  test('every place with a value is there once, in order', () => {
    expect([...readableAt(chart)]).toEqual([0, 1, 2, 3]);
    expect([...readableAt({ ...chart, x: { label: 'x', scale: 'log' } })]).toEqual([1, 2, 3]);
  });
  test('each series says what it has there; a step curve what holds', () => {
    expect(readingsAt(chart, 3)).toEqual([
      { name: 'line witness', value: 30 },
      { name: 'steps accent', value: 0.5 },
    ]);
    expect(readingsAt(chart, 2)).toEqual([{ name: 'steps accent', value: 0.5 }]);
    expect(readingsAt(chart, 1)[1]).toEqual({ name: 'steps accent', value: 1 });
  });
});
