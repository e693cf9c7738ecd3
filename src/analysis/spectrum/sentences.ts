import type { NetworkShape } from '../../core/contract';
import { type Smoothness, kinksInWords } from '../kinks';
import { count, list, number } from '../words';
import type { Cluster } from './clusters';
import type { Estimated } from './density';
import type { EigenDirection } from './direction';
import type { Eigenspace } from './exact';
import type { Residence } from './residence';
import type { EstimatedSpectrum, ExactSpectrum } from './report';

const small = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const spelt = (n: number): string => small[n] ?? n.toLocaleString('en-GB');
const times = (n: number): string => (n === 1 ? 'once' : n === 2 ? 'twice' : `${spelt(n)} times`);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const verb = (n: number): string => (n <= 1 ? 'is' : 'are');

export function exactSentences(report: Omit<ExactSpectrum, 'sentences'>, network: NetworkShape): string[] {
  return [
    verdict(report),
    decided(report),
    ...multiplicities(report.clusters, report.inertia.tolerance),
    ...report.spaces.filter(({ role }) => role !== 'null').map((space) => lives(space, network)),
    gaussNewtonSentence(report),
    ...kinkSentences(report.smoothness),
  ];
}

/** “One eigenvalue is positive, eight are zero, none is negative: …” and what follows from it. */
function verdict({ inertia, criticality, smoothness }: Omit<ExactSpectrum, 'sentences'>): string {
  const { negative, zero, positive } = inertia;
  const kinds: [number, string][] = [
    [positive, 'positive'],
    [zero, 'zero'],
    [negative, 'negative'],
  ];
  const present = kinds.filter(([n]) => n > 0);
  const ordered = [...present, ...kinds.filter(([n]) => n === 0)];
  const parts = ordered.map(([n, kind], i) =>
    i === 0
      ? `${capital(spelt(n))} eigenvalue${n === 1 ? '' : 's'} ${verb(n)} ${kind}`
      : `${spelt(n)} ${verb(n)} ${kind}`,
  );
  return `${parts.join(', ')}: ${meaning(inertia, criticality.critical, smoothness.verdict === 'smooth')}`;
}

function meaning(
  { negative, zero, positive }: { negative: number; zero: number; positive: number },
  critical: boolean,
  smooth: boolean,
): string {
  if (!critical)
    return 'but the gradient is not 0 here, so this is no critical point, and the eigenvalues only say how the slope changes.';
  if (negative > 0)
    return smooth
      ? 'a strict saddle, whose loss falls at second order along the eigenvectors of the negative ones.'
      : 'a strict saddle on the branch that was taken at the kinks.';
  if (!smooth)
    return 'on the branch that was taken at the kinks nothing falls to second order; the other sides are not seen.';
  if (zero === 0) return 'a strict local minimum, for the loss rises at second order in every direction.';
  if (positive === 0)
    return 'the second order is silent about this point; only higher orders can tell a saddle from a minimum.';
  return 'to second order nothing falls from here, and a test by eigenvalues would call it no saddle. Higher orders decide.';
}

function decided({ inertia, tolerance }: Omit<ExactSpectrum, 'sentences'>): string {
  const { largestZero, smallestNonZero, exactZeros, zero } = inertia;
  const solver =
    tolerance.solver === 0 ? '' : `, and the solver is off by at most ${number(tolerance.solver)}`;
  const rule = `An eigenvalue counts as zero up to ${number(inertia.tolerance)}. Rounding can put at most ${number(tolerance.rounding)} into the Hessian${solver}.`;
  const zeros =
    largestZero === null
      ? ''
      : largestZero === 0
        ? ` ${zero === 1 ? 'The one that counts is' : `All ${spelt(zero)} that count are`} 0 to the last bit.`
        : ` The largest that counts has size ${number(largestZero)}${exactZeros > 0 ? `, and ${spelt(exactZeros)} ${verb(exactZeros)} 0 to the last bit` : ''}.`;
  const rest =
    smallestNonZero === null ? '' : ` The smallest that does not count has size ${number(smallestNonZero)}.`;
  return `${rule}${zeros}${rest}`;
}

/** A coincidence is worth a sentence where the next eigenvalue is this many tolerances away: in a crowd they meet by chance. */
const alone = 1000;
/** Most multiplicities that the sentence lists. */
const listedMultiplicities = 4;

function multiplicities(clusters: readonly Cluster[], tolerance: number): string[] {
  const nonZero = clusters.filter(
    ({ value }, k) =>
      value !== 0 &&
      [clusters[k - 1], clusters[k + 1]].every(
        (next) => next === undefined || Math.abs(next.value - value) > alone * tolerance,
      ),
  );
  const pairs = nonZero.filter(({ value, mirror }) => value > 0 && mirror !== null);
  const single = nonZero.filter(({ mirror, multiplicity }) => mirror === null && multiplicity > 1);
  const clip = (items: string[]): string =>
    list(items.length > listedMultiplicities ? [...items.slice(0, listedMultiplicities), 'more'] : items);
  const sentences: string[] = [];
  if (pairs.length > 0) {
    const named = pairs.map(({ value, multiplicity, mirror }) => {
      const other = clusters[mirror!]!.multiplicity;
      const often =
        multiplicity === other
          ? multiplicity === 1
            ? ''
            : ` (${times(multiplicity)} each)`
          : ` (${times(multiplicity)} and ${times(other)})`;
      return `±${number(value)}${often}`;
    });
    sentences.push(
      `Eigenvalues come in pairs of opposite sign: ${clip(named)}. Power iteration would never settle on one of them.`,
    );
  }
  if (single.length > 0)
    sentences.push(
      `Repeated: ${clip(single.map(({ value, multiplicity }) => `${number(value)} (${times(multiplicity)})`))}.`,
    );
  return sentences;
}

const roles = {
  'most-negative': 'most negative eigenvalue',
  'most-positive': 'most positive eigenvalue',
  null: 'null space',
  other: 'eigenvalue',
} as const;

function lives({ role, value, multiplicity, residence }: Eigenspace, network: NetworkShape): string {
  const often = multiplicity > 1 ? ` (${times(multiplicity)})` : '';
  return `The ${roles[role]}, ${number(value)}${often}, lives ${place(residence, network)}.`;
}

function place({ layers, unit, largest }: Residence, network: NetworkShape): string {
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  const shares = layers
    .map((share, i): [number, number] => [share, i + 1])
    .filter(([share]) => share >= 0.01)
    .map(([share, layer]) => (share > 0.999 ? `on layer ${layer}` : `${percent(share)} on layer ${layer}`));
  const hidden = network.sizes.length > 2 && unit !== null && unit.share >= 0.5;
  return [
    list(shares),
    ...(hidden ? [`${percent(unit.share)} at unit ${unit.unit + 1} of hidden layer ${unit.layer}`] : []),
    ...(largest.length > 0 ? [`mostly in ${list(largest.slice(0, 4).map(({ name }) => name))}`] : []),
  ].join(', ');
}

function gaussNewtonSentence({ gaussNewton, inertia, directions }: Omit<ExactSpectrum, 'sentences'>): string {
  const { negative } = gaussNewton.inertia;
  if (inertia.negative === 0)
    return 'The Gauss–Newton matrix has no negative eigenvalue either; but it never has one, whatever the Hessian has.';
  const none = negative === 0 ? 'has no negative eigenvalue' : `has ${spelt(negative)} (by rounding)`;
  const along = directions.find(({ role }) => role === 'most-negative');
  const measured = along
    ? `: along the most negative direction it measures ${number(along.gaussNewton)} where the Hessian measures ${number(along.value)}`
    : '';
  return `The Gauss–Newton matrix ${none} where the Hessian has ${spelt(inertia.negative)}${measured}. It is blind to the way down.`;
}

/** Activations whose slope at their kink is not that of z ≤ 0. */
const ownSlope: ReadonlySet<string> = new Set(['relu-half', 'relu-one']);

function kinkSentences(smoothness: Smoothness): string[] {
  const kinked = kinksInWords(smoothness, false);
  const curved = kinksInWords(smoothness, true);
  const own = smoothness.units.some(({ activation }) => ownSlope.has(activation));
  const branch = own ? 'the slopes that the activations take at 0' : 'z ≤ 0';
  return [
    ...(kinked === ''
      ? []
      : [
          `The loss is not smooth here. Exactly on a kink: ${kinked}. This is the Hessian of one branch (${branch}), which says nothing of the other sides.`,
        ]),
    ...(curved === ''
      ? []
      : [`The curvature jumps here, at ${curved}: these are the second derivatives of the side z ≤ 0.`]),
  ];
}

export function estimateSentences(
  report: Omit<EstimatedSpectrum, 'sentences'>,
  network: NetworkShape,
): string[] {
  const { parameterCount, lowest, highest, inertia, confirmed, effort, criticality } = report;
  const about = ({ value, standardError }: Estimated): string =>
    `${Math.round(value).toLocaleString('en-GB')}${standardError > 0 ? ` ± ${number(standardError)}` : ''}`;
  const [low, high] = [lowest[0]!, highest[0]!];
  return [
    low.value + low.residual < -inertia.tolerance
      ? `The lowest eigenvalue is ${withResidual(low)}, certainly negative: ${criticality.critical ? 'a strict saddle, whose loss falls at second order along its eigenvector' : 'the loss curves downwards along its eigenvector, though this is no critical point'}.`
      : `The lowest eigenvalue found ${Math.abs(low.value) <= inertia.tolerance ? 'counts as zero' : `is ${withResidual(low)}`}: no direction was found in which the loss falls at second order. Lanczos can miss one that its random starts hardly touch, but not prove that there is none.`,
    `The highest eigenvalue is ${withResidual(high)}.`,
    `Estimated from ${count(effort.probes, 'random direction')} (seed ${effort.seed}): of ${count(parameterCount, 'eigenvalue')}, ${about(inertia.negative)} are negative, ${about(inertia.zero)} are zero up to ${number(inertia.tolerance)}, ${about(inertia.positive)} are positive${inertia.undecided >= 0.5 ? `; but for ${Math.round(inertia.undecided).toLocaleString('en-GB')} of them this is not sharp enough to tell their sign` : ''}.`,
    confirmed
      ? `A last pass from a new start found nothing further at either end.`
      : 'Not all eigenvalues listed have converged, so there may be others among them: more steps would tell.',
    `The lowest one lives ${place(low.residence, network)}; the highest one ${place(high.residence, network)}.`,
    `Along the lowest direction the Gauss–Newton matrix measures ${number(low.gaussNewton)}: it is never negative.`,
    ...kinkSentences(report.smoothness),
  ];
}

function withResidual({ value, residual }: EigenDirection): string {
  return `${number(value)} (to within ${number(residual)})`;
}
