import type { StudyResult } from '../../analysis/studies';
import { number } from '../../analysis/words';
import { findingOf } from './finding-of';
import { emptyView, type StudyView } from './study-view';

export function roundOffView({ rows, sentences, steps, seed }: StudyResult<'round-off'>): StudyView {
  const moved = rows.filter(({ firstBreak }) => firstBreak !== null);
  return {
    ...emptyView,
    findings: sentences.map(findingOf),
    // Where no twins came apart there is no curve.
    charts: [moved]
      .filter(({ length }) => length > 0)
      .map((rows) => ({
        title: 'Distance between twins',
        x: { label: 'step', scale: 'linear' as const },
        y: { label: 'largest distance', scale: 'log' as const },
        series: rows.map(({ precision, summation, gapSteps, gaps }) => ({
          name: `${summation}, ${precision}`,
          x: gapSteps,
          // A distance of 0 has no place on a logarithmic axis.
          y: gaps.map((gap) => (gap > 0 ? gap : NaN)),
          draw: 'line' as const,
          tone: precision === 'f64' ? ('twins' as const) : ('accent' as const),
        })),
        description: sentences.join(' '),
      })),
    tables: [
      {
        title: 'Ways of adding',
        columns: [
          'precision',
          'sums',
          'twins differ from step',
          'apart at the end',
          'effective width',
          'loss',
        ],
        rows: rows.map(({ precision, summation, firstBreak, finalGap, effectiveWidths, finalLoss }) => [
          precision,
          summation,
          firstBreak === null ? 'never' : String(firstBreak.step),
          number(finalGap),
          effectiveWidths.join(', '),
          number(finalLoss),
        ]),
      },
    ],
    evidence: [
      { label: 'steps', value: String(steps) },
      { label: 'seed of the orders', value: String(seed) },
    ],
  };
}
