import { describe, expect, test } from 'vitest';
import { compareRuns } from '../../src/analysis/comparison/comparison';
import type { Landscape } from '../../src/analysis/landscape';
import { drawClaimPage } from '../../src/figures/claims/claim-page';
import type { DrawingContext } from '../../src/figures/context';
import { drawComparisonPage } from '../../src/figures/comparison/comparison-page';
import { drawFigure } from '../../src/figures/figure-page';
import { drawHistoryChart } from '../../src/figures/history-chart';
import { drawLandscapeMap } from '../../src/figures/landscape-map';
import { contrast, parseHex, type Rgb } from '../../src/figures/oklab';
import { drawStudyChart } from '../../src/figures/studies/draw-chart';
import { drawStudyPage } from '../../src/figures/studies/study-page';
import { emptyView, type StudyChart, type Tone } from '../../src/figures/studies/study-view';
import { themes, type ThemeName } from '../../src/figures/theme';
import { engine, experiment } from '../files/fixtures';
import { history, leaving, shape } from './landscapes';
import { createCanvas, type SKRSContext2D } from './canvas';

/** Oracle: WCAG 2.2, 1.4.3, of every text that any figure draws: its colour against the pixels that it is drawn on, which nothing but looking at them can tell. */

interface Written {
  readonly text: string;
  readonly colour: string;
  /** The least contrast along the text, on what was there before it. */
  readonly least: number;
}

/** A canvas that notes every text, and what is behind it when it comes. */
function watched(
  width: number,
  height: number,
  theme: ThemeName,
): { ctx: DrawingContext; written: Written[] } {
  const raw = createCanvas(width, height).getContext('2d');
  const written: Written[] = [];
  const { halo } = themes[theme];
  /** Pieces of text whose halo has just been drawn: the halo is what they stand on. */
  const haloed = new Set<string>();
  const fillText = (text: string, x: number, y: number): void => {
    if (raw.fillStyle === halo) haloed.add(text);
    else {
      if (!haloed.has(text)) haloed.clear();
      const grounds = haloed.has(text) ? [parseHex(halo)] : behind(raw, text, x, y);
      const colour = parseHex(raw.fillStyle as string);
      written.push({
        text,
        colour: raw.fillStyle as string,
        least: Math.min(
          ...grounds.map((ground) => contrast(blended(colour, ground, raw.globalAlpha), ground)),
        ),
      });
    }
    raw.fillText(text, x, y);
  };
  const ctx = new Proxy(raw, {
    get: (target, key) => {
      if (key === 'fillText') return fillText;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  });
  return { ctx: ctx as unknown as DrawingContext, written };
}

/** Pixels along the middle of the letters, turned as the text is; away from both ends, where the letters of the piece before it may stand. */
function behind(raw: SKRSContext2D, text: string, x: number, y: number): Rgb[] {
  const size = Number(/([\d.]+)px/.exec(raw.font)![1]);
  const width = raw.measureText(text).width;
  const turn = raw.getTransform();
  const end = Math.min(2, width / 2);
  return [0, 0.2, 0.4, 0.6, 0.8, 1].flatMap((along) => {
    const [px, py] = [x + end + along * (width - 2 * end), y - 0.36 * size];
    const [column, row] = [turn.a * px + turn.c * py + turn.e, turn.b * px + turn.d * py + turn.f].map(
      Math.round,
    );
    const { width: columns, height: rows } = raw.canvas;
    if (column! < 0 || row! < 0 || column! >= columns || row! >= rows) return [];
    const [r, g, b] = raw.getImageData(column!, row!, 1, 1).data;
    return [[r!, g!, b!] as const];
  });
}

const blended = (colour: Rgb, ground: Rgb, alpha: number): Rgb =>
  colour.map((value, i) => Math.round(alpha * value + (1 - alpha) * ground[i]!)) as unknown as Rgb;

const tones: readonly Tone[] = ['accent', 'above', 'below', 'quiet', 'witness', 'twins'];
const chart: StudyChart = {
  title: 'Everything that a chart can show',
  x: { label: 'step', scale: 'linear' },
  y: { label: 'loss', scale: 'log' },
  series: tones.map((tone, i) => ({
    name: `the ${tone} one`,
    x: Float64Array.of(0, 1, 2, 3),
    y: Float64Array.of(0, 1e-6, 1e-3 * (i + 1), i + 1),
    draw: (['line', 'dashed', 'points', 'stems', 'steps'] as const)[i % 5]!,
    tone,
  })),
  description: 'What it shows.',
};
const run = history(60, (i) => 0.5 * 0.9 ** i, (i) => (i < 20 ? 0 : 0.1 * 0.9 ** i)); // prettier-ignore
const view = {
  experiment,
  step: 590,
  status: 'done' as const,
  parameterCount: 9,
  history: run,
};
const saddle = shape((a, b) => 0.5 + 0.4 * (a * a - b * b), { path: leaving });
const steep = shape((a, b) => Math.exp(4 * a - 3 * b), { path: leaving });
const landscapes: Readonly<Record<string, Landscape>> = {
  'a saddle': saddle,
  'values over many powers of ten': steep,
  'a flat map': shape(() => 0.5, { path: [] }),
  'a gradient norm': shape((a, b) => a * a + b * b, { quantity: 'gradient-norm', path: leaving }),
  'an accuracy': shape((a) => (a > 0 ? 0.75 : 0.5), { quantity: 'accuracy', path: [] }),
  'a map with holes': shape((a, b) => (a > 0.5 ? Infinity : a + b), { path: leaving }),
};

const figures: readonly (readonly [
  name: string,
  draw: (ctx: DrawingContext, size: { width: number; height: number; theme: ThemeName }) => unknown,
])[] = [
  ...Object.entries(landscapes).flatMap(([name, landscape]) => [
    [
      name,
      (ctx: DrawingContext, size: { width: number; height: number; theme: ThemeName }) =>
        drawLandscapeMap(ctx, { ...size, landscape }),
    ] as const,
  ]),
  ['the history', (ctx, size) => drawHistoryChart(ctx, { ...size, history: run, title: 'Loss' } as never)],
  ['the figure page', (ctx, size) => drawFigure(ctx, { ...size, view, landscape: saddle, engine } as never)],
  ['a study’s chart', (ctx, size) => drawStudyChart(ctx, { ...size, chart })],
  [
    'a study’s page',
    (ctx, size) =>
      drawStudyPage(ctx, {
        ...size,
        study: 'Saddle order',
        view: {
          ...emptyView,
          findings: [{ headline: 'A saddle of order 4.', detail: 'The loss falls like t⁴.' }],
          charts: [chart],
          evidence: [{ label: 'tolerance', value: '1e-14' }],
        },
        run: view,
        engine,
      }),
  ],
  [
    'a comparison’s page',
    (ctx, size) =>
      drawComparisonPage(ctx, {
        ...size,
        comparison,
        curves: { quantity: 'gradient-norm', scale: 'log' },
        engine,
      }),
  ],
  [
    'a claim’s page',
    (ctx, size) =>
      drawClaimPage(ctx, {
        ...size,
        claim: {
          id: 'A1a',
          statement: 'It moves.',
          saidBy: 'an answer',
          precisely: 'Some parameter is not 0 at the end.',
          threshold: 'It is not 0.',
          verdict: 'depends',
          conditions: ['It holds where the activation is Sigmoid.'],
          held: 1,
          decided: 2,
          explanation: ['Because φ(0) is not 0.'],
          figure: chart,
        },
        engine,
      }),
  ],
];

const comparison = compareRuns(
  [0, 1, 2].map((rank) => ({
    id: String(rank),
    label: `run ${rank}`,
    rank,
    experiment: { ...experiment, training: { ...experiment.training, steps: 10 + rank } },
    parameterCount: 9,
    step: 590,
    status: 'finished' as const,
    message: '',
    history: run,
  })),
  24,
);

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  test.each(figures)('%s: every text stands out by 4.5 : 1 from what it is drawn on', (_, draw) => {
    const size = { width: 1000, height: 750, theme };
    const { ctx, written } = watched(size.width, size.height, theme);
    draw(ctx, size);
    expect(written.length).toBeGreaterThan(8);
    expect(written.filter(({ least }) => least < 4.5)).toEqual([]);
  });
});

test('text that is too faint is found', () => {
  const { ctx, written } = watched(200, 50, 'light');
  ctx.fillStyle = '#ffffff';
  ctx.fillRect(0, 0, 200, 50);
  ctx.font = '12px sans-serif';
  ctx.fillStyle = '#999999';
  ctx.fillText('faint', 10, 30);
  expect(written[0]!.least).toBeLessThan(3);
});
