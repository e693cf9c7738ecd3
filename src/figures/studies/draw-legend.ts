import type { DrawingContext } from '../context';
import { drawText, fitText, textWidth, type TextStyle } from '../text';
import { sizes, type Theme } from '../theme';
import type { ChartSeries } from './study-view';
import { seriesStyle } from './tones';

const sample = 22;
const gap = 6;
const between = 16;
export const legendLine = 18;

export interface LegendItem {
  readonly series: ChartSeries;
  /** From the legend's left end and top. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

const style = (theme: Theme): TextStyle => ({ size: sizes.tick, colour: theme.inkSoft });

/** Places the names of a chart's series in lines of at most `width`; none where there is one series only. */
export function legendOf(
  ctx: DrawingContext,
  series: readonly ChartSeries[],
  width: number,
  theme: Theme,
): { readonly items: readonly LegendItem[]; readonly height: number } {
  if (series.length < 2) return { items: [], height: 0 };
  const items: LegendItem[] = [];
  let [x, y] = [0, 0];
  for (const one of series) {
    const text = fitText(ctx, one.name, width - sample - gap, style(theme));
    const own = sample + gap + textWidth(ctx, text, style(theme));
    if (x > 0 && x + own > width) [x, y] = [0, y + legendLine];
    items.push({ series: one, x, y, text });
    x += own + between;
  }
  return { items, height: y + legendLine };
}

export function drawLegend(
  ctx: DrawingContext,
  items: readonly LegendItem[],
  left: number,
  top: number,
  theme: Theme,
): void {
  for (const { series, x, y, text } of items) {
    const [from, middle] = [left + x, top + y + legendLine / 2];
    drawSample(ctx, series, from, middle, theme);
    drawText(ctx, text, from + sample + gap, middle, { ...style(theme), baseline: 'middle' });
  }
}

function drawSample(ctx: DrawingContext, series: ChartSeries, x: number, y: number, theme: Theme): void {
  const { draw, strength = 1 } = series;
  const { colour, dash } = seriesStyle(series, theme, [5, 3]);
  ctx.save();
  ctx.globalAlpha = strength;
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.lineWidth = 2;
  if (dash.length > 0) {
    ctx.lineCap = 'butt';
    ctx.setLineDash([...dash]);
  }
  ctx.beginPath();
  if (draw === 'points' || draw === 'stems') {
    ctx.arc(x + sample / 2, draw === 'stems' ? y - 4 : y, 3, 0, 2 * Math.PI);
    ctx.fill();
    if (draw === 'stems') {
      ctx.beginPath();
      ctx.lineWidth = 1.25;
      ctx.moveTo(x + sample / 2, y - 4);
      ctx.lineTo(x + sample / 2, y + 6);
      ctx.stroke();
    }
  } else {
    const rise = draw === 'steps' ? 4 : 0;
    ctx.moveTo(x, y - rise);
    ctx.lineTo(x + sample / 2, y - rise);
    if (rise > 0) ctx.lineTo(x + sample / 2, y + rise);
    ctx.lineTo(x + sample, y + rise);
    ctx.stroke();
  }
  ctx.restore();
}
