/**
 * Loss and gradient norm over the steps of a run, one panel each over one axis of steps. For exports and headless
 * pictures. Nothing is dropped: exact zeros on a logarithmic axis have a line of their own, values that are not finite
 * are marked at the top edge, and a long history is drawn with the smallest and largest value of every pixel column.
 */
import type { History } from '../analysis/history';
import { drawAxes } from './axes';
import { chartAxis, type AxisMode, type ChartAxis } from './chart-axis';
import type { Box, DrawingContext } from './context';
import { drawText, textWidth, type TextStyle } from './text';
import { sizes, themes, type Theme, type ThemeName } from './theme';
import { formatNumber, groupThousands, niceSteps } from './ticks';

export interface HistoryChartOptions {
  readonly history: History;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly scale?: number;
  readonly theme: ThemeName;
  readonly x?: number;
  readonly y?: number;
  readonly title?: string;
  /** A step to mark with a vertical line. */
  readonly step?: number;
  readonly lossAxis?: AxisMode | 'auto';
  readonly gradientAxis?: AxisMode | 'auto';
}

export interface HistoryChartResult {
  readonly panels: readonly {
    readonly name: 'loss' | 'gradient norm';
    readonly plot: Box;
    readonly axis: ChartAxis;
  }[];
  stepToPixel(step: number): number;
  pixelToStep(x: number): number;
}

/** Room around the panels: above all, below all (ticks and label), and above each (its name). */
export const historyMargins = { top: 8, bottom: 54, header: 24 } as const;

export function drawHistoryChart(ctx: DrawingContext, options: HistoryChartOptions): HistoryChartResult {
  const { history, width, height, scale = 1, x = 0, y = 0 } = options;
  const theme = themes[options.theme];
  ctx.save();
  ctx.setTransform(scale, 0, 0, scale, x * scale, y * scale);
  ctx.fillStyle = theme.surface;
  ctx.fillRect(0, 0, width, height);
  if (options.title)
    drawText(ctx, options.title, 14, 28, { size: sizes.title, weight: 600, colour: theme.ink });

  const { top: padding, bottom, header } = historyMargins;
  const top = options.title ? 36 + padding : padding;
  const each = (height - top - bottom) / 2 - header;
  const series = [
    {
      name: 'loss' as const,
      label: 'loss',
      values: history.loss,
      colour: theme.ink,
      wanted: options.lossAxis ?? 'auto',
    },
    {
      name: 'gradient norm' as const,
      label: 'gradient norm ‖∇L‖',
      values: history.gradientNorm,
      colour: theme.accent,
      wanted: options.gradientAxis ?? 'auto',
    },
  ];
  // The widest tick label decides the left margin of both panels, so that their steps stand above each other.
  const draft: Box = { x: 0, y: 0, width: 1, height: Math.max(20, each) };
  const labels = series.flatMap(({ values, wanted }) =>
    chartAxis(values, draft, wanted).ticks.map(({ text }) => text),
  );
  const left = 14 + 12 + Math.max(14, ...labels.map((text) => textWidth(ctx, text, { size: sizes.tick })));
  const plotWidth = Math.max(20, width - left - 22);

  const steps = history.steps;
  const first = steps[0] ?? 0;
  const last = Math.max(steps.at(-1) ?? 1, first + 1);
  const stepToPixel = (step: number): number => left + ((step - first) / (last - first)) * plotWidth;

  const panels = series.map(({ name, label, values, colour, wanted }, index) => {
    const plot: Box = {
      x: left,
      y: top + header + index * (each + header),
      width: plotWidth,
      height: Math.max(20, each),
    };
    const axis = chartAxis(values, plot, wanted);
    drawGrid(ctx, plot, axis, theme);
    if (options.step !== undefined) drawStepLine(ctx, plot, stepToPixel(options.step), theme);
    drawSeries(ctx, steps, values, plot, axis, stepToPixel, colour, theme);
    drawAxes(
      ctx,
      plot,
      {
        ticks:
          index === 1
            ? stepTicks(first, last, plotWidth).map((step) => ({
                at: stepToPixel(step),
                text: stepText(step),
              }))
            : [],
        label: index === 1 ? 'step' : '',
      },
      { ticks: axis.ticks, label: '' },
      theme,
      0,
    );
    drawText(ctx, label, left, plot.y - 8, { size: sizes.label, colour });
    const now = values.at(-1);
    if (now !== undefined) {
      const style: TextStyle = { size: sizes.tick, colour: theme.inkSoft, align: 'right' };
      const room = plotWidth - textWidth(ctx, label, { size: sizes.label }) - 12;
      const end = `at the end ${formatNumber(now, 4)}`;
      const note = [axis.mode === 'log' ? `logarithmic · ${end}` : end, end, formatNumber(now, 3)].find(
        (text) => textWidth(ctx, text, style) <= room,
      );
      if (note !== undefined) drawText(ctx, note, left + plotWidth, plot.y - 8, style);
    }
    return { name, plot, axis };
  });
  ctx.restore();
  return { panels, stepToPixel, pixelToStep: (px) => first + ((px - left) / plotWidth) * (last - first) };
}

function stepTicks(first: number, last: number, width: number): number[] {
  return niceSteps(first, last, Math.max(2, Math.min(6, width / 80))).filter(Number.isInteger);
}

function stepText(step: number): string {
  return step >= 1e6 ? formatNumber(step) : groupThousands(step);
}

function drawGrid(ctx: DrawingContext, plot: Box, axis: ChartAxis, theme: Theme): void {
  ctx.lineCap = 'butt';
  ctx.lineWidth = 1;
  ctx.strokeStyle = theme.grid;
  ctx.beginPath();
  for (const { at } of axis.ticks) {
    ctx.moveTo(plot.x, at);
    ctx.lineTo(plot.x + plot.width, at);
  }
  ctx.stroke();
  if (axis.zeroLine === null) return;
  // The gap between the logarithmic part and the line of zeros.
  ctx.strokeStyle = theme.rule;
  ctx.setLineDash([2, 4]);
  ctx.beginPath();
  const at = plot.y + plot.height - 22;
  ctx.moveTo(plot.x, at);
  ctx.lineTo(plot.x + plot.width, at);
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawStepLine(ctx: DrawingContext, plot: Box, x: number, theme: Theme): void {
  ctx.strokeStyle = theme.trajectory;
  ctx.lineWidth = 1.4;
  ctx.beginPath();
  ctx.moveTo(x, plot.y);
  ctx.lineTo(x, plot.y + plot.height);
  ctx.stroke();
}

function drawSeries(
  ctx: DrawingContext,
  steps: Float64Array,
  values: Float64Array,
  plot: Box,
  axis: ChartAxis,
  stepToPixel: (step: number) => number,
  colour: string,
  theme: Theme,
): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.8;
  ctx.lineJoin = 'round';
  ctx.lineCap = 'round';
  const lost: number[] = [];
  const runs: { x: number; y: number }[][] = [[]];
  for (const { x, value } of columns(steps, values, stepToPixel)) {
    const y = axis.toPixel(value);
    if (y !== null) {
      runs.at(-1)!.push({ x, y });
      continue;
    }
    lost.push(x);
    if (runs.at(-1)!.length > 0) runs.push([]);
  }
  for (const points of runs) {
    if (points.length === 0) continue;
    ctx.beginPath();
    points.forEach((point, i) => (i === 0 ? ctx.moveTo(point.x, point.y) : ctx.lineTo(point.x, point.y)));
    // A line of one point is a dot.
    if (points.length === 1) ctx.lineTo(points[0]!.x + 0.01, points[0]!.y);
    ctx.lineWidth = points.length === 1 ? 5 : 1.8;
    ctx.stroke();
  }
  if (lost.length === 0) return;
  ctx.strokeStyle = theme.error;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  for (const x of lost) {
    ctx.moveTo(x, plot.y);
    ctx.lineTo(x, plot.y + 7);
  }
  ctx.stroke();
  const side = lost[0]! > plot.x + plot.width / 2 ? 'right' : 'left';
  drawText(ctx, 'not finite', lost[0]! + (side === 'right' ? -5 : 5), plot.y + 13, {
    size: sizes.tick,
    colour: theme.error,
    align: side,
    halo: theme.surface,
  });
}

/** At most four points per half pixel: first, smallest, largest, last, in the order they came; every value that is not finite. */
function* columns(
  steps: Float64Array,
  values: Float64Array,
  stepToPixel: (step: number) => number,
): Generator<{ readonly x: number; readonly value: number }> {
  for (let from = 0; from < steps.length;) {
    const column = Math.floor(2 * stepToPixel(steps[from]!));
    let to = from + 1;
    while (to < steps.length && Math.floor(2 * stepToPixel(steps[to]!)) === column) to++;
    const chosen = new Set([from, to - 1]);
    let [low, high] = [from, from];
    for (let i = from; i < to; i++) {
      if (!Number.isFinite(values[i]!)) chosen.add(i);
      if (values[i]! < values[low]!) low = i;
      if (values[i]! > values[high]!) high = i;
    }
    chosen.add(low).add(high);
    for (const i of [...chosen].sort((a, b) => a - b)) yield { x: stepToPixel(steps[i]!), value: values[i]! };
    from = to;
  }
}
