import type { StudyResult } from '../../analysis/studies';
import { number } from '../../analysis/words';
import { type ChartSeries, emptyView, type StudyView } from './study-view';

type Report = StudyResult<'critical-points'>;
type Point = Report['points'][number];

/** Rows of the tables; the JSON has all of them. */
const shown = 24;

export function criticalPointsView(report: Report): StudyView {
  const { points, families, sentences } = report;
  return {
    ...emptyView,
    findings: sentences.map((headline) => ({ headline, detail: '' })),
    charts: points.length === 0 ? [] : [lossAndIndex(report)],
    tables: points.length === 0 ? [] : [familyTable(families), pointTable(points)],
    evidence: evidence(report),
  };
}

function lossAndIndex({ points, randomStarts }: Report): StudyView['charts'][number] {
  const series = (name: string, tone: ChartSeries['tone'], kind: (point: Point) => boolean): ChartSeries => {
    const chosen = points.filter(kind);
    return {
      name,
      x: Float64Array.from(chosen, ({ loss }) => loss),
      y: Float64Array.from(chosen, ({ inertia }) => inertia.negative),
      draw: 'points',
      tone,
    };
  };
  const all = [
    series('strict saddles', 'above', ({ kind }) => kind === 'strict-saddle'),
    series('saddles of higher order', 'witness', ({ kind }) => kind === 'saddle'),
    series('not decided', 'quiet', ({ kind }) => kind === 'undecided'),
    series('minima', 'below', ({ kind }) => kind.includes('minimum')),
  ];
  return {
    title: 'Index and loss',
    x: { label: 'loss', scale: 'linear' },
    y: { label: 'negative eigenvalues', scale: 'linear' },
    series: all.filter(({ x }) => x.length > 0),
    description: `Loss and number of negative eigenvalues of ${points.length} critical points found from ${randomStarts} random starts.`,
  };
}

function familyTable(families: Report['families']): StudyView['tables'][number] {
  return {
    title: 'Families of equal outputs and equal inertia',
    columns: ['loss', 'negative', 'zero', 'positive', 'points', 'starts', 'kind', 'outputs'],
    rows: families
      .slice(0, shown)
      .map(({ loss, negative, zero, positive, points, randomStarts, verdict, outputs }) => [
        number(loss),
        ...[negative, zero, positive, points.length, randomStarts].map(String),
        verdict,
        `${Array.from(outputs.subarray(0, 4), number).join(' ')}${outputs.length > 4 ? ' …' : ''}`,
      ]),
  };
}

function pointTable(points: readonly Point[]): StudyView['tables'][number] {
  return {
    title: `Points, up to rearrangements of hidden units${points.length > shown ? ` (${shown} of ${points.length})` : ''}`,
    columns: [
      'point',
      'loss',
      'gradient norm',
      '‖θ‖',
      'negative',
      'zero',
      'positive',
      'order',
      'orbit',
      'found from',
    ],
    rows: points.slice(0, shown).map((point, index) => {
      const { loss, gradientNorm, distance, inertia, order, kind, orbit } = point;
      return [
        String(index + 1),
        number(loss),
        gradientNorm === 0 ? 'exactly 0' : number(gradientNorm),
        number(distance),
        ...[inertia.negative, inertia.zero, inertia.positive].map(String),
        order === null ? (kind === 'undecided' ? 'not decided' : 'none') : String(order),
        orbit.withFlips.points,
        sourceOf(point),
      ];
    }),
  };
}

function sourceOf({ fromGiven, fromOrigin, steps, randomStarts }: Point): string {
  return [
    ...(fromGiven ? ['the given parameters'] : []),
    ...(fromOrigin ? ['the all-zero point'] : []),
    ...(steps.length > 0
      ? [`step ${steps.slice(0, 3).join(', ')}${steps.length > 3 ? ', …' : ''} of the training`]
      : []),
    ...(randomStarts > 0 ? [`${randomStarts} random`] : []),
  ].join('; ');
}

function evidence(report: Report): StudyView['evidence'] {
  const { points, awayLosses } = report;
  const most = (of: (point: Point) => number) => number(points.reduce((sum, p) => Math.max(sum, of(p)), 0));
  return [
    {
      label: 'random starts',
      value: `${report.randomStarts}, standard deviation ${number(report.scale)}, seed ${report.seed}`,
    },
    { label: 'critical where the gradient norm is at most', value: number(report.tolerance) },
    { label: 'running to infinity where ‖θ‖ reaches', value: number(report.away) },
    { label: 'Hessians per search at most', value: String(report.iterations) },
    { label: 'Taylor series per saddle order at most', value: String(report.orderBudget) },
    { label: 'one point where no parameter differs by more than', value: number(report.mergeTolerance) },
    ...(points.length === 0
      ? []
      : [
          { label: 'largest gradient norm left', value: most(({ gradientNorm }) => gradientNorm) },
          {
            label: 'largest eigenvalue tolerance, √(‖H‖·‖∇L‖) or rounding',
            value: most(({ inertia }) => inertia.tolerance),
          },
        ]),
    ...(awayLosses.length === 0
      ? []
      : [
          {
            label: 'losses where searches ran away',
            value: `${number(awayLosses[0]!)} to ${number(awayLosses.at(-1)!)}`,
          },
        ]),
  ];
}
