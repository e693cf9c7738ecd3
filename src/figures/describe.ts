/** Text alternatives: what a picture shows, as sentences that state the finding with its numbers. */
import type { History } from '../analysis/history';
import type { Landscape } from '../analysis/landscape';
import { quantity as quantityNamed } from '../model/quantities';
import { pathFacts } from './path-marks';
import { formatNumber, groupThousands } from './ticks';
import { inPieces, toItsEnd } from './to-its-end';

const number = (value: number): string => formatNumber(value, 4);
const place = (alpha: number, beta: number): string =>
  `α = ${formatNumber(alpha, 3)}, β = ${formatNumber(beta, 3)}`;

/** Several sentences: size, centre, extremes, which way it falls, what is not finite, the path. */
export function describeLandscape(landscape: Landscape, shown: 'Map' | 'Surface' = 'Map'): string {
  return toItsEnd(describingLandscape(landscape, shown));
}

/** See `describeLandscape`; in pieces, because a fine map is looked through. */
export function* describingLandscape(
  landscape: Landscape,
  shown: 'Map' | 'Surface' = 'Map',
): Generator<void, string> {
  const { quantity, alphas, betas, values, centreValue, plane } = landscape;
  const name = quantityNamed(quantity).noun;
  const sentences = [
    `${shown} of the ${name} on ${alphas.length} × ${betas.length} points of the plane ${plane.name} about ${plane.centre}.`,
  ];
  const seen: Seen = { low: -1, high: -1, lost: 0 };
  yield* inPieces(values.length, (from, to) => look(values, from, to, seen));
  const { low, high, lost } = seen;
  const at = (i: number): string => place(alphas[i % alphas.length]!, betas[Math.floor(i / alphas.length)]!);
  if (low < 0) return `${sentences[0]} No value is finite.`;
  if (values[low] === values[high]) {
    sentences.push(`It is constant to the last bit: ${formatNumber(values[low]!, 12)}.`);
  } else {
    sentences.push(`The value at the centre is ${number(centreValue)}.`);
    sentences.push(
      `The lowest value is ${number(values[low]!)} at ${at(low)}; the highest is ${number(values[high]!)} at ${at(high)}.`,
    );
    sentences.push(...directions(landscape));
    if (quantity === 'curvature')
      sentences.push(yield* bendingDown(values, Math.max(-values[low]!, values[high]!)));
  }
  if (lost > 0)
    sentences.push(`${groupThousands(lost)} of ${groupThousands(values.length)} points are not finite.`);
  sentences.push(describePath(landscape));
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

interface Seen {
  /** Indices of the lowest and the highest finite value; −1 where there is none. */
  low: number;
  high: number;
  /** Values that are not finite. */
  lost: number;
}

function look(values: Float64Array, from: number, to: number, seen: Seen): void {
  let { low, high, lost } = seen;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) lost++;
    else {
      if (low < 0 || value < values[low]!) low = i;
      if (high < 0 || value > values[high]!) high = i;
    }
  }
  Object.assign(seen, { low, high, lost });
}

/** A curvature of less than this share of the largest may be what rounding leaves of 0. */
const negligible = 1e-12;

function* bendingDown(values: Float64Array, largest: number): Generator<void, string> {
  let below = 0;
  yield* inPieces(values.length, (from, to) => {
    below += countBelow(values, from, to, -negligible * largest);
  });
  const points = `${groupThousands(below)} of ${groupThousands(values.length)} points`;
  return `It is below 0 at ${points}: there the loss bends down along some direction of the plane.`;
}

function countBelow(values: Float64Array, from: number, to: number, level: number): number {
  let below = 0;
  for (let i = from; i < to; i++) if (values[i]! < level) below++;
  return below;
}

/** Along which of the four axis directions and four diagonals of the window the quantity falls and rises, from centre to edge. */
function directions({ alphas, betas, values, centreValue, quantity }: Landscape): string[] {
  const i0 = nearest(alphas, 0);
  const j0 = nearest(betas, 0);
  const ends: readonly (readonly [string, number, number])[] = [
    ['+α', alphas.length - 1, j0],
    ['−α', 0, j0],
    ['+β', i0, betas.length - 1],
    ['−β', i0, 0],
    ['+α+β', alphas.length - 1, betas.length - 1],
    ['−α−β', 0, 0],
    ['+α−β', alphas.length - 1, 0],
    ['−α+β', 0, betas.length - 1],
  ];
  const found = ends.map(([label, i, j]) => ({
    label,
    change: values[j * alphas.length + i]! - centreValue,
  }));
  const list = (sign: number): string =>
    found
      .filter(({ change }) => Math.sign(change) === sign)
      .map(({ label, change }) => `${label} (by ${formatNumber(Math.abs(change), 2)})`)
      .join(', ');
  const [falls, rises] = [list(-1), list(1)];
  const name = quantityNamed(quantity).noun;
  if (falls !== '' && rises !== '')
    return [`From the centre to the edge, the ${name} falls along ${falls} and rises along ${rises}.`];
  if (falls !== '')
    return [
      `From the centre to the edge, the ${name} falls along ${falls} and rises along none of the directions looked at.`,
    ];
  if (rises !== '')
    return [
      `From the centre to the edge, the ${name} rises along ${rises} and falls along none of the directions looked at.`,
    ];
  return [`From the centre to the edge, the ${name} does not change along any of the directions looked at.`];
}

function describePath(landscape: Landscape): string {
  const { steps, alpha, beta, loss } = landscape.trajectory;
  const last = steps.length - 1;
  if (last < 0) return '';
  const facts = pathFacts(landscape);
  if (last === 0) return `The run stands at ${place(alpha[0]!, beta[0]!)}.`;
  const reached = groupThousands(steps[last]!);
  if (facts.extent === 0 && facts.largestDistance === 0)
    return `In ${reached} steps the run does not move at all.`;
  const off =
    facts.largestDistance > 0 ? ` and is up to ${formatNumber(facts.largestDistance, 2)} off the plane` : '';
  return `In ${reached} steps the run goes from ${place(alpha[0]!, beta[0]!)} to ${place(alpha[last]!, beta[last]!)}${off}; its ${quantityNamed(landscape.quantity).noun} goes from ${number(loss[0]!)} to ${number(loss[last]!)}.`;
}

export function describeHistory(history: History): string {
  const { steps, loss, gradientNorm } = history;
  const last = steps.length - 1;
  if (last < 0) return 'Nothing has been recorded yet.';
  if (last === 0)
    return `At step ${groupThousands(steps[0]!)} the loss is ${number(loss[0]!)} and the gradient norm ${number(gradientNorm[0]!)}.`;
  const range = `From step ${groupThousands(steps[0]!)} to ${groupThousands(steps[last]!)}`;
  const sentences: string[] = [];
  const broken = loss.findIndex((value) => !Number.isFinite(value));
  if (broken >= 0) {
    sentences.push(
      `The loss starts at ${number(loss[0]!)} and is no longer finite at step ${groupThousands(steps[broken]!)}.`,
    );
  } else if (loss.every((value) => value === loss[0])) {
    sentences.push(`${range} the loss stays at ${formatNumber(loss[0]!, 12)} to the last bit.`);
  } else {
    const best = loss.reduce((found, value, i) => (value < loss[found]! ? i : found), 0);
    sentences.push(
      `${range} the loss goes from ${number(loss[0]!)} to ${number(loss[last]!)}; its lowest value is ${number(loss[best]!)} at step ${groupThousands(steps[best]!)}.`,
    );
  }
  if (gradientNorm.every((value) => value === 0))
    sentences.push('The gradient norm is exactly 0 at every recorded step.');
  else {
    const zeros = gradientNorm.reduce((count, value) => count + (value === 0 ? 1 : 0), 0);
    const exact =
      zeros > 0
        ? ` and is exactly 0 at ${groupThousands(zeros)} of ${groupThousands(steps.length)} recorded steps`
        : '';
    sentences.push(
      `The gradient norm goes from ${number(gradientNorm[0]!)} to ${number(gradientNorm[last]!)}${exact}.`,
    );
  }
  return sentences.join(' ');
}

function nearest(axis: Float64Array, to: number): number {
  let best = 0;
  for (let i = 1; i < axis.length; i++) if (Math.abs(axis[i]! - to) < Math.abs(axis[best]! - to)) best = i;
  return best;
}
