import { firstBelow } from '../../model/first-below';
import type { History } from '../history';

/** What a table says of a run. */
export interface RunNumbers {
  /** Where it is now: the newest recorded values; NaN where the experiment has none. */
  readonly loss: number;
  readonly gradientNorm: number;
  readonly accuracy: number;
  readonly testLoss: number;
  /** Twin classes of each hidden layer. */
  readonly effectiveWidths: readonly number[];
  /** The lowest loss on record and its first step; NaN and null where no loss is a number. */
  readonly bestLoss: number;
  readonly bestStep: number | null;
  /** The first recorded step at which a tenth of the first loss was gone; null while it is not. */
  readonly escapeStep: number | null;
  /** The recorded step before that one: a long run is not recorded at every step, and left somewhere between the two. */
  readonly escapeAfter: number | null;
}

export function runNumbers(history: History): RunNumbers {
  const { steps, loss, effectiveWidth } = history;
  const layers = steps.length === 0 ? 0 : effectiveWidth.length / steps.length;
  const best = loss.reduce(
    (found, value, i) => (Number.isFinite(value) && !(value >= (loss[found] ?? Infinity)) ? i : found),
    -1,
  );
  const first = loss[0] ?? NaN;
  // A loss of at most 0 has no tenth to lose.
  const escapeStep = first > 0 ? firstBelow(steps, loss, 0.9 * first) : null;
  return {
    loss: loss.at(-1) ?? NaN,
    gradientNorm: history.gradientNorm.at(-1) ?? NaN,
    accuracy: history.accuracy.at(-1) ?? NaN,
    testLoss: history.testLoss.at(-1) ?? NaN,
    effectiveWidths: layers === 0 ? [] : Array.from(effectiveWidth.slice(-layers)),
    bestLoss: loss[best] ?? NaN,
    bestStep: steps[best] ?? null,
    escapeStep,
    escapeAfter: escapeStep === null ? null : (steps[steps.indexOf(escapeStep) - 1] ?? null),
  };
}
