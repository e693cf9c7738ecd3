import type { StudyResult } from '../../analysis/studies';
import { number } from '../../analysis/words';
import type { Named } from '../../model/fields';
import { findingOf } from './finding-of';
import { planeChoice } from './plane-choice';
import type { StudyChart, StudyView, Tone } from './study-view';

type Report = StudyResult<'line'>;

const tones: Readonly<Record<number, Tone>> = { 2: 'quiet', 4: 'above', 6: 'witness' };

export function lineView(report: Report): StudyView {
  const { sentences, coefficients, tolerance, directionNorm, trusted, t, at } = report;
  const plane = planeOf(report);
  return {
    findings: sentences.map(findingOf),
    charts: [lossChart(report), gradientChart(report), ...curvatureChart(report)],
    tables: [
      {
        title: 'Taylor coefficients of the loss',
        columns: ['order', 't > 0', 't < 0'],
        rows: Array.from(coefficients.right, (right, order) => [
          String(order),
          number(right),
          number(coefficients.left[order]!),
        ]),
      },
    ],
    evidence: [
      { label: 'direction', value: `${report.directionName}, norm ${number(directionNorm)}` },
      { label: 'coefficients that count as 0', value: `up to ${number(tolerance)}` },
      { label: 'points', value: `${t.length} from ${number(t[0]!)} to ${number(t.at(-1)!)}` },
      ...trusted.map(({ order, upTo }) => ({
        label: `order ${order} within 1 %`,
        value: `up to |t| = ${number(upTo)}`,
      })),
    ],
    lookAlong:
      plane === null || at === 'given' ? [] : [{ label: 'Look along this direction', plane, centre: at }],
  };
}

function lossChart({ t, loss, polynomials, sentences }: Report): StudyChart {
  const finite = loss.filter(Number.isFinite);
  const low = finite.reduce((least, value) => Math.min(least, value), Infinity);
  const high = finite.reduce((most, value) => Math.max(most, value), -Infinity);
  const room = Math.max(high - low, 1e-12 * Math.abs(high)) / 2;
  // A polynomial soon leaves the picture, and would press the loss flat.
  const near = (value: number) => (value >= low - room && value <= high + room ? value : NaN);
  return {
    title: 'Loss along the line',
    x: { label: 't', scale: 'linear' },
    y: { label: 'loss', scale: 'linear' },
    series: [
      ...polynomials.map(({ order, values }) => ({
        name: `Taylor, order ${order}`,
        x: t,
        y: values.map(near),
        draw: 'dashed' as const,
        tone: tones[order] ?? 'quiet',
      })),
      { name: 'loss', x: t, y: loss, draw: 'line', tone: 'accent' },
    ],
    description: sentences.slice(0, 3).join(' '),
  };
}

function gradientChart({ t, gradientNorm }: Report): StudyChart {
  return {
    title: 'Gradient norm along the line',
    x: { label: 't', scale: 'linear' },
    y: { label: 'gradient norm', scale: 'linear' },
    series: [{ name: 'gradient norm', x: t, y: gradientNorm, draw: 'line', tone: 'accent' }],
    description: `The norm of the full gradient at ${t.length} points of the line.`,
  };
}

/** A curvature of less than this share of the largest may be what rounding leaves of 0. */
const negligible = 1e-12;

/** Second derivatives along the line, where they were asked for. */
function curvatureChart({ t, curvature }: Report): StudyChart[] {
  if (curvature === null) return [];
  const largest = curvature.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0);
  const below = curvature.reduce((count, value) => count + (value < -negligible * largest ? 1 : 0), 0);
  return [
    {
      title: 'Curvature along the line',
      x: { label: 't', scale: 'linear' },
      y: { label: 'curvature dᵀHd/‖d‖²', scale: 'linear' },
      series: [{ name: 'curvature', x: t, y: curvature, draw: 'line', tone: 'accent' }],
      description: `The second derivative of the loss along the line, per unit of length in parameter space, at ${t.length} points; it is below 0, where the loss bends down, at ${below} of them.`,
    },
  ];
}

/** The plane whose first direction is the line's; null where the table has none. */
function planeOf({ asked }: Report): Named | null {
  switch (asked.direction) {
    case 'eigenvector':
      if (asked.index === 0) return planeChoice('eigenvectors');
      return asked.index === -1 ? planeChoice('eigenvectors', { first: 'highest', second: 'lowest' }) : null;
    case 'gradient':
      return planeChoice('gradient');
    case 'witness':
      return planeChoice('witness');
    case 'parameter':
      return planeChoice('coordinates', { first: asked.parameter });
    case 'between':
      return planeChoice('between-checkpoints', { to: asked.to });
    default:
      return null;
  }
}
