/** An answer as one picture: what was found, its charts, and under them the evidence and what makes it reproducible. */
import type { Experiment } from '../../model/experiment';
import type { DrawingContext } from '../context';
import { networkSentence } from '../figure-page';
import { drawText, fitText, wrapText, type TextStyle } from '../text';
import { sizes, type ThemeName } from '../theme';
import { beginPage, pageMargin } from '../page-frame';
import { drawStudyChart } from './draw-chart';
import type { Fact, StudyView } from './study-view';

interface PageOptions {
  /** Pixels of the picture. */
  readonly width: number;
  readonly height: number;
  readonly theme: ThemeName;
  readonly view: StudyView;
  readonly engine: { readonly version: string; readonly build: string };
}

export interface StudyPageOptions extends PageOptions {
  /** The study's name, e.g. `Saddle order`. */
  readonly study: string;
  /** The run that was studied; a `RunView` is one. */
  readonly run: { readonly experiment: Experiment; readonly step: number; readonly parameterCount: number };
}

export interface AnswerPageOptions extends PageOptions {
  readonly title: string;
  readonly subtitle: string;
}

const margin = pageMargin;
const columnsOf = (charts: number): number => (charts > 1 ? 2 : 1);

/** Pixels at which a study's page is read well; further rows of charts make it higher. */
export function studyPageSize({ charts }: StudyView): { width: number; height: number } {
  const rows = Math.ceil(charts.length / columnsOf(charts.length));
  return { width: 1200, height: 900 + 330 * Math.max(0, rows - 1) };
}

export function drawStudyPage(ctx: DrawingContext, { study, run, ...page }: StudyPageOptions): void {
  drawAnswerPage(ctx, {
    ...page,
    title: `${study}: ${run.experiment.name || 'untitled experiment'}`,
    subtitle: networkSentence(run.experiment, run.parameterCount),
  });
}

export function drawAnswerPage(ctx: DrawingContext, options: AnswerPageOptions): void {
  const { view, engine } = options;
  const { theme, scale, height, room, title, soft, caption } = beginPage(ctx, options);

  drawText(ctx, fitText(ctx, options.title, room, title), margin, margin + 20, title);
  drawText(ctx, fitText(ctx, options.subtitle, room, soft), margin, margin + 42, soft);
  let top = margin + 64;

  // What was found: as much as leaves the charts most of the page.
  const strong: TextStyle = { size: sizes.label, weight: 600, colour: theme.ink };
  const said = view.findings.flatMap(({ headline, detail }) => [
    ...wrapText(ctx, headline, room, strong).map((text) => ({ text, style: strong, after: false })),
    ...(detail === '' ? [] : wrapText(ctx, detail, room, soft)).map((text) => ({
      text,
      style: soft,
      after: false,
    })),
    { text: '', style: soft, after: true },
  ]);
  const most = (view.charts.length > 0 ? 0.36 : 0.7) * height;
  for (const { text, style, after } of said) {
    if (top + 18 > most) break;
    if (!after) drawText(ctx, text, margin, top + 13, style);
    top += after ? 5 : 18;
  }

  const evidence = view.evidence.map(factText).join(' · ');
  const facts = [evidence, `Saddlescope ${engine.version} · core ${engine.build.slice(0, 12)}`];
  const line = caption.size * sizes.line;
  const lines = facts.filter(Boolean).flatMap((fact) => wrapText(ctx, fact, room, caption));
  const shown = lines.slice(-Math.max(1, Math.floor((0.25 * height) / line)));
  const foot = height - margin - shown.length * line;
  shown.forEach((text, i) => drawText(ctx, text, margin, foot + (i + 0.85) * line, caption));
  ctx.restore();

  const columns = columnsOf(view.charts.length);
  const rows = Math.ceil(view.charts.length / columns);
  const gap = 16;
  const each = {
    width: (room - gap * (columns - 1)) / columns,
    height: (foot - 14 - top - gap * (rows - 1)) / Math.max(1, rows),
  };
  if (each.height < 60) return;
  view.charts.forEach((chart, i) => {
    drawStudyChart(ctx, {
      chart,
      ...each,
      x: margin + (i % columns) * (each.width + gap),
      y: top + Math.floor(i / columns) * (each.height + gap),
      scale,
      theme: options.theme,
      titled: true,
    });
  });
}

/** `critical: Critical: …` says it twice. */
function factText({ label, value }: Fact): string {
  const name = label.trim();
  const text = value.replace(/\.$/, '');
  return text.toLowerCase().startsWith(`${name.toLowerCase()}:`) ? text : `${name}: ${text}`;
}
