/** A sweep as one picture: what was found, the survival curves or a table over two fields, the groups with their numbers, and what makes it reproducible. */
import type { GroupSummary, SweepSummary } from '../../analysis/sweeps/summary';
import type { SweepTable } from '../../analysis/sweeps/table';
import { shortName, shown } from '../../model/sweep/labels';
import type { DrawingContext } from '../context';
import { figureScale } from '../figure-page';
import { rankStyle } from '../ranks';
import { drawStudyChart } from '../studies/draw-chart';
import { drawText, fitText, textWidth, wrapText, type TextStyle } from '../text';
import { sizes, themes, type Theme, type ThemeName } from '../theme';
import { formatNumber, groupThousands } from '../ticks';
import { gridCells } from './grid-cells';
import { survivalChart } from './survival';

export interface SweepPageOptions {
  /** Pixels of the picture. */
  readonly width: number;
  readonly height: number;
  readonly theme: ThemeName;
  /** Of the experiment. */
  readonly name: string;
  readonly summary: SweepSummary;
  readonly tables: readonly SweepTable[];
  readonly sentences: readonly string[];
  /** The table that is drawn; null = the survival curves. */
  readonly table: number | null;
  readonly engine: { readonly version: string; readonly build: string };
}

const margin = 22;
const rowHeight = 19;
const sample = 30;
const gap = 18;
const mostRows = 16;

/** Pixels at which the page is read well. */
export const sweepPageSize = { width: 1200, height: 900 } as const;

export function drawSweepPage(ctx: DrawingContext, options: SweepPageOptions): void {
  const { summary, sentences, engine } = options;
  const theme = themes[options.theme];
  const scale = figureScale(options.width, options.height);
  const [width, height] = [options.width / scale, options.height / scale];
  const room = width - 2 * margin;
  ctx.save();
  ctx.setTransform(scale, 0, 0, scale, 0, 0);
  ctx.fillStyle = theme.surface;
  ctx.fillRect(0, 0, width, height);
  const title: TextStyle = { size: 22, weight: 600, colour: theme.ink };
  const soft: TextStyle = { size: sizes.label, colour: theme.inkSoft };
  const head = `${options.name}: ${groupThousands(summary.done)} of ${groupThousands(summary.runs)} runs`;
  drawText(ctx, fitText(ctx, head, room, title), margin, margin + 20, title);
  let top = margin + 32;
  for (const line of wrapText(ctx, sentences.join(' '), room, soft).slice(0, 4)) {
    drawText(ctx, line, margin, top + 13, soft);
    top += rowHeight;
  }
  const foot = height - margin;
  const made = `95 %: Wilson’s interval · escape: estimate of Kaplan and Meier · Saddlescope ${engine.version} · core ${engine.build.slice(0, 12)}`;
  drawText(ctx, made, margin, foot, { size: sizes.caption, colour: theme.inkSoft });
  const rows = Math.min(summary.groups.length, mostRows);
  const tableTop = foot - 2 * rowHeight - (rows + (rows < summary.groups.length ? 1 : 0)) * rowHeight;
  drawGroups(ctx, summary, rows, { x: margin, y: tableTop, width: room }, theme);
  const picture = { x: margin, y: top + 10, width: room, height: Math.max(80, tableTop - 30 - top) };
  const table = options.table === null ? undefined : options.tables[options.table];
  if (table) drawGrid(ctx, table, picture, theme);
  ctx.restore();
  if (!table)
    drawStudyChart(ctx, {
      chart: survivalChart(summary),
      ...picture,
      scale,
      theme: options.theme,
      titled: true,
    });
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const percent = (share: number) => (Number.isNaN(share) ? '–' : `${formatNumber(100 * share, 3)} %`);
const step = (steps: number) => (Number.isNaN(steps) ? '–' : groupThousands(steps));
const value = (one: number) => (Number.isNaN(one) ? '–' : formatNumber(one, 3));

const columns: readonly (readonly [string, (group: GroupSummary) => string])[] = [
  ['runs', ({ done }) => groupThousands(done)],
  ['solved', ({ solved }) => percent(solved.share)],
  ['95 %', ({ solved }) => (Number.isNaN(solved.share) ? '–' : solved.interval.map(percent).join(' to '))],
  ['escaped', ({ escaped }) => percent(escaped.share)],
  ['median escape', ({ escapeSteps }) => step(escapeSteps.median)],
  ['median final loss', ({ finalLoss }) => value(finalLoss.median)],
  ['10 % to 90 %', ({ finalLoss }) => `${value(finalLoss.low)} to ${value(finalLoss.high)}`],
  ['diverged', ({ statuses }) => groupThousands(statuses.diverged)],
];

function drawGroups(
  ctx: DrawingContext,
  { groups }: SweepSummary,
  count: number,
  place: Place,
  theme: Theme,
): void {
  const head: TextStyle = { size: sizes.tick, colour: theme.inkSoft };
  const cell: TextStyle = { size: sizes.tick, colour: theme.ink };
  const told = groups.slice(0, count);
  const named = Math.min(
    0.4 * place.width,
    Math.max(40, ...told.map(({ label }) => textWidth(ctx, label, cell))),
  );
  let left = place.x + sample + named + gap;
  const placed = columns.flatMap(([name, text]) => {
    const width = Math.max(
      textWidth(ctx, name, head),
      ...told.map((group) => textWidth(ctx, text(group), cell)),
    );
    if (left + width > place.x + place.width) return [];
    const x = left;
    left += width + gap;
    return [{ name, text, x }];
  });
  drawText(ctx, 'group', place.x + sample, place.y, head);
  for (const { name, x } of placed) drawText(ctx, name, x, place.y, head);
  told.forEach((group, i) => {
    const base = place.y + (i + 1) * rowHeight;
    drawSample(ctx, i, place.x, base - 4, theme);
    drawText(ctx, fitText(ctx, group.label, named, cell), place.x + sample, base, cell);
    for (const { text, x } of placed) drawText(ctx, text(group), x, base, cell);
  });
  const more = groups.length - count;
  if (more > 0)
    drawText(ctx, `and ${more} more groups`, place.x + sample, place.y + (count + 1) * rowHeight, head);
}

function drawSample(ctx: DrawingContext, rank: number, x: number, y: number, theme: Theme): void {
  const { colour, dash } = rankStyle(rank, theme.name);
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.setLineDash([...dash]);
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + sample - 8, y);
  ctx.stroke();
  ctx.restore();
}

function drawGrid(
  ctx: DrawingContext,
  table: SweepTable,
  place: Place & { readonly height: number },
  theme: Theme,
): void {
  const { across, up } = table;
  const soft: TextStyle = { size: sizes.tick, colour: theme.inkSoft };
  const caption = `${table.label}, over ${shortName(across.place)} (across) and ${shortName(up.place)} (down)`;
  drawText(ctx, caption, place.x, place.y + 13, { size: sizes.label, colour: theme.ink });
  const named = Math.min(
    0.25 * place.width,
    Math.max(30, ...up.values.map((one) => textWidth(ctx, shown(one), soft))),
  );
  const [x0, y0] = [place.x + named + 10, place.y + 44];
  const cellWidth = Math.min(140, (place.width - named - 10) / across.values.length);
  const cellHeight = Math.min(40, (place.height - 48) / up.values.length);
  const fits = cellWidth >= 26 && cellHeight >= 12;
  across.values.forEach((one, i) => {
    if (cellWidth >= 16)
      drawText(ctx, fitText(ctx, shown(one), cellWidth - 4, soft), x0 + (i + 0.5) * cellWidth, y0 - 7, {
        ...soft,
        align: 'center',
      });
  });
  gridCells(table).forEach(({ text, ground, ink }, i) => {
    const [column, row] = [i % across.values.length, Math.floor(i / across.values.length)];
    const [x, y] = [x0 + column * cellWidth, y0 + row * cellHeight];
    if (column === 0 && cellHeight >= 12)
      drawText(ctx, fitText(ctx, shown(up.values[row]!), named, soft), place.x, y + cellHeight / 2 + 4, soft);
    if (ground === 'transparent') return;
    ctx.fillStyle = ground;
    ctx.fillRect(x, y, cellWidth - 1, cellHeight - 1);
    const style: TextStyle = { size: sizes.tick, colour: ink, align: 'center' };
    if (fits)
      drawText(
        ctx,
        fitText(ctx, text, cellWidth - 4, style),
        x + cellWidth / 2,
        y + cellHeight / 2 + 4,
        style,
      );
  });
}
