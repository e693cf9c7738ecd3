/** Oracle: the same picture drawn from an array that nothing is remembered of. */
import { expect, test } from 'vitest';
import type { Landscape } from '../../src/analysis/landscape';
import type { DrawingContext } from '../../src/figures/context';
import { tracing } from '../../src/figures/isoline-layer';
import { isolines } from '../../src/figures/isolines';
import { drawLandscapeMap, type LandscapeMapOptions } from '../../src/figures/landscape-map';
import { toItsEnd } from '../../src/figures/to-its-end';
import { valueScale } from '../../src/figures/value-scale';
import { shape } from './landscapes';
import { createCanvas } from './canvas';

test('every level has the line of its own, also when it is asked for again', () => {
  const grid = shape((a, b) => a * a + b * b);
  const scale = valueScale(grid.values, { kind: 'diverging', centre: 0 });
  const levels = [0.25, 0.5, 1];
  const expected = isolines(grid, levels, scale.high - scale.low);
  for (let time = 0; time < 2; time++)
    expect(tracing(grid, scale, levels).map((trace) => toItsEnd(trace()))).toEqual(expected);
});

test.each<[string, (landscape: Landscape) => Partial<LandscapeMapOptions>]>([
  [
    'a path that has come to where a label was',
    (landscape) => ({ landscape: { ...landscape, ...pathAcross } }),
  ],
  ['other levels', () => ({ mode: 'symlog' })],
  ['both arms equally long', () => ({ symmetric: true })],
  ['another size', () => ({ width: 560, height: 380 })],
])('what is remembered of a map is not drawn where it no longer holds: %s', (_, change) => {
  const first = shape((a, b) => 0.5 + 0.4 * a - 0.1 * b * b, { path: [] });
  const usual = { landscape: first, width: 480, height: 400, theme: 'light' } as const;
  const before = picture(usual);
  const again = picture({ ...usual, ...change(first) });
  const forgotten = { ...first, values: first.values.slice() };
  expect(again.equals(picture({ ...usual, landscape: forgotten, ...change(forgotten) }))).toBe(true);
  expect(again.equals(before)).toBe(false);
});

const along = Float64Array.from({ length: 400 }, (_, i) => i / 200 - 1);
/** Over the whole width, again and again. */
const pathAcross: Pick<Landscape, 'trajectory'> = {
  trajectory: {
    steps: along.map((_, i) => i),
    alpha: along.map((a) => Math.sin(40 * a)),
    beta: along,
    distance: along.map(() => 0),
    loss: along.map(() => 0.5),
    planeLoss: along.map(() => 0.5),
  },
};

function picture(options: LandscapeMapOptions): Buffer {
  const raw = createCanvas(options.width, options.height).getContext('2d');
  drawLandscapeMap(raw as unknown as DrawingContext, options);
  return Buffer.from(raw.getImageData(0, 0, options.width, options.height).data);
}
