/** Draws a study's chart on any canvas: the window's and the command line's pictures come from here. */
import { drawAxes, tickLength } from '../axes';
import { chartAxis, type ChartAxis } from '../chart-axis';
import type { Box, DrawingContext } from '../context';
import { drawText, fitText, textWidth } from '../text';
import { sizes, themes, type Theme, type ThemeName } from '../theme';
import { drawLegend, legendOf } from './draw-legend';
import { drawSeries } from './draw-series';
import type { StudyChart } from './study-view';
import { xAxis, type XAxis } from './x-axis';

export interface StudyChartOptions {
  readonly chart: StudyChart;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly scale?: number;
  readonly theme: ThemeName;
  readonly x?: number;
  readonly y?: number;
  /** The chart's title is written above it. */
  readonly titled?: boolean;
  /** The names of its series are written above it. Default true. */
  readonly legend?: boolean;
}

export interface StudyChartResult {
  /** In CSS pixels from the chart's corner. */
  readonly plot: Box;
  readonly x: XAxis;
  readonly y: ChartAxis;
}

const lineHeight = 22;
/** Room below the plot for numbers and label, and at its right. */
const below = 44;
const right = 24;

export function drawStudyChart(ctx: DrawingContext, options: StudyChartOptions): StudyChartResult {
  const { chart, width, height, scale = 1, titled = false, legend: named = true } = options;
  const theme = themes[options.theme];
  ctx.save();
  ctx.setTransform(scale, 0, 0, scale, (options.x ?? 0) * scale, (options.y ?? 0) * scale);
  ctx.fillStyle = theme.surface;
  ctx.fillRect(0, 0, width, height);
  const heading = { size: sizes.label, weight: 600 as const, colour: theme.ink };
  if (titled) drawText(ctx, fitText(ctx, chart.title, width, heading), 2, 14, heading);
  const above = titled ? lineHeight : 4;
  const legend = legendOf(ctx, named ? chart.series : [], width - 8, theme);
  drawLegend(ctx, legend.items, 4, above, theme);
  const top = above + legend.height + 8;

  // The widest number decides the left margin.
  const tall = Math.max(30, height - top - below);
  const draft = yAxis(chart, { x: 0, y: 0, width: 1, height: tall });
  const widest = Math.max(16, ...draft.ticks.map(({ text }) => textWidth(ctx, text, { size: sizes.tick })));
  const left = 20 + widest + tickLength + 4;
  const plot: Box = { x: left, y: top, width: Math.max(30, width - left - right), height: tall };
  const x = xAxis(chart, plot);
  const y = yAxis(chart, plot);
  drawGrid(ctx, plot, x, y, theme);
  ctx.save();
  ctx.beginPath();
  // Half a dot of room, so that a dot on the frame is whole.
  ctx.rect(plot.x - 4, plot.y - 4, plot.width + 8, plot.height + 8);
  ctx.clip();
  for (const series of chart.series) drawSeries(ctx, series, plot, x, y, theme);
  ctx.restore();
  drawAxes(
    ctx,
    plot,
    { ticks: x.ticks, label: '' },
    { ticks: y.ticks, label: chart.y.label },
    theme,
    widest + tickLength + 14,
  );
  drawText(ctx, chart.x.label, plot.x + plot.width / 2, plot.y + plot.height + 38, {
    size: sizes.label,
    colour: theme.ink,
    align: 'center',
  });
  ctx.restore();
  return { plot, x, y };
}

function yAxis({ y, series }: StudyChart, plot: Box): ChartAxis {
  const values = series.flatMap(({ y: own }) => Array.from(own.filter(Number.isFinite)));
  if (series.some(({ draw }) => draw === 'stems') && y.scale === 'linear') values.push(0);
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  // What differs by rounding alone is one value: its digits would fill the axis.
  const same = high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high));
  const axis = chartAxis(Float64Array.from(same && values.length > 0 ? [high] : values), plot, y.scale);
  // Counts have no halves.
  return values.every(Number.isInteger)
    ? { ...axis, ticks: axis.ticks.filter(({ text }) => !text.includes('.')) }
    : axis;
}

function drawGrid(ctx: DrawingContext, plot: Box, x: XAxis, y: ChartAxis, theme: Theme): void {
  ctx.lineCap = 'butt';
  ctx.lineWidth = 1;
  ctx.setLineDash([]);
  ctx.strokeStyle = theme.grid;
  ctx.beginPath();
  for (const { at } of x.ticks) {
    ctx.moveTo(at, plot.y);
    ctx.lineTo(at, plot.y + plot.height);
  }
  for (const { at } of y.ticks) {
    ctx.moveTo(plot.x, at);
    ctx.lineTo(plot.x + plot.width, at);
  }
  ctx.stroke();
  const zero = y.mode === 'linear' ? y.toPixel(0) : null;
  if (zero === null || zero < plot.y || zero > plot.y + plot.height) return;
  ctx.strokeStyle = theme.rule;
  ctx.beginPath();
  ctx.moveTo(plot.x, zero);
  ctx.lineTo(plot.x + plot.width, zero);
  ctx.stroke();
}
