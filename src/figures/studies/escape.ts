import type { StudyResult } from '../../analysis/studies';
import { number } from '../../analysis/words';
import { findingOf } from './finding-of';
import { orderEvidence } from './order';
import { emptyView, type ChartSeries, type StudyView } from './study-view';

type Report = StudyResult<'escape'>;

export function escapeView(report: Report): StudyView {
  const { rows, unit, sentences, saddle, rule, budget, seed } = report;
  return {
    ...emptyView,
    findings: sentences.map(findingOf),
    // With one start per ε a share is 0 or 1.
    charts: [times(report), ...(rows.some(({ members }) => members > 1) ? [survivalCurves(report)] : [])],
    tables: [
      {
        title: `Escape: ${unit} per ε`,
        columns: ['ε', 'escaped', '10 %', 'median', '90 %', 'flow time', 'law (time)'],
        rows: rows.map(({ epsilon, escaped, members, quantiles, flowTime, law }) => [
          number(epsilon),
          `${escaped} of ${members}`,
          ...[0, 2, 4].map((i) => shown(quantiles[i]!)),
          shown(flowTime ?? NaN),
          shown(law?.time ?? NaN),
        ]),
      },
    ],
    evidence: [
      {
        label: 'update rule',
        value: report.mover === 'flow' ? 'gradient flow' : `${rule.name}, rate ${rule.rate}`,
      },
      { label: 'budget', value: `${shown(budget)} ${unit === 'steps' ? 'steps' : 'of flow time'}` },
      { label: 'seed of the directions', value: String(seed) },
      ...(saddle === null ? [] : orderEvidence(saddle.answer)),
    ],
  };
}

/** Steps are counted, times are measured. */
const shown = (value: number) =>
  Number.isNaN(value) ? '–' : Number.isInteger(value) ? value.toLocaleString('en-GB') : number(value);

function times({ rows, own, unit, mover, sentences }: Report): StudyView['charts'][number] {
  const x = Float64Array.from(rows, ({ epsilon }) => epsilon);
  const series = (
    name: string,
    draw: ChartSeries['draw'],
    tone: ChartSeries['tone'],
    value: (row: Report['rows'][number]) => number | null | undefined,
  ): ChartSeries => ({ name, x, y: Float64Array.from(rows, (row) => value(row) ?? NaN), draw, tone });
  const all = [
    series(`median ${unit}`, 'points', 'accent', ({ quantiles }) => quantiles[2]),
    series('10 %', 'line', 'quiet', ({ quantiles, members }) => (members > 1 ? quantiles[0] : NaN)),
    series('90 %', 'line', 'quiet', ({ quantiles, members }) => (members > 1 ? quantiles[4] : NaN)),
    series('law', 'dashed', 'witness', ({ law }) => (mover === 'flow' ? law?.time : law?.steps)),
    ...(own?.left ? [ownPoint(own.epsilon, own.left)] : []),
  ];
  return {
    title: 'Time to escape',
    x: { label: 'ε', scale: 'log' },
    y: { label: unit, scale: 'log' },
    series: all.filter(({ y }) => y.some(Number.isFinite)),
    description: sentences.join(' '),
  };
}

/** The run of the window or the file, among the starts of the study. */
function ownPoint(epsilon: number, left: number): ChartSeries {
  return {
    name: 'this run',
    x: Float64Array.of(epsilon),
    y: Float64Array.of(left),
    draw: 'points',
    tone: 'twins',
  };
}

function survivalCurves({ rows, unit, budget }: Report): StudyView['charts'][number] {
  return {
    title: 'Still at the saddle',
    x: { label: unit, scale: 'log' },
    y: { label: 'share', scale: 'linear' },
    series: rows.map(({ epsilon, survival: { lengths, surviving } }, i) => ({
      name: `ε = ${number(epsilon)}`,
      x: Float64Array.of(0, ...lengths),
      y: Float64Array.of(1, ...surviving),
      draw: 'steps',
      tone: 'accent',
      strength: 1 - (0.75 * i) / Math.max(1, rows.length - 1),
    })),
    description: `Share of the starts that have not escaped, by the estimate of Kaplan and Meier, up to ${number(budget)} ${unit}.`,
  };
}
