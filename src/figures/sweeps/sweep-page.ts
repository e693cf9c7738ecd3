/** A sweep as one picture: what is to be seen, who has escaped when, who has solved it, and what makes it reproducible. */
import type { SweepSummary } from '../../analysis/sweeps/summary';
import type { SweepTable } from '../../analysis/sweeps/table';
import type { Experiment } from '../../model/experiment';
import { parameterCount } from '../../model/network';
import type { DrawingContext } from '../context';
import { networkSentence } from '../figure-page';
import { beginPage, pageMargin } from '../page-frame';
import { drawStudyChart } from '../studies/draw-chart';
import { drawText, fitText, wrapText } from '../text';
import { sizes, type ThemeName } from '../theme';
import { solvedChart, survivalChart } from './charts';
import { describeTable, drawTableMap } from './table-map';

export interface SweepPageOptions {
  /** Pixels of the picture. */
  readonly width: number;
  readonly height: number;
  readonly theme: ThemeName;
  readonly experiment: Experiment;
  readonly summary: SweepSummary;
  readonly tables: readonly SweepTable[];
  readonly sentences: readonly string[];
  readonly engine: { readonly version: string; readonly build: string };
}

export const sweepPageSize = { width: 1200, height: 800 } as const;

const margin = pageMargin;

export function drawSweepPage(ctx: DrawingContext, options: SweepPageOptions): void {
  const { experiment, summary, sentences, engine } = options;
  const { scale, height, room, title, soft, caption } = beginPage(ctx, options);
  drawText(
    ctx,
    fitText(ctx, `Sweep: ${experiment.name || 'untitled'}`, room, title),
    margin,
    margin + 20,
    title,
  );
  let top = margin + 32;
  for (const line of wrapText(ctx, sentences.join(' '), room, soft).slice(0, 4)) {
    drawText(ctx, line, margin, top + 13, soft);
    top += 19;
  }
  const lines = captionOf(options).flatMap((fact) => wrapText(ctx, fact, room, caption));
  const line = caption.size * sizes.line;
  const foot = height - margin - lines.length * line;
  lines.forEach((text, i) => drawText(ctx, text, margin, foot + (i + 0.85) * line, caption));
  ctx.restore();

  const gap = 20;
  const half = (room - gap) / 2;
  const place = { y: top + 12, height: Math.max(80, foot - 16 - top - 12) };
  const common = { scale, theme: options.theme };
  drawStudyChart(ctx, {
    chart: survivalChart(summary),
    x: margin,
    width: half,
    ...place,
    ...common,
    titled: true,
  });
  const right = { x: margin + half + gap, width: half };
  const maps = shownTables(options.tables);
  if (maps.length === 0) {
    drawStudyChart(ctx, { chart: solvedChart(summary), ...right, ...place, ...common, titled: true });
    return;
  }
  const each = (place.height - gap * (maps.length - 1)) / maps.length;
  maps.forEach((table, i) =>
    drawTableMap(ctx, { table, ...right, y: place.y + i * (each + gap), height: each, ...common }),
  );

  function captionOf({ experiment: { sweep, network } }: SweepPageOptions): string[] {
    const escape = sweep === undefined ? '' : `escaped: ${100 * sweep.escapeShare} % of the first loss gone`;
    const solved = sweep === undefined ? '' : `solved: final loss at most ${sweep.solvedBelow}`;
    return [
      networkSentence(experiment, parameterCount(network)),
      `${escape} · ${solved} · intervals of 95 %: Wilson, Greenwood · Saddlescope ${engine.version} · core ${engine.build.slice(0, 12)}`,
    ];
  }
}

/** Who has solved it, and when half have escaped, or where that is nowhere known, how far they came. */
function shownTables(tables: readonly SweepTable[]): readonly SweepTable[] {
  const named = (name: SweepTable['quantity']) => tables.filter(({ quantity }) => quantity === name);
  const times = named('escape-step').filter(({ numbers }) => numbers.some((value) => !Number.isNaN(value)));
  return [...named('solved'), ...(times.length > 0 ? times : named('final-loss'))];
}

/** The text alternative of the whole picture. */
export function describeSweep({
  summary,
  tables,
  sentences,
}: Pick<SweepPageOptions, 'summary' | 'tables' | 'sentences'>): string {
  const maps = shownTables(tables);
  const beside = maps.length > 0 ? maps.map(describeTable) : [solvedChart(summary).description];
  return [...sentences, survivalChart(summary).description, ...beside].join(' ');
}
