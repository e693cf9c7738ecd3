/** Frame, ticks and labels of a plot. Ticks point outwards; the frame never covers data. */
import type { Box, DrawingContext } from './context';
import { drawText, fitText, type TextStyle } from './text';
import { sizes, type Theme } from './theme';

export interface Axis {
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly label: string;
}

export const tickLength = 5;

/** `x.ticks[].at` and `y.ticks[].at` are in the figure's units; the y label stands upright beside the plot, `labelOffset` from its edge. */
export function drawAxes(
  ctx: DrawingContext,
  plot: Box,
  x: Axis,
  y: Axis,
  theme: Theme,
  labelOffset: number,
): void {
  const tick: TextStyle = { size: sizes.tick, colour: theme.inkSoft };
  ctx.strokeStyle = theme.rule;
  ctx.lineWidth = 1;
  ctx.lineCap = 'butt';
  ctx.strokeRect(plot.x, plot.y, plot.width, plot.height);
  ctx.beginPath();
  const bottom = plot.y + plot.height;
  for (const { at } of x.ticks) {
    ctx.moveTo(at, bottom);
    ctx.lineTo(at, bottom + tickLength);
  }
  for (const { at } of y.ticks) {
    ctx.moveTo(plot.x - tickLength, at);
    ctx.lineTo(plot.x, at);
  }
  ctx.stroke();
  for (const { at, text } of x.ticks)
    drawText(ctx, text, at, bottom + tickLength + 4, { ...tick, align: 'center', baseline: 'top' });
  for (const { at, text } of y.ticks)
    drawText(ctx, text, plot.x - tickLength - 4, at, { ...tick, align: 'right', baseline: 'middle' });

  const label: TextStyle = { size: sizes.label, colour: theme.ink, align: 'center' };
  if (x.label !== '') {
    drawText(
      ctx,
      fitText(ctx, x.label, plot.width, label),
      plot.x + plot.width / 2,
      bottom + tickLength + 36,
      label,
    );
  }
  if (y.label !== '') {
    ctx.save();
    ctx.translate(plot.x - labelOffset, plot.y + plot.height / 2);
    ctx.rotate(-Math.PI / 2);
    drawText(ctx, fitText(ctx, y.label, plot.height, label), 0, 0, label);
    ctx.restore();
  }
}
