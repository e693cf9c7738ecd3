/**
 * A chart as SVG text, for pages that must need nothing but themselves. Its colours are custom properties (`chartVariables`), so that it follows the light and
 * dark of the page that it stands in; where none are set it is drawn as on light paper.
 */
import { chartAxis, type ChartAxis as Axis } from './chart-axis';
import type { Box } from './context';
import { escapeXml } from './escape-xml';
import type { ChartSeries, StudyChart, Tone } from './studies';
import { fontStack, themes, type ThemeName } from './theme';

const width = 640;
const height = 340;
const plot: Box = { x: 72, y: 16, width: width - 88, height: height - 72 };

/** Six lines of one chart are to be told apart, so that below and twins are further from the others than in the window. */
const tones: Readonly<Record<ThemeName, Readonly<Record<Tone, string>>>> = {
  light: {
    accent: themes.light.accent,
    above: themes.light.above,
    below: '#3d4f9f',
    witness: themes.light.trajectory,
    twins: '#5b6b12',
    quiet: themes.light.inkSoft,
  },
  dark: {
    accent: themes.dark.accent,
    above: themes.dark.above,
    below: '#a3b0f0',
    witness: themes.dark.trajectory,
    twins: '#c3cf6e',
    quiet: themes.dark.inkSoft,
  },
};

/** The custom properties that a page sets for its charts, by name. */
export function chartVariables(name: ThemeName): Readonly<Record<string, string>> {
  const { surface, ink, inkSoft, rule, grid } = themes[name];
  return {
    '--chart-surface': surface,
    '--chart-ink': ink,
    '--chart-ink-soft': inkSoft,
    '--chart-rule': rule,
    '--chart-grid': grid,
    ...Object.fromEntries(Object.entries(tones[name]).map(([tone, colour]) => [`--chart-${tone}`, colour])),
  };
}

const light = chartVariables('light');
const colour = (name: 'surface' | 'ink' | 'ink-soft' | 'rule' | 'grid' | Tone) =>
  `var(--chart-${name}, ${light[`--chart-${name}`]!})`;

/** Dash patterns, so that no line is told apart by its colour alone. */
const dashes = ['', '7 4', '2 3', '9 3 2 3', '12 4', '4 2'];

/** @param id unique on the page: names the picture's title and description, its text alternative */
export function chartSvg(chart: StudyChart, id: string): string {
  const horizontal = axisOf(chart, 'x');
  const vertical = axisOf(chart, 'y');
  const xOf = (value: number) => {
    const at = horizontal.toPixel(value);
    return at === null ? null : plot.x + plot.width - at;
  };
  const series = chart.series.map((one, index) => drawn(one, index, xOf, (value) => vertical.toPixel(value)));
  const bottom = plot.y + plot.height;
  const xTicks = horizontal.ticks.map(({ at, text }) => ({ at: plot.x + plot.width - at, text }));
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-text" font-family='${fontStack}'>`,
    `<title id="${id}-title">${escapeXml(chart.title)}</title>`,
    `<desc id="${id}-text">${escapeXml(chart.description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="${colour('surface')}"/>`,
    ...vertical.ticks.map(
      ({ at, text }) =>
        `<line x1="${plot.x}" x2="${plot.x + plot.width}" y1="${at.toFixed(1)}" y2="${at.toFixed(1)}" stroke="${colour('grid')}"/>` +
        label(plot.x - 8, at + 4, text, 'end'),
    ),
    ...xTicks.map(
      ({ at, text }) =>
        `<line x1="${at.toFixed(1)}" x2="${at.toFixed(1)}" y1="${bottom}" y2="${bottom + 5}" stroke="${colour('rule')}"/>` +
        label(at, bottom + 19, text, 'middle'),
    ),
    `<path d="M${plot.x} ${plot.y}V${bottom}H${plot.x + plot.width}" fill="none" stroke="${colour('rule')}"/>`,
    ...series,
    label(plot.x + plot.width / 2, height - 14, chart.x.label, 'middle'),
    `<text transform="translate(16 ${plot.y + plot.height / 2}) rotate(-90)" text-anchor="middle" font-size="13" fill="${colour('ink')}">${escapeXml(chart.y.label)}</text>`,
    '</svg>',
  ].join('');
}

/** The names of a chart's lines with a sample of each, as an HTML list. */
export function chartKey(chart: StudyChart): string {
  const entries = chart.series.map((one, index) => {
    const sample =
      one.draw === 'points'
        ? mark(index, 14, 6, colour(one.tone))
        : `<line x1="1" x2="27" y1="6" y2="6" ${stroke(one, index)}/>`;
    return `<li><svg class="sample" viewBox="0 0 28 12" aria-hidden="true">${sample}</svg>${escapeXml(one.name)}</li>`;
  });
  return `<ul class="key">${entries.join('')}</ul>`;
}

/** Both axes are the same code: a horizontal one is a vertical one seen from the side, its far end at 0. */
function axisOf(chart: StudyChart, which: 'x' | 'y'): Axis {
  const all = Float64Array.from(
    chart.series.flatMap((one) => {
      const other = which === 'x' ? one.y : one.x;
      // What has no place along the other axis takes no room along this one.
      const scale = which === 'x' ? chart.y.scale : chart.x.scale;
      return Array.from(one[which]).filter(
        (value, i) =>
          Number.isFinite(value) && Number.isFinite(other[i]!) && (scale === 'linear' || other[i]! >= 0),
      );
    }),
  );
  const box = which === 'y' ? plot : { x: 0, y: 0, width: 0, height: plot.width };
  return chartAxis(all, box, chart[which].scale);
}

function drawn(
  one: ChartSeries,
  index: number,
  xOf: (value: number) => number | null,
  yOf: (value: number) => number | null,
): string {
  const points = Array.from(one.x, (x, i) => ({ x: xOf(x), y: yOf(one.y[i]!) }));
  if (one.draw === 'points' || one.draw === 'stems')
    return points
      .map(({ x, y }) => (x === null || y === null ? '' : mark(index, x, y, colour(one.tone))))
      .join('');
  let path = '';
  let pen = false;
  for (const { x, y } of points) {
    if (x === null || y === null) {
      pen = false;
      continue;
    }
    path += !pen
      ? `M${x.toFixed(1)} ${y.toFixed(1)}`
      : one.draw === 'steps'
        ? `H${x.toFixed(1)}V${y.toFixed(1)}`
        : `L${x.toFixed(1)} ${y.toFixed(1)}`;
    pen = true;
  }
  return `<path d="${path}" fill="none" ${stroke(one, index)}/>`;
}

function stroke({ draw, tone }: ChartSeries, index: number): string {
  const dash = dashes[index % dashes.length] || (draw === 'dashed' ? '5 4' : '');
  return `stroke="${colour(tone)}" stroke-width="2"${dash ? ` stroke-dasharray="${dash}"` : ''}`;
}

/** Discs, squares, triangles and crosses in turn. */
function mark(index: number, x: number, y: number, paint: string): string {
  const at = `${x.toFixed(1)} ${y.toFixed(1)}`;
  switch (index % 4) {
    case 0:
      return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4" fill="${paint}"/>`;
    case 1:
      return `<path d="M${at}m-4 -4h8v8h-8z" fill="none" stroke="${paint}" stroke-width="2"/>`;
    case 2:
      return `<path d="M${at}m0 -5l5 9h-10z" fill="${paint}"/>`;
    default:
      return `<path d="M${at}m-4 -4l8 8m0 -8l-8 8" stroke="${paint}" stroke-width="2"/>`;
  }
}

function label(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" font-size="12" fill="${colour('ink-soft')}">${escapeXml(text)}</text>`;
}
