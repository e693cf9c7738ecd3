import type { StudyResult } from '../../analysis/studies';
import { list, number } from '../../analysis/words';
import {
  emptyView,
  type ChartSeries,
  type Fact,
  type StudyFinding,
  type StudyTable,
  type StudyView,
} from './study-view';

type Report = StudyResult<'spectrum'>;
type Exact = Extract<Report, { readonly kind: 'exact' }>;
type Estimate = Extract<Report, { readonly kind: 'estimate' }>;
type Direction = Exact['directions'][number];
type Counts = Pick<Exact['inertia'], 'negative' | 'zero' | 'positive'>;

export function spectrumView(report: Report): StudyView {
  const findings = report.sentences.map(asFinding);
  const common = [{ label: 'critical', value: report.criticality.reason }];
  return report.kind === 'exact'
    ? {
        ...emptyView,
        findings,
        charts: [eigenvalueChart(report)],
        tables: [
          clusterTable(report),
          blockTable(report),
          linkTable(report),
          directionTable(report.directions),
        ].filter(({ rows }) => rows.length > 0),
        evidence: [...exactEvidence(report), ...common],
      }
    : {
        ...emptyView,
        findings,
        charts: [densityChart(report)],
        tables: [directionTable([...report.lowest, ...report.highest])],
        evidence: [...estimateEvidence(report), ...common],
      };
}

/** The part before the first colon or full stop is the headline, unless it is a mere word. */
function asFinding(sentence: string): StudyFinding {
  const [, head, rest] = /^(.{12,}?)[:.] (.+)$/.exec(sentence) ?? [];
  if (head === undefined || rest === undefined) return { headline: sentence, detail: '' };
  return { headline: `${head}.`, detail: rest.charAt(0).toUpperCase() + rest.slice(1) };
}

const inertiaText = ({ negative, zero, positive }: Counts): string => `${negative} / ${zero} / ${positive}`;

function exactEvidence({ inertia, gaussNewton, tolerance, frobenius, residuals }: Exact): Fact[] {
  const near = (value: number | null): string => (value === null ? 'none' : number(value));
  return [
    { label: 'inertia (negative / zero / positive)', value: inertiaText(inertia) },
    { label: 'Gauss–Newton matrix', value: inertiaText(gaussNewton.inertia) },
    { label: 'zero is |λ| up to', value: number(inertia.tolerance) },
    { label: '  for rounding in the Hessian', value: number(tolerance.rounding) },
    { label: '  for the solver', value: number(tolerance.solver) },
    { label: 'exactly 0', value: String(inertia.exactZeros) },
    { label: 'largest |λ| that counts as zero', value: near(inertia.largestZero) },
    { label: 'smallest |λ| that does not', value: near(inertia.smallestNonZero) },
    { label: 'largest residual of a pair', value: number(residuals.reduce((a, b) => Math.max(a, b), 0)) },
    { label: 'Frobenius norm of the Hessian', value: number(frobenius) },
  ];
}

function estimateEvidence({ inertia, effort, confirmed, parameterCount, density }: Estimate): Fact[] {
  const estimated = (what: { readonly value: number; readonly standardError: number }): string =>
    `${number(what.value)} ± ${number(what.standardError)}`;
  return [
    { label: 'parameters', value: parameterCount.toLocaleString('en-GB') },
    { label: 'estimate: negative', value: estimated(inertia.negative) },
    { label: 'estimate: zero', value: estimated(inertia.zero) },
    { label: 'estimate: positive', value: estimated(inertia.positive) },
    { label: '  of which not sharp enough', value: number(inertia.undecided) },
    { label: 'zero is |λ| up to', value: number(inertia.tolerance) },
    { label: 'ends confirmed by a last pass', value: confirmed ? 'yes' : 'no' },
    { label: 'products with the Hessian', value: effort.products.toLocaleString('en-GB') },
    { label: 'random directions', value: `${effort.probes} of ${effort.steps} steps, seed ${effort.seed}` },
    { label: 'width of the smoothing', value: number(density.width) },
  ];
}

function eigenvalueChart({ eigenvalues, gaussNewton, inertia }: Exact) {
  const rank = Float64Array.from(eigenvalues, (_, k) => k + 1);
  const { tolerance } = inertia;
  const those = (accept: (value: number) => boolean) =>
    eigenvalues.map((value) => (accept(value) ? value : NaN));
  const stems = (name: string, y: Float64Array, tone: ChartSeries['tone']): ChartSeries[] =>
    y.some(Number.isFinite) ? [{ name, x: rank, y, draw: 'stems', tone }] : [];
  return {
    title: 'Eigenvalues of the Hessian',
    x: { label: 'rank, ascending', scale: 'linear' as const },
    y: { label: 'λ', scale: 'linear' as const },
    series: [
      {
        name: 'Gauss–Newton matrix',
        x: rank,
        y: gaussNewton.eigenvalues,
        draw: 'dashed' as const,
        tone: 'quiet' as const,
      },
      ...stems(
        'negative',
        those((value) => value < -tolerance),
        'below',
      ),
      ...stems(
        'zero',
        those((value) => Math.abs(value) <= tolerance),
        'quiet',
      ),
      ...stems(
        'positive',
        those((value) => value > tolerance),
        'above',
      ),
    ],
    description: `${eigenvalues.length} eigenvalues from ${number(eigenvalues[0]!)} to ${number(eigenvalues.at(-1)!)}: ${inertia.negative} negative, ${inertia.zero} zero, ${inertia.positive} positive. Those of the Gauss–Newton matrix beside them are never negative.`,
  };
}

function densityChart({ density, inertia, lowest, highest }: Estimate) {
  const { grid } = density;
  const band = (sign: 1 | -1) =>
    density.density.map((value, i) => Math.max(0, value + sign * density.standardError[i]!));
  return {
    title: 'Spectral density (estimate)',
    x: { label: 'λ', scale: 'linear' as const },
    y: { label: 'share per unit of λ', scale: 'linear' as const },
    series: [
      { name: 'density', x: grid, y: density.density, draw: 'line' as const, tone: 'accent' as const },
      { name: '+ standard error', x: grid, y: band(1), draw: 'dashed' as const, tone: 'quiet' as const },
      { name: '− standard error', x: grid, y: band(-1), draw: 'dashed' as const, tone: 'quiet' as const },
    ],
    description: `Estimated density of the eigenvalues from ${number(lowest[0]!.value)} to ${number(highest[0]!.value)}: about ${number(inertia.negative.value)} negative, ${number(inertia.zero.value)} zero, ${number(inertia.positive.value)} positive.`,
  };
}

/** Most rows of a table of eigenvalues, from both ends, and of blocks. */
const mostClusters = 12;
const mostLinks = 8;

function clusterTable({ clusters }: Exact): StudyTable {
  const shown =
    clusters.length <= mostClusters
      ? clusters
      : [...clusters.slice(0, mostClusters / 2), null, ...clusters.slice(-mostClusters / 2)];
  return {
    title: 'Eigenvalues with their multiplicity',
    columns: ['eigenvalue', 'times', 'note'],
    rows: shown.map((cluster) =>
      cluster === null
        ? ['…', '', `${clusters.length - mostClusters} more`]
        : [number(cluster.value), String(cluster.multiplicity), cluster.mirror === null ? '' : '± pair'],
    ),
  };
}

function blockTable({ layers, blocks }: Exact): StudyTable {
  return {
    title: 'Single layers and blocks',
    columns: ['when only this moves', 'inertia', 'lowest λ', 'highest λ'],
    rows: [...layers, ...blocks].map(({ name, inertia, eigenvalues }) => [
      name,
      inertiaText(inertia),
      number(eigenvalues[0]!),
      number(eigenvalues.at(-1)!),
    ]),
  };
}

/** The off-diagonal blocks with the largest norms, those of norm 0 left out. */
function linkTable({ blockNorms: { names, norms } }: Exact): StudyTable {
  const links = names.flatMap((name, i) =>
    names
      .slice(0, i)
      .map((other, j) => ({ between: `${other} and ${name}`, norm: norms[i * names.length + j]! })),
  );
  return {
    title: 'Between blocks',
    columns: ['blocks', 'Frobenius norm'],
    rows: links
      .filter(({ norm }) => norm > 0)
      .sort((a, b) => b.norm - a.norm)
      .slice(0, mostLinks)
      .map(({ between, norm }) => [between, number(norm)]),
  };
}

const roles = {
  'most-negative': 'lowest',
  'most-positive': 'highest',
  null: 'null space',
  other: '',
} as const;

function directionTable(directions: readonly Direction[]): StudyTable {
  // An answer may hold every eigenvector; a table of all of them is no reading.
  const shown = directions.filter(({ role }) => role !== 'other');
  return {
    title: 'Eigenvectors',
    columns: ['which', 'λ', 'residual', 'Gauss–Newton', 'share per layer', 'largest in'],
    rows: shown.map(({ role, value, residual, gaussNewton, residence }) => [
      roles[role],
      number(value),
      number(residual),
      number(gaussNewton),
      residence.layers.map((share) => `${Math.round(100 * share)} %`).join(' · '),
      list(residence.largest.slice(0, 3).map(({ name }) => name)),
    ]),
  };
}
