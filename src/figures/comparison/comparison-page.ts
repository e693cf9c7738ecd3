/** A comparison as one picture: what is to be seen, the curves over each other, the numbers of each run, and what makes it reproducible. */
import type { Comparison } from '../../analysis/comparison/comparison';
import type { DrawingContext } from '../context';
import { beginPage, pageMargin } from '../page-frame';
import { drawStudyChart } from '../studies/draw-chart';
import { drawText, fitText, textWidth, wrapText, type TextStyle } from '../text';
import { sizes, type Theme, type ThemeName } from '../theme';
import { rankStyle } from '../ranks';
import { comparisonChart, type CurveSettings } from './curves';
import { type ComparisonColumn, labelColumn, resultColumns, settingColumns } from './columns';

export interface ComparisonPageOptions {
  /** Pixels of the picture. */
  readonly width: number;
  readonly height: number;
  readonly theme: ThemeName;
  readonly comparison: Comparison;
  readonly curves: Pick<CurveSettings, 'quantity' | 'scale'>;
  readonly engine: { readonly version: string; readonly build: string };
}

const margin = pageMargin;
const rowHeight = 19;
const gap = 18;
const sample = 30;

/** Pixels at which the page is read well. */
export function comparisonPageSize({ runs }: Comparison): { width: number; height: number } {
  return { width: 1200, height: 900 + rowHeight * Math.max(0, runs.length - 8) };
}

export function drawComparisonPage(ctx: DrawingContext, options: ComparisonPageOptions): void {
  const { comparison } = options;
  const { theme, scale, height, room, title, soft, caption } = beginPage(ctx, options);

  const { length } = comparison.runs;
  drawText(ctx, `Comparison of ${length} ${length === 1 ? 'run' : 'runs'}`, margin, margin + 20, title);
  let top = margin + 32;
  for (const line of wrapText(ctx, comparison.sentences.join(' '), room, soft).slice(0, 4)) {
    drawText(ctx, line, margin, top + 13, soft);
    top += rowHeight;
  }

  const foot = height - margin;
  drawText(ctx, captionOf(options), margin, foot, caption);
  const rows = Math.min(length, Math.max(1, Math.floor((0.5 * height) / rowHeight)));
  const tableTop = foot - 2 * rowHeight - (rows + (rows < length ? 1 : 0)) * rowHeight;
  drawTable(ctx, comparison, rows, { x: margin, y: tableTop, width: room }, theme);
  ctx.restore();

  drawStudyChart(ctx, {
    chart: comparisonChart(comparison, options.curves),
    x: margin,
    y: top + 10,
    width: room,
    height: Math.max(80, tableTop - 30 - top),
    scale,
    theme: options.theme,
    titled: true,
  });
}

function captionOf({ engine, comparison }: ComparisonPageOptions): string {
  const made = `Saddlescope ${engine.version} · core ${engine.build.slice(0, 12)}`;
  const escape = 'escape step: the first recorded one at which a tenth of the first loss was gone';
  return comparison.runs.length === 0 ? made : `${escape} · ${made}`;
}

/** The numbers of the runs, as many columns as have room: first what is set differently, then what came of it. */
function drawTable(
  ctx: DrawingContext,
  comparison: Comparison,
  count: number,
  place: { readonly x: number; readonly y: number; readonly width: number },
  theme: Theme,
): void {
  const head: TextStyle = { size: sizes.tick, colour: theme.inkSoft };
  const cell: TextStyle = { size: sizes.tick, colour: theme.ink };
  const strong: TextStyle = { ...cell, weight: 600 };
  const runs = comparison.runs.slice(0, count);
  const named = Math.min(
    0.3 * place.width,
    Math.max(...runs.map(({ label }) => textWidth(ctx, label, strong)), 40),
  );
  const widthOf = (column: ComparisonColumn) =>
    Math.max(
      textWidth(ctx, shortPlace(column.label), head),
      ...runs.map((run) => textWidth(ctx, column.text(run), strong)),
    );
  let left = place.x + sample + named + gap;
  const columns = wanted(comparison).flatMap((column) => {
    const width = Math.min(widthOf(column), 220);
    if (left + width > place.x + place.width) return [];
    const x = left;
    left += width + gap;
    return [{ column, x, width }];
  });

  drawText(ctx, labelColumn.label, place.x + sample, place.y, head);
  for (const { column, x } of columns) drawText(ctx, shortPlace(column.label), x, place.y, head);
  ctx.strokeStyle = theme.rule;
  ctx.lineWidth = 1;
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(place.x, place.y + 6);
  ctx.lineTo(place.x + place.width, place.y + 6);
  ctx.stroke();
  runs.forEach((run, i) => {
    const base = place.y + (i + 1) * rowHeight;
    drawSample(ctx, run.rank, place.x, base - 4, theme);
    drawText(ctx, fitText(ctx, run.label, named, strong), place.x + sample, base, strong);
    for (const { column, x, width } of columns) {
      const style = column.standsOut(run) ? strong : cell;
      drawText(ctx, fitText(ctx, column.text(run), width, style), x, base, style);
    }
  });
  const more = comparison.runs.length - count;
  if (more > 0) drawText(ctx, `and ${more} more`, place.x + sample, place.y + (count + 1) * rowHeight, head);
}

/** In the order in which they get room; the columns that say least about a picture come last. */
function wanted(comparison: Comparison): readonly ComparisonColumn[] {
  const last = new Set(['bestStep', 'status']);
  const results = resultColumns(comparison);
  const settings = settingColumns(comparison);
  // Many settings would leave no room for a single number.
  return [
    ...settings.slice(0, 3),
    ...results.filter(({ id }) => !last.has(id)),
    ...settings.slice(3),
    ...results.filter(({ id }) => last.has(id)),
  ];
}

/** `initialisation.perturbation.size` is too long for a column: its last two words. */
const shortPlace = (label: string) => label.split('.').slice(-2).join('.');

function drawSample(ctx: DrawingContext, rank: number, x: number, y: number, theme: Theme): void {
  const { colour, dash } = rankStyle(rank, theme.name);
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.lineCap = 'butt';
  ctx.setLineDash([...dash]);
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + sample - 6, y);
  ctx.stroke();
  ctx.restore();
}
