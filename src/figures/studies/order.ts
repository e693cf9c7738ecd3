import type { OrderAnswer } from '../../analysis/order/answer';
import { number } from '../../analysis/words';
import type { StudyResult } from '../../analysis/studies';
import { superscript } from '../ticks';
import { type Fact, type StudyChart, type StudyTable, type StudyView } from './study-view';

type Report = StudyResult<'order'>;
type Witness = NonNullable<Report['witness']>;
type Search = NonNullable<Report['search']>;

const outcomes = {
  zero: 'vanishes',
  positive: 'positive',
  'zero-set': 'positive or 0',
  negative: 'negative: descent',
} as const;

/** Points of the curve of the loss on each side. */
const curvePoints = 60;

export function orderView(report: Report): StudyView {
  const { findings, witness, constant, search, at } = report;
  return {
    findings,
    charts: [
      ...(witness ? [alongWitness(witness)] : []),
      ...(constant && constant.spheres.length > 1 ? [constants(constant, report.order)] : []),
    ],
    tables: [
      ...(witness ? [coefficientTable(witness), parameterTable(witness)] : []),
      ...(search && search.stages.length > 0 ? [stageTable(search)] : []),
    ],
    evidence: orderEvidence(report),
    lookAlong: witness
      ? [{ label: 'Look along the witness', plane: { name: 'witness' }, centre: at === 'given' ? null : at }]
      : [],
  };
}

/** The change of the loss by its series, on the range of t on which the leading term rules. */
function alongWitness({ coefficients, left, line }: Witness): StudyChart {
  const farthest = Math.min(Math.max(line.to, 10 * line.from), 1);
  const t = Float64Array.from(
    { length: 2 * curvePoints + 1 },
    (_, i) => ((i - curvePoints) / curvePoints) * farthest,
  );
  const change = t.map((at) => series(at < 0 && left ? left : coefficients, at));
  const leading = t.map((at) => (at < 0 && left ? NaN : line.coefficient * at ** line.order));
  return {
    title: 'The loss along the witness',
    x: { label: 't', scale: 'linear' },
    y: { label: 'change of the loss', scale: 'linear' },
    series: [
      { name: 'Taylor series', x: t, y: change, draw: 'line', tone: 'witness' },
      { name: `its first term, order ${line.order}`, x: t, y: leading, draw: 'dashed', tone: 'quiet' },
    ],
    description: `Along the witness the loss changes first by ${number(line.coefficient)}·t to the power ${line.order}.`,
  };
}

function series(coefficients: Float64Array, t: number): number {
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 1; k--) sum = (sum + coefficients[k]!) * t;
  return sum;
}

function constants(
  { spheres, value, method }: NonNullable<Report['constant']>,
  order: number | null,
): StudyChart {
  const radii = Float64Array.from(spheres, ({ radius }) => radius);
  return {
    title: 'The leading constant on small spheres',
    x: { label: 'radius ρ', scale: 'log' },
    y: { label: `fall ÷ ρ${order === null ? 'ᵏ' : superscript(order)}`, scale: 'linear' },
    series: [
      {
        name: 'lowest found',
        x: radii,
        y: Float64Array.from(spheres, ({ constant }) => constant),
        draw: 'points',
        tone: 'witness',
      },
      { name: `C (${method})`, x: radii, y: radii.map(() => value), draw: 'dashed', tone: 'quiet' },
    ],
    description: `On small spheres the loss falls by ${number(value)} times the radius to the power ${order ?? 'k'}.`,
  };
}

function coefficientTable({ coefficients, left, line }: Witness): StudyTable {
  const shown = Math.max(8, line.order) + 1;
  return {
    title: `Taylor coefficients along the witness${left ? ', by side' : ''}`,
    columns: left ? ['order', 't ≥ 0', 't ≤ 0'] : ['order', 'coefficient'],
    rows: Array.from(coefficients.subarray(0, shown), (value, k) => [
      `c${k}`,
      number(value),
      ...(left ? [number(left[k]!)] : []),
    ]),
  };
}

function parameterTable({ largest }: Witness): StudyTable {
  return {
    title: 'Largest entries of the witness',
    columns: ['parameter', 'entry'],
    rows: largest.map(({ name, value }) => [name, number(value)]),
  };
}

function stageTable({ stages }: Search): StudyTable {
  return {
    title: 'Orders searched',
    columns: [
      'order',
      'on the directions whose lower ones vanish',
      'lowest found',
      'counts as 0',
      'directions',
    ],
    rows: stages.map(({ order, outcome, lowest, zero, directions }) => [
      `c${order}`,
      outcomes[outcome],
      number(lowest),
      number(zero),
      directions.toLocaleString('en-GB'),
    ]),
  };
}

/** What decided the order and how far it was searched. */
export function orderEvidence({
  gradientNorm,
  gradientTolerance,
  criticality,
  spectrum,
  search,
  constant,
}: OrderAnswer): Fact[] {
  const { negative, zero, positive, tolerance, lowest, highest, residual } = spectrum;
  return [
    { label: 'gradient norm', value: gradientNorm === 0 ? 'exactly 0' : number(gradientNorm) },
    { label: 'counts as 0 up to', value: number(gradientTolerance) },
    { label: 'critical', value: criticality.reason },
    { label: 'inertia (negative / zero / positive)', value: `${negative} / ${zero} / ${positive}` },
    { label: 'zero is |λ| up to', value: number(tolerance) },
    { label: 'eigenvalues', value: `${number(lowest)} to ${number(highest)}` },
    { label: 'residual of the lowest', value: number(residual) },
    ...(search
      ? [
          { label: 'orders searched', value: `up to ${search.reached} of ${search.highest}` },
          {
            label: 'space searched',
            value: `${search.dimension} dimensions, ${search.starts} starts, seed ${search.seed}`,
          },
          {
            label: 'budget',
            value: `${search.spent.toLocaleString('en-GB')} of ${search.budget.toLocaleString('en-GB')} Taylor series${search.exhausted ? ', exhausted' : ''}`,
          },
        ]
      : []),
    ...(constant
      ? [
          {
            label: 'leading constant C',
            value: `${number(constant.value)} ± ${number(constant.error)} (${constant.method})`,
          },
        ]
      : []),
  ];
}
