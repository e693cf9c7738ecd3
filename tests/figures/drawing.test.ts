/** Oracle: the pixels of the finished picture, drawn headless. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { divergingMaps, colourAt } from '../../src/figures/colour-maps';
import type { DrawingContext } from '../../src/figures/context';
import { drawFigure } from '../../src/figures/figure-page';
import { renderPng } from '../../src/figures/headless';
import { drawHistoryChart } from '../../src/figures/history-chart';
import { drawLandscapeMap, type LandscapeMapOptions } from '../../src/figures/landscape-map';
import { contrast, parseHex, type Rgb } from '../../src/figures/oklab';
import { drawText, fitText, textWidth, wrapText } from '../../src/figures/text';
import { themes } from '../../src/figures/theme';
import { positionOf } from '../../src/figures/value-scale';
import { UserError } from '../../src/model/user-error';
import { engine, experiment } from '../files/fixtures';
import { history, leaving, shape } from './landscapes';
import { createCanvas, type SKRSContext2D } from './canvas';

function canvas(width: number, height: number): { ctx: DrawingContext; raw: SKRSContext2D } {
  const raw = createCanvas(width, height).getContext('2d');
  return { ctx: raw as unknown as DrawingContext, raw };
}

function map(
  options: Partial<LandscapeMapOptions> & Pick<LandscapeMapOptions, 'landscape'>,
  width = 480,
  height = 400,
) {
  const scale = options.scale ?? 1;
  const { ctx, raw } = canvas(width * scale, height * scale);
  const result = drawLandscapeMap(ctx, { width, height, theme: 'light', ...options });
  const at = (alpha: number, beta: number): Rgb => {
    const { x, y } = result.toPixel(alpha, beta);
    const [r, g, b] = raw.getImageData(Math.round(x * scale), Math.round(y * scale), 1, 1).data;
    return [r!, g!, b!];
  };
  return { result, at, raw };
}

/** How many pixels of a rectangle stand out from a ground. */
function ink(raw: SKRSContext2D, x: number, y: number, width: number, height: number, ground: Rgb): number {
  const { data } = raw.getImageData(x, y, width, height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4)
    if (contrast([data[i]!, data[i + 1]!, data[i + 2]!], ground) > 1.5) count++;
  return count;
}

const close = (a: Rgb, b: Rgb): boolean => a.every((value, i) => Math.abs(value - b[i]!) <= 12);
// A tenth of a turn off the axes, so that no isoline, cross or label is under the probe.
const saddle = shape((a, b) => 0.5 + 0.4 * (a * a - b * b), { path: [] });

describe.each(['light', 'dark'] as const)('landscape map, %s', (theme) => {
  const surface = parseHex(themes[theme].surface);

  it('neutral at the centre’s value, one hue below, the other above', () => {
    const { at } = map({ landscape: saddle, theme });
    const near = at(0.13, 0.11);
    expect(close(near, surface)).toBe(true);
    const [below, above] = [at(0.21, 0.93), at(0.95, 0.17)];
    expect(below[2]).toBeGreaterThan(below[0] + 25);
    expect(above[0]).toBeGreaterThan(above[2] + 25);
  });

  it('the colour at a probe is the scale’s colour of the value there, whatever the pixel ratio, the offset and the grid', () => {
    // Bilinear on a coarse grid, so that interpolation has no error and a wrong neighbour shows.
    const f = (a: number, b: number): number => 0.5 + 0.3 * (a + 0.5) * (b + 0.7);
    const landscape = shape(f, { columns: 3, rows: 2, span: [1, 2], path: [] });
    for (const extra of [
      { x: 0, y: 0 },
      { x: 0, y: 0, scale: 2 },
      { x: 31, y: 17 },
    ]) {
      const { at, result } = map({ landscape, theme, ...extra }, 420, 520);
      const probes = [[0.62, 1.31], [-0.71, 1.63], [-0.87, -1.2], [0.81, -0.33], [0.37, 0.52], [-0.4, 0.9], [0.93, -1.77]] as const; // prettier-ignore
      const right = probes.filter(([a, b]) => {
        const p = result.toPixel(a, b);
        const q = result.toPlane(p.x + extra.x, p.y + extra.y);
        return close(at(q.alpha, q.beta), colourAt(divergingMaps[theme], positionOf(result.values, f(a, b))));
      });
      // One probe may be under an isoline or a label.
      expect(right.length).toBeGreaterThanOrEqual(probes.length - 1);
    }
  });

  it('title, axis labels and ticks have ink; the surface has none', () => {
    const { raw, result } = map({
      landscape: saddle,
      theme,
      title: 'θ α β ε ∇ ‖ ₁ ₂ − · ×',
      caption: 'A caption.',
    });
    const { plot } = result;
    expect(ink(raw, 14, 12, 240, 22, surface)).toBeGreaterThan(300);
    expect(ink(raw, plot.x, plot.y + plot.height + 28, plot.width, 20, surface)).toBeGreaterThan(80);
    expect(ink(raw, 14, 384, 70, 14, surface)).toBeGreaterThan(50);
    expect(ink(raw, 2, 60, 8, 200, surface)).toBe(0);
  });

  it('values that are not finite are hatched in grey, and the rest keeps its colour', () => {
    const holed = shape((a, b) => (a > 0.5 ? NaN : 0.5 + b), { path: [] });
    const { at } = map({ landscape: holed, theme });
    const greys = [parseHex(themes[theme].nonFinite), parseHex(themes[theme].nonFiniteHatch)];
    for (const b of [-0.7, 0.33, 0.71]) expect(greys.some((grey) => close(at(0.8, b), grey))).toBe(true);
    expect(close(at(0.2, 0.05), surface)).toBe(true);
  });
});

describe('landscapes that break other tools', () => {
  const odd: [string, LandscapeMapOptions['landscape']][] = [
    ['constant', shape(() => 0.5)],
    ['a path of one point', shape((a, b) => a * b, { path: [[0.2, 0.1]] })],
    ['a path that does not move', shape((a, b) => a * b, { path: [[0, 0], [0, 0], [0, 0]] })], // prettier-ignore
    ['a path with NaN', shape((a, b) => a * b, { path: [[0, 0], [NaN, NaN], [0.5, 0.5]] })], // prettier-ignore
    ['a path of NaN', shape((a, b) => a * b, { path: [[NaN, NaN]] })],
    ['a path that leaves the window', shape((a, b) => a * b, { path: [[0, 0], [50, -80]] })], // prettier-ignore
    ['all NaN', shape(() => NaN)],
    ['two by two', shape((a, b) => a + b, { columns: 2, rows: 2 })],
    ['not square', shape((a, b) => a - b, { columns: 3, rows: 40, span: [1e-9, 1e3] })],
    ['huge values', shape((a, b) => 1e300 * a * b)],
    ['tiny differences', shape((a, b) => 0.5 + 2e-16 * Math.sign(a * b))],
    [
      'elsewhere',
      { ...shape((a, b) => a * b), origin: null, plane: { ...shape(() => 0).plane, centre: 'step:1200' } },
    ],
  ];
  it.each(odd)('%s', (_, landscape) => {
    const { result, raw } = map({ landscape, step: 100, marker: { alpha: 0.5, beta: NaN } });
    expect(result.plot.width).toBeGreaterThan(20);
    expect(ink(raw, 0, 0, 480, 400, parseHex(themes.light.surface))).toBeGreaterThan(500);
  });

  it('the path is drawn in its own colour up to the step, and faint after it', () => {
    const landscape = shape((a, b) => 0.5 + a * b, { path: [[-0.8, 0.3], [0, 0.3], [0.8, 0.3]] }); // prettier-ignore
    const { at } = map({ landscape, step: 100 });
    const own = parseHex(themes.light.trajectory);
    expect(close(at(-0.4, 0.3), own)).toBe(true);
    expect(close(at(0.4, 0.3), own)).toBe(false);
  });
});

describe('text', () => {
  const { ctx, raw } = canvas(400, 60);
  const shot = (text: string): string => {
    raw.setTransform(1, 0, 0, 1, 0, 0);
    raw.fillStyle = '#ffffff';
    raw.fillRect(0, 0, 400, 60);
    drawText(ctx, text, 10, 40, { size: 30, colour: '#000000' });
    return Buffer.from(raw.getImageData(0, 0, 400, 60).data).toString('base64');
  };

  it('every sign of mathematics has a shape of its own, none is the box of a missing glyph', () => {
    const claims = ['list', 'experiments'].flatMap((name) => {
      const folder = join(import.meta.dirname, '../../src/claims', name);
      return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    });
    const said = claims.join('').match(/[^\0-\x7f]/gu)!;
    const signs = [...new Set([...'θαβεληΣδφ∇‖₁₂⁴⁻−·×≥≤∞→±', ...said])];
    expect(signs.length).toBeGreaterThan(50);
    const missing = shot('\u{10fffd}');
    const pictures = signs.map(shot);
    expect(signs.filter((_, i) => pictures.indexOf(pictures[i]!) !== i)).toEqual([]);
    expect(pictures).not.toContain(missing);
    expect(pictures).not.toContain(shot(' '));
  });

  it('wraps by words, breaks long words, cuts with an ellipsis', () => {
    const style = { size: 12 };
    const lines = wrapText(ctx, 'The weights have not moved, and 从零开始从零开始从零开始 here', 90, style);
    for (const line of lines) expect(textWidth(ctx, line, style)).toBeLessThanOrEqual(90);
    expect(lines.join('').replaceAll(' ', '')).toBe('Theweightshavenotmoved,and从零开始从零开始从零开始here');
    expect(fitText(ctx, 'short', 90, style)).toBe('short');
    expect(fitText(ctx, 'a sentence that does not fit', 90, style)).toMatch(/^a sent.*…$/);
  });
});

describe('charts and pages', () => {
  const record = history(300, (i) => 0.5 / (1 + i), (i) => (i < 50 ? 0 : 1e-8 * i)); // prettier-ignore
  const view = { experiment, history: record, step: 2990, parameterCount: 9 };

  it('the line of zeros is drawn, not dropped', () => {
    const { ctx, raw } = canvas(480, 360);
    const { panels, stepToPixel, pixelToStep } = drawHistoryChart(ctx, {
      history: record,
      width: 480,
      height: 360,
      theme: 'light',
      gradientAxis: 'log',
    });
    const gradient = panels[1]!;
    expect(
      ink(
        raw,
        Math.round(stepToPixel(250)) - 6,
        Math.round(gradient.axis.zeroLine!) - 1,
        12,
        3,
        parseHex(themes.light.surface),
      ),
    ).toBeGreaterThan(12);
    expect(pixelToStep(stepToPixel(1234))).toBeCloseTo(1234, 9);
  });

  it.each([
    [640, 480, 'light'],
    [1200, 900, 'dark'],
    [500, 1100, 'light'],
  ] as const)('a page of %d × %d is filled and is a PNG of that size', async (width, height, theme) => {
    const landscape = shape((a, b) => 0.5 + 0.4 * (a * a - b * b), { path: leaving });
    const png = await renderPng(
      (ctx) => drawFigure(ctx, { width, height, theme, view, landscape, engine }),
      width,
      height,
    );
    const header = new DataView(png.buffer, png.byteOffset);
    expect([header.getUint32(16), header.getUint32(20)]).toEqual([width, height]);
    const again = await renderPng(
      (ctx) => drawFigure(ctx, { width, height, theme, view, landscape, engine }),
      width,
      height,
    );
    expect(Buffer.from(again).equals(png)).toBe(true);
  });

  it('a run without a landscape or a step', async () => {
    const none = { ...view, history: history(0, () => 1, () => 1) }; // prettier-ignore
    const png = await renderPng(
      (ctx) =>
        drawFigure(ctx, { width: 640, height: 480, theme: 'light', view: none, landscape: null, engine }),
      640,
      480,
    );
    expect(png.length).toBeGreaterThan(1000);
  });

  it('impossible sizes are refused with the limits', async () => {
    for (const [width, height] of [
      [0, 10],
      [20_000, 10],
      [16_000, 16_000],
      [NaN, 5],
    ] as const) {
      // prettier-ignore
      await expect(renderPng(() => undefined, width, height)).rejects.toThrow(UserError);
    }
  });
});
