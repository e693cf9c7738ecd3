import type { ChartAxis } from '../chart-axis';
import type { Box, DrawingContext } from '../context';
import type { Theme } from '../theme';
import type { ChartSeries } from './study-view';
import { seriesStyle } from './tones';
import type { XAxis } from './x-axis';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Draws one series into a plot; values that the axes have no place for are gaps. */
export function drawSeries(
  ctx: DrawingContext,
  series: ChartSeries,
  plot: Box,
  x: XAxis,
  y: ChartAxis,
  theme: Theme,
): void {
  const { draw, strength = 1, weight = 1 } = series;
  const { colour, dash } = seriesStyle(series, theme, [6, 4]);
  ctx.save();
  ctx.globalAlpha = strength;
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.lineJoin = 'round';
  ctx.lineCap = dash.length > 0 ? 'butt' : 'round';
  ctx.setLineDash([...dash]);
  const runs = runsOf(series, plot, x, y);
  if (draw === 'points' || draw === 'stems') drawDots(ctx, runs.flat(), draw, plot, y);
  else for (const run of runs) drawLine(ctx, run, draw === 'steps', plot, weight);
  ctx.restore();
}

/** The points that can be shown, in one list per stretch without a gap. */
function runsOf({ x: xs, y: ys, draw }: ChartSeries, plot: Box, x: XAxis, y: ChartAxis): Point[][] {
  const runs: Point[][] = [[]];
  xs.forEach((value, i) => {
    // A curve that begins at 0 comes in at the left edge of a logarithmic axis.
    const px = x.toPixel(value) ?? (value === 0 && draw === 'steps' ? plot.x : null);
    const py = y.toPixel(ys[i]!);
    if (px !== null && py !== null) runs.at(-1)!.push({ x: px, y: py });
    else if (runs.at(-1)!.length > 0) runs.push([]);
  });
  return runs.filter((run) => run.length > 0);
}

function drawDots(
  ctx: DrawingContext,
  points: readonly Point[],
  draw: 'points' | 'stems',
  plot: Box,
  y: ChartAxis,
): void {
  const radius = points.length > 400 ? 1.4 : points.length > 100 ? 2.2 : 3.4;
  if (draw === 'stems') {
    const foot = y.zeroLine ?? y.toPixel(0) ?? plot.y + plot.height;
    ctx.lineWidth = points.length > 100 ? 0.75 : 1.5;
    ctx.beginPath();
    for (const point of points) {
      ctx.moveTo(point.x, foot);
      ctx.lineTo(point.x, point.y);
    }
    ctx.stroke();
  }
  for (const point of points) {
    ctx.beginPath();
    ctx.arc(point.x, point.y, radius, 0, 2 * Math.PI);
    ctx.fill();
  }
}

function drawLine(
  ctx: DrawingContext,
  run: readonly Point[],
  stepped: boolean,
  plot: Box,
  weight: number,
): void {
  ctx.lineWidth = weight * (run.length === 1 && !stepped ? 5 : 1.8);
  ctx.beginPath();
  run.forEach((point, i) => {
    if (i === 0) ctx.moveTo(point.x, point.y);
    else {
      if (stepped) ctx.lineTo(point.x, run[i - 1]!.y);
      ctx.lineTo(point.x, point.y);
    }
  });
  const last = run.at(-1)!;
  // What a step curve says last holds on; a line of one point is a dot.
  if (stepped) ctx.lineTo(plot.x + plot.width, last.y);
  else if (run.length === 1) ctx.lineTo(last.x + 0.01, last.y);
  ctx.stroke();
}
