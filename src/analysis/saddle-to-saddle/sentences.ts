import { count, list, number } from '../words';
import type { Modes } from './theory';
import type { NearSaddle } from './rest';

/** A plateau with what lies beside it. */
export interface Rest {
  readonly fromStep: number;
  readonly toStep: number;
  /** The run had not left it when it ended. */
  readonly atEnd: boolean;
  /** The checkpoint on it with the smallest gradient; its loss and gradient norm. */
  readonly step: number;
  readonly loss: number;
  readonly gradientNorm: number;
  /** Modes of which at least half was learned there, 0-based; null where the data have none. */
  readonly learned: readonly number[] | null;
  /** Null where Newton’s method found none, or the network is too large for it. */
  readonly saddle: NearSaddle | null;
}

export function saddleToSaddleSentences(facts: {
  readonly rests: readonly Rest[];
  readonly modes: Modes | null;
  readonly noCurves: string | null;
  readonly linear: boolean;
  readonly layers: number;
  readonly steps: number;
}): string[] {
  const { rests, modes, noCurves, linear, layers, steps } = facts;
  const sentences = [
    rests.length === 0
      ? steps === 0
        ? 'The run has not been trained yet: train it to its end, then ask again.'
        : `The run has no plateau in its ${count(steps, 'step')}.`
      : `The run rests on ${count(rests.length, 'plateau')} in its ${count(steps, 'step')}.`,
    ...rests.map((rest, index) => restSentence(rest, index)),
  ];
  if (modes?.curves) {
    const shown = Array.from(modes.strengths, (strength, k) => ({ strength, share: modes.deviation[k]! }));
    const compared = shown.filter(({ share }) => !Number.isNaN(share));
    if (compared.length > 0)
      sentences.push(
        `Each mode follows u′ = ${layers}·u${layers === 2 ? '' : `^${number(2 - 2 / layers)}`}·(s − u) with ${list(compared.map(({ strength, share }) => `at most ${number(100 * share)} % of s between run and curve for s = ${number(strength)}`))}; ${modes.start === 'aligned' ? 'the start was balanced and the modes decoupled, so nothing was fitted' : 'the start was a general one, so u₀ was chosen for the curve to meet the run where half of the mode was learned'}. The curve is that of gradient flow; finite steps move the run off it in proportion to the learning rate.`,
      );
    if (compared.length < shown.length)
      sentences.push(
        `${count(shown.length - compared.length, 'mode')} had not been half learned when the run ended, or did not start on the way up: no curve is drawn there.`,
      );
  } else if (linear)
    sentences.push(`The closed-form curves do not hold here: ${noCurves ?? 'the data have no modes'}.`);
  return sentences;
}

function restSentence({ fromStep, toStep, atEnd, loss, learned, saddle }: Rest, index: number): string {
  const where = `Plateau ${index + 1}, step ${fromStep.toLocaleString('en-GB')} to ${toStep.toLocaleString('en-GB')}${atEnd ? ' (the end of the run)' : ''}, at loss ${number(loss)}`;
  const modes =
    learned === null
      ? ''
      : learned.length === 0
        ? ': no mode is learned'
        : `: ${learned.length === 1 ? 'mode' : 'modes'} ${list(learned.map((k) => String(k + 1)))} learned`;
  if (saddle === null) return `${where}${modes}. Newton’s method found no critical point from there.`;
  const { inertia, rank, distance, higher } = saddle;
  const name =
    inertia.negative > 0
      ? `a strict saddle with ${count(inertia.negative, 'negative eigenvalue')} and ${inertia.zero} that ${inertia.zero === 1 ? 'is' : 'are'} 0`
      : higher?.verdict === 'saddle' && higher.order !== null
        ? `a saddle of order ${higher.order}: no eigenvalue is negative, ${inertia.zero} ${inertia.zero === 1 ? 'is' : 'are'} 0`
        : inertia.positive === 0
          ? 'a critical point at which the Hessian is 0: whether the loss falls is decided by higher orders'
          : saddle.loss <= 1e-20
            ? 'a global minimum (loss 0)'
            : 'a critical point without negative eigenvalues; higher orders decide what it is';
  return `${where}${modes}. Beside it, at distance ${number(distance)}, is ${name}${rank === null ? '' : `; its end-to-end map has rank ${rank}`}, loss ${number(saddle.loss)}.`;
}
