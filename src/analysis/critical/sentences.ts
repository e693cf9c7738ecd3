import { count, list, number } from '../words';
import type { Outcome } from './polish';
import type { CriticalPoint, Family } from './merge';
import { type Kind, kindWords } from './critical-point';
import type { TwinLine } from './twin-lines';

export interface SentenceFacts {
  readonly starts: number;
  readonly outcomes: { readonly [K in Outcome]: number };
  readonly points: readonly CriticalPoint[];
  readonly families: readonly Family[];
  readonly twinLines: readonly { readonly point: number; readonly line: TwinLine }[];
  readonly settings: {
    readonly seed: number;
    readonly tolerance: number;
    readonly scale: number;
    readonly away: number;
  };
  /** An activation with a kink is in use, or an l1 penalty. */
  readonly kinks: boolean;
}

export function criticalSentences(facts: SentenceFacts): string[] {
  const { starts, outcomes, points, families, twinLines, settings, kinks } = facts;
  const finite = outcomes.converged;
  const rest = [
    [
      outcomes['ran-away'],
      `left towards infinity (‖θ‖ reached ${number(settings.away)}), where critical points can only be limits`,
    ],
    [outcomes.stuck, 'ended where the gradient norm has a local minimum that is not 0'],
    [outcomes.budget, 'had not converged when their iterations were spent'],
    [outcomes['not-finite'], 'left the range of numbers'],
  ] as const;
  const others = rest.filter(([n]) => n > 0).map(([n, words]) => `${n} ${words}`);
  const sentences = [
    `Of ${count(starts, 'start')}, ${finite} ended at a critical point (gradient norm at most ${number(settings.tolerance)})${others.length === 0 ? '' : `; ${list(others)}`}.`,
  ];
  if (points.length === 0) return sentences;
  sentences.push(
    `Up to rearrangements of hidden units these are ${count(points.length, 'different point')} in ${families.length === 1 ? '1 family' : `${families.length} families`} of equal outputs and equal inertia. A search finds some critical points; it does not prove that there are no others.`,
  );
  for (const kind of Object.keys(kindWords) as Kind[]) {
    const of = points.filter((point) => point.kind === kind);
    if (of.length === 0) continue;
    const losses = [...new Set(of.map(({ loss }) => number(loss)))];
    const orders = [...new Set(of.map(({ order }) => order))].filter((k) => k !== null).sort();
    const named =
      kind === 'saddle' && orders.length > 0 ? `saddle of order ${orders.join(' or ')}` : kindWords[kind];
    const shown = losses.length > 4 ? [...losses.slice(0, 4), '…'] : losses;
    sentences.push(
      `${count(of.length, 'point')}: ${named}${kind === 'zero-error-minimum' ? '' : `, at loss ${list(shown)}`}.${kind === 'undecided' ? ' No eigenvalue is negative beyond its tolerance, some are 0, and no descent at a higher order was established: that is no proof of a minimum.' : ''}`,
    );
  }
  const flat = families.filter(({ points: members, zero }) => members.length > 2 && zero > 0);
  if (flat.length > 0)
    sentences.push(
      `${flat.length === 1 ? 'One family has' : `${flat.length} families have`} many points and eigenvalues that are 0: these lie on continuous sets of critical points, of which every start finds another one.`,
    );
  const whole = twinLines.filter(({ line }) => line.critical);
  const on = new Set(whole.map(({ point }) => point)).size;
  if (on > 0) {
    const { line, point } = whole[0]!;
    sentences.push(
      `${count(on, 'point')} ${on === 1 ? 'lies' : 'lie'} on a line of critical points made by duplicating a unit; for example point ${point + 1}: units ${line.units[0] + 1} and ${line.units[1] + 1} of hidden layer ${line.layer} have ${line.opposite ? 'opposite' : 'equal'} incoming weights, and handing outgoing weights from one to the other changes nothing; along that line the eigenvalue is 0 (‖H·d‖ = ${number(line.curvature)}).`,
    );
  }
  if (kinks)
    sentences.push(
      'The loss has kinks: only points beside them are found, not those on them, where the derivatives jump.',
    );
  return sentences;
}
