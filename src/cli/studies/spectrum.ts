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

function exactRows({ inertia, clusters, layers, blocks, gaussNewton, blockNorms }: Exact): Row[] {
  const shown =
    clusters.length <= listedClusters
      ? clusters
      : [...clusters.slice(0, listedClusters / 2), null, ...clusters.slice(-listedClusters / 2)];
  const size = blockNorms.names.length;
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
    ...blockNorms.names.flatMap((name, i) =>
      blockNorms.names.slice(0, i).flatMap((other, j): Row[] => {
        const norm = blockNorms.norms[i * size + j]!;
        return norm === 0 ? [] : [[`  between ${other} and ${name}`, `Frobenius norm ${number(norm)}`]];
      }),
    ),
  ];
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
