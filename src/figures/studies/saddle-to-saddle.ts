import type { StudyResult } from '../../analysis/studies';
import { number } from '../../analysis/words';
import { planeChoice } from './plane-choice';
import { type ChartSeries, emptyView, type LookAlong, type StudyView } from './study-view';

type Report = StudyResult<'saddle-to-saddle'>;

/** Singular values that a chart shows at most. */
const mostLines = 8;

export function saddleToSaddleView(report: Report): StudyView {
  const { sentences, plateaus, singularValues } = report;
  return {
    ...emptyView,
    findings: sentences.map((headline) => ({ headline, detail: '' })),
    charts: [...(singularValues === null ? [] : [modeChart(report, singularValues)]), lossChart(report)],
    tables: plateaus.length === 0 ? [] : [plateauTable(plateaus)],
    evidence: [
      {
        label: 'plateau',
        value: `the loss changes by at most ${number(100 * report.height)} % of its fall, for at least ${number(100 * report.length)} % of the steps until its end and twice as long as the next fall by as much`,
      },
      { label: 'critical where the gradient norm is at most', value: number(report.tolerance) },
      { label: 'Hessians per saddle at most', value: String(report.iterations) },
      ...(report.modes === null
        ? []
        : [
            { label: 'strengths of the modes', value: Array.from(report.modes.strengths, number).join(', ') },
            ...(report.modes.curves === null
              ? []
              : [
                  {
                    label: 'u₀ of the curves',
                    value: `${Array.from(report.modes.initial, number).join(', ')} (${report.modes.start === 'aligned' ? 'as started' : 'matched where half was learned'})`,
                  },
                  {
                    label: 'largest distance from the curve, in % of the strength',
                    value: Array.from(report.modes.deviation, (share) => number(100 * share)).join(', '),
                  },
                ]),
          ]),
    ],
    lookAlong: [
      { label: 'Look at the whole run', plane: planeChoice('trajectory'), centre: null },
      ...plateaus.flatMap(({ step, saddle }, index): LookAlong[] =>
        saddle === null || saddle.inertia.negative === 0
          ? []
          : [
              {
                label: `Look along the way down from plateau ${index + 1}`,
                plane: planeChoice('eigenvectors'),
                centre: `step:${step}`,
              },
            ],
      ),
    ],
  };
}

function modeChart(report: Report, values: Float64Array): StudyView['charts'][number] {
  const { steps, singularCount, modes } = report;
  const column = (data: Float64Array, width: number, k: number) =>
    Float64Array.from(steps, (_, row) => data[row * width + k]!);
  const lines: ChartSeries[] = Array.from({ length: Math.min(singularCount, mostLines) }, (_, k) => ({
    name: `singular value ${k + 1}`,
    x: steps,
    y: column(values, singularCount, k),
    draw: 'line',
    tone: k === 0 ? 'accent' : 'quiet',
  }));
  const count = modes?.strengths.length ?? 0;
  const curves: ChartSeries[] = Array.from(
    { length: modes?.curves ? Math.min(count, mostLines) : 0 },
    (_, k) => ({
      name: `closed form, s = ${number(modes!.strengths[k]!)}`,
      x: steps,
      y: column(modes!.curves!, count, k),
      draw: 'dashed',
      tone: 'witness',
    }),
  );
  return {
    title: 'Singular values of the end-to-end map',
    x: { label: 'step', scale: 'linear' },
    y: { label: 'singular value', scale: 'linear' },
    series: [...lines, ...curves.filter(({ y }) => y.some(Number.isFinite))],
    description: report.sentences.join(' '),
  };
}

function lossChart({ steps, losses, plateaus }: Report): StudyView['charts'][number] {
  return {
    title: 'Loss and plateaus',
    x: { label: 'step', scale: 'linear' },
    y: { label: 'loss', scale: 'linear' },
    series: [
      { name: 'loss', x: steps, y: losses, draw: 'line', tone: 'accent' },
      ...plateaus.map(({ fromStep, toStep, loss }, index): ChartSeries => ({
        name: `plateau ${index + 1}`,
        x: Float64Array.of(fromStep, toStep),
        y: Float64Array.of(loss, loss),
        draw: 'dashed',
        tone: 'witness',
      })),
    ],
    description: `Training loss over ${steps.length} checkpoints with ${plateaus.length} plateaus.`,
  };
}

function plateauTable(plateaus: Report['plateaus']): StudyView['tables'][number] {
  return {
    title: 'Plateaus and the saddle beside each',
    columns: [
      'steps',
      'loss',
      'learned modes',
      'distance',
      'saddle’s loss',
      'negative',
      'zero',
      'positive',
      'rank',
    ],
    rows: plateaus.map(({ fromStep, toStep, loss, learned, saddle }) => [
      `${fromStep} to ${toStep}`,
      number(loss),
      learned === null ? '–' : learned.length === 0 ? 'none' : learned.map((k) => k + 1).join(', '),
      ...(saddle === null
        ? ['–', '–', '–', '–', '–', '–']
        : [
            number(saddle.distance),
            number(saddle.loss),
            ...[saddle.inertia.negative, saddle.inertia.zero, saddle.inertia.positive].map(String),
            saddle.rank === null ? '–' : String(saddle.rank),
          ]),
    ]),
  };
}
