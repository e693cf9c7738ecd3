/** The legend of a colour map: a bar with the isolines' values beside it, the centre's value marked, clipped ends said. */
import { colourAt, type ColourMap } from './colour-maps';
import type { Box, DrawingContext } from './context';
import { toHex } from './oklab';
import { drawText, textWidth, type TextStyle } from './text';
import { sizes, type Theme } from './theme';
import { formatApart, formatNumber } from './ticks';
import { constantOf, positionOf, type ValueScale } from './value-scale';

export interface ColourBarOptions {
  readonly scale: ValueScale;
  readonly colours: ColourMap;
  readonly theme: Theme;
  readonly levels: readonly number[];
  /** What the colour is. */
  readonly label: string;
}

export const barWidth = 13;

/** Labels to print beside a bar, with their values; the ends carry ≥ or ≤ where values go beyond them. */
export function barLabels(
  scale: ValueScale,
  levels: readonly number[],
): { value: number; text: string; strong: boolean }[] {
  if (scale.constant || !(scale.high > scale.low)) {
    return [{ value: constantOf(scale), text: formatNumber(constantOf(scale), 12), strong: true }];
  }
  const format = formatApart(levels.length > 1 ? levels : [scale.low, scale.high]);
  const labels = levels.map((value) => ({
    value,
    text: format(value),
    strong: scale.kind === 'diverging' && value === scale.centre,
  }));
  // The ends are wherever they are; three digits say enough, and the facts give them in full.
  if (scale.clippedHigh)
    labels.push({ value: scale.high, text: `≥ ${formatNumber(scale.high, 3)}`, strong: false });
  if (scale.clippedLow)
    labels.push({ value: scale.low, text: `≤ ${formatNumber(scale.low, 3)}`, strong: false });
  return labels;
}

const tick: TextStyle = { size: sizes.tick };

/** Room that the bar with its labels needs. */
export function colourBarWidth(
  ctx: DrawingContext,
  scale: ValueScale,
  levels: readonly number[],
  label: string,
): number {
  const widths = barLabels(scale, levels).map(({ text, strong }) =>
    textWidth(ctx, text, { ...tick, weight: strong ? 600 : 400 }),
  );
  return Math.max(barWidth + 9 + Math.max(...widths), textWidth(ctx, label, { size: sizes.label }));
}

/** Draws into `box` (its width is for the labels too; the bar itself is `barWidth` wide at the left). */
export function drawColourBar(
  ctx: DrawingContext,
  box: Box,
  { scale, colours, theme, levels, label }: ColourBarOptions,
): void {
  drawText(ctx, label, box.x, box.y - 9, { size: sizes.label, colour: theme.ink });
  const flat = scale.constant || !(scale.high > scale.low);
  const lowest = flat || scale.low < scale.centre ? -1 : 0;
  const highest = flat || scale.high > scale.centre ? 1 : 0;
  const from = scale.kind === 'sequential' ? 0 : lowest;
  const yOf = (position: number): number => box.y + ((highest - position) / (highest - from)) * box.height;

  // A colour map has no more colours than this.
  const slices = Math.min(256, Math.ceil(box.height * 2));
  for (let i = 0; i < slices; i++) {
    const position = flat
      ? positionOf(scale, constantOf(scale))
      : highest - ((i + 0.5) / slices) * (highest - from);
    ctx.fillStyle = toHex(colourAt(colours, position));
    ctx.fillRect(box.x, box.y + (i / slices) * box.height, barWidth, box.height / slices + 0.5);
  }
  ctx.strokeStyle = theme.rule;
  ctx.lineWidth = 1;
  ctx.strokeRect(box.x, box.y, barWidth, box.height);

  const placed: number[] = [];
  const labels = barLabels(scale, levels).map((entry) => ({
    ...entry,
    y: flat ? box.y + box.height / 2 : yOf(positionOf(scale, entry.value)),
  }));
  // The centre and the clipped ends come first; others give way.
  const rank = (entry: (typeof labels)[number]): number =>
    entry.strong ? 0 : /[≥≤]/.test(entry.text) ? 1 : 2;
  for (const { y, text, strong } of labels.sort((a, b) => rank(a) - rank(b))) {
    const style: TextStyle = {
      ...tick,
      weight: strong ? 600 : 400,
      colour: strong ? theme.ink : theme.inkSoft,
      baseline: 'middle',
    };
    ctx.strokeStyle = strong ? theme.ink : theme.rule;
    ctx.lineWidth = strong ? 1.8 : 1;
    ctx.lineCap = 'butt';
    ctx.beginPath();
    ctx.moveTo(strong ? box.x : box.x + barWidth, y);
    ctx.lineTo(box.x + barWidth + 4, y);
    ctx.stroke();
    if (placed.some((other) => Math.abs(other - y) < sizes.tick * 1.25)) continue;
    placed.push(y);
    drawText(ctx, text, box.x + barWidth + 8, y, style);
  }
}
