/** A table over two settings as coloured cells with their numbers. */
import type { SweepTable } from '../../analysis/sweeps/table';
import { shortName, shown } from '../../model/sweep/labels';
import type { SweepValue } from '../../model/sweep/spec';
import { cividis, colourAt } from '../colour-maps';
import type { Box, DrawingContext } from '../context';
import { contrast, parseHex, toHex, type Rgb } from '../oklab';
import { drawText, fitText, textWidth } from '../text';
import { sizes, themes, type ThemeName } from '../theme';
import { formatNumber } from '../ticks';

export interface TableMapOptions extends Box {
  readonly table: SweepTable;
  readonly theme: ThemeName;
  /** Device pixels per unit. */
  readonly scale?: number;
}

export interface TableCell {
  readonly text: string;
  /** Colour of the cell and of what is written on it, as `#rrggbb`; null where there is no number. */
  readonly ground: string | null;
  readonly ink: string | null;
}

/** One per number of a table, laid out alike. */
export function tableCells(table: SweepTable): TableCell[] {
  const position = positions(table);
  return Array.from(table.numbers, (value): TableCell => {
    if (Number.isNaN(value)) return { text: '–', ground: null, ink: null };
    const ground = colourAt(cividis, position(value));
    const ink = inks.reduce((best, one) => (contrast(one, ground) > contrast(best, ground) ? one : best));
    return { text: valueText(table, value), ground: toHex(ground), ink: toHex(ink) };
  });
}

const inks: readonly Rgb[] = [parseHex('#111418'), parseHex('#ffffff')];

/** Where each cell is, in the figure's units from its corner; up × across, the first line at the bottom. */
export function drawTableMap(ctx: DrawingContext, options: TableMapOptions): readonly Box[] {
  const { table, width, height, scale = 1 } = options;
  const theme = themes[options.theme];
  const { across, up } = table;
  ctx.save();
  ctx.setTransform(scale, 0, 0, scale, options.x * scale, options.y * scale);
  ctx.setLineDash([]);
  const strong = { size: sizes.label, weight: 600 as const, colour: theme.ink };
  const tick = { size: sizes.tick, colour: theme.inkSoft };
  const title = `${table.label[0]!.toUpperCase()}${table.label.slice(1)}`;
  drawText(ctx, fitText(ctx, title, width, strong), 2, 14, strong);

  const lines = up.values.map(labelOf);
  const left = 34 + Math.min(0.3 * width, Math.max(...lines.map((text) => textWidth(ctx, text, tick))));
  const plot = { x: left, y: 26, width: width - left - 6, height: Math.max(20, height - 26 - 42) };
  const [cellWidth, cellHeight] = [plot.width / across.values.length, plot.height / up.values.length];
  const looks = tableCells(table);
  const cells = looks.map(({ text, ground, ink }, i): Box => {
    const [column, line] = [i % across.values.length, Math.floor(i / across.values.length)];
    const box = {
      x: plot.x + column * cellWidth,
      y: plot.y + plot.height - (line + 1) * cellHeight,
      width: cellWidth,
      height: cellHeight,
    };
    ctx.fillStyle = ground ?? theme.nonFinite;
    // Half a unit more, so that no seam of paper shows between cells.
    ctx.fillRect(box.x, box.y, box.width + 0.5, box.height + 0.5);
    if (textWidth(ctx, text, tick) + 4 < box.width && sizes.tick + 4 < box.height)
      drawText(ctx, text, box.x + box.width / 2, box.y + box.height / 2, {
        ...tick,
        colour: ink ?? theme.ink,
        align: 'center',
        baseline: 'middle',
      });
    return box;
  });
  ctx.strokeStyle = theme.rule;
  ctx.lineWidth = 1;
  ctx.strokeRect(plot.x, plot.y, plot.width, plot.height);

  const stride = Math.max(1, Math.ceil((sizes.tick * 1.4) / cellHeight));
  lines.forEach((text, line) => {
    if (line % stride !== 0) return;
    const y = plot.y + plot.height - (line + 0.5) * cellHeight;
    drawText(ctx, fitText(ctx, text, left - 30, tick), left - 6, y, {
      ...tick,
      align: 'right',
      baseline: 'middle',
    });
  });
  const columns = across.values.map(labelOf);
  const widest = Math.max(...columns.map((text) => textWidth(ctx, text, tick)));
  const skip = Math.max(1, Math.ceil((Math.min(widest, 90) + 8) / cellWidth));
  columns.forEach((text, column) => {
    if (column % skip !== 0) return;
    const x = plot.x + (column + 0.5) * cellWidth;
    drawText(
      ctx,
      fitText(ctx, text, Math.max(20, skip * cellWidth - 4), tick),
      x,
      plot.y + plot.height + 15,
      {
        ...tick,
        align: 'center',
      },
    );
  });
  const label = { size: sizes.label, colour: theme.ink, align: 'center' as const };
  drawText(ctx, shortName(across.place), plot.x + plot.width / 2, plot.y + plot.height + 34, label);
  ctx.translate(12, plot.y + plot.height / 2);
  ctx.rotate(-Math.PI / 2);
  drawText(ctx, shortName(up.place), 0, 0, label);
  ctx.restore();
  return cells;
}

const labelOf = (value: SweepValue) => (typeof value === 'number' ? formatNumber(value) : shown(value));

function valueText({ quantity }: SweepTable, value: number): string {
  if (quantity === 'solved' || quantity === 'accuracy') return `${Number((100 * value).toPrecision(3))} %`;
  return value === Infinity ? '∞' : formatNumber(value, 3);
}

/** Where a number is between the ends of the colours: shares from 0 to 1, all else on a logarithmic scale where it is positive. */
function positions({ quantity, numbers }: SweepTable): (value: number) => number {
  if (quantity === 'solved' || quantity === 'accuracy') return (value) => value;
  const finite = Array.from(numbers).filter(Number.isFinite);
  const bend = finite.every((value) => value > 0) ? Math.log10 : (value: number) => value;
  const [low, high] = [bend(Math.min(...finite)), bend(Math.max(...finite))];
  return (value) => (value === Infinity ? 1 : high > low ? (bend(value) - low) / (high - low) : 0.5);
}

/** The text alternative. */
export function describeTable(table: SweepTable): string {
  const { across, up, numbers, label } = table;
  const said = up.values.flatMap((line, j) =>
    across.values.map((column, i) => {
      const value = numbers[j * across.values.length + i]!;
      return `${shortName(up.place)} ${labelOf(line)}, ${shortName(across.place)} ${labelOf(column)}: ${Number.isNaN(value) ? 'none' : valueText(table, value)}`;
    }),
  );
  const shownCells = said.slice(0, 100).join('; ');
  return `The ${label} over ${shortName(across.place)} and ${shortName(up.place)}. ${shownCells}${said.length > 100 ? '; …' : ''}.`;
}
