import { number } from '../../analysis/words';
import type { StudyResult } from '../../app';

type Report = StudyResult<'spectrum'>;
type Exact = Extract<Report, { readonly kind: 'exact' }>;
type Estimate = Extract<Report, { readonly kind: 'estimate' }>;
type Row = readonly [name: string, value: string];

export function spectrumTable(report: Report): string[] {
  const rows = report.kind === 'exact' ? exactRows(report) : estimateRows(report);
  const left = Math.max(...rows.map(([name]) => name.length));
  return [
    ...rows.map(([name, value]) => `${name.padEnd(left)}  ${value}`),
    '',
    ...report.sentences.map((sentence) => `• ${sentence}`),
  ];
}

/** Most eigenvalues of different size that the table lists. */
const listedClusters = 12;
const listedLinks = 8;

function exactRows({ inertia, clusters, layers, blocks, gaussNewton, blockNorms }: Exact): Row[] {
  const shown =
    clusters.length <= listedClusters
      ? clusters
      : [...clusters.slice(0, listedClusters / 2), null, ...clusters.slice(-listedClusters / 2)];
  return [
    ['inertia (negative, zero, positive)', inertiaText(inertia)],
    ['Gauss–Newton matrix', inertiaText(gaussNewton.inertia)],
    ['zero is |λ| up to', number(inertia.tolerance)],
    ...shown.map((cluster): Row => {
      if (cluster === null) return ['  …', `${clusters.length - listedClusters} more`];
      const { value, multiplicity, mirror } = cluster;
      const pair = mirror === null ? '' : '  ± pair';
      return ['  eigenvalue', `${number(value)}${multiplicity > 1 ? `  × ${multiplicity}` : ''}${pair}`];
    }),
    ...[...layers, ...blocks].map(({ name, inertia: own, eigenvalues }): Row => [
      `  within ${name}`,
      `${inertiaText(own)}  λ from ${number(eigenvalues[0]!)} to ${number(eigenvalues.at(-1)!)}`,
    ]),
    ...strongestLinks(blockNorms),
  ];
}

/** The off-diagonal blocks with the largest norms, those of norm 0 left out. */
function strongestLinks({ names, norms }: Exact['blockNorms']): Row[] {
  return names
    .flatMap((name, i) =>
      names.slice(0, i).map((other, j) => ({ name, other, norm: norms[i * names.length + j]! })),
    )
    .filter(({ norm }) => norm > 0)
    .sort((a, b) => b.norm - a.norm)
    .slice(0, listedLinks)
    .map(({ name, other, norm }): Row => [
      `  between ${other} and ${name}`,
      `Frobenius norm ${number(norm)}`,
    ]);
}

function estimateRows({ inertia, lowest, highest, effort, parameterCount }: Estimate): Row[] {
  const estimated = (what: { readonly value: number; readonly standardError: number }): string =>
    `${number(what.value)} ± ${number(what.standardError)}`;
  const ends = (name: string, pairs: Estimate['lowest']): Row[] =>
    pairs.map(({ value, residual }): Row => [name, `${number(value)}  residual ${number(residual)}`]);
  return [
    ['parameters', parameterCount.toLocaleString('en-GB')],
    ['estimate: negative', estimated(inertia.negative)],
    ['estimate: zero', estimated(inertia.zero)],
    ['estimate: positive', estimated(inertia.positive)],
    ['  of which not sharp enough', number(inertia.undecided)],
    ['zero is |λ| up to', number(inertia.tolerance)],
    ...ends('  lowest (Lanczos)', lowest),
    ...ends('  highest (Lanczos)', highest),
    [
      'effort',
      `${effort.products} products, ${effort.probes} random directions of ${effort.steps} steps, seed ${effort.seed}`,
    ],
  ];
}

function inertiaText({
  negative,
  zero,
  positive,
}: {
  readonly negative: number;
  readonly zero: number;
  readonly positive: number;
}): string {
  return `${negative} / ${zero} / ${positive}`;
}
