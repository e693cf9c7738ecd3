import type { Evaluation } from '../core/contract';
import { UserError } from '../model/user-error';
import type { SeenLosses } from './loss-watch';

export interface RunPoint {
  readonly step: number;
  readonly theta: Float64Array;
  readonly evaluation: Evaluation;
}

/** What the rest of a run of a sweep depends on. */
export interface AloneState {
  readonly seen: SeenLosses;
  /** The last point that counts. */
  readonly end: RunPoint;
  /** Of `Trainer.save`. */
  readonly trainer: Uint8Array;
}

const scalars = 10;

/** Little-endian f64: first loss, best loss, its step, escape step; step, loss, gradient norm, accuracy, test loss and test accuracy of the last point, its θ; then the trainer's bytes. */
export function packAlone({ seen, end, trainer }: AloneState): Uint8Array {
  const { loss, gradientNorm, accuracy, testLoss, testAccuracy } = end.evaluation;
  const numbers = [seen.firstLoss, seen.bestLoss, seen.bestStep, seen.escapeStep];
  numbers.push(end.step, loss, gradientNorm, accuracy, testLoss, testAccuracy);
  const { length } = end.theta;
  const bytes = new Uint8Array(8 * (scalars + length) + trainer.length);
  const view = new DataView(bytes.buffer);
  numbers.forEach((value, i) => view.setFloat64(8 * i, value, true));
  end.theta.forEach((value, i) => view.setFloat64(8 * (scalars + i), value, true));
  bytes.set(trainer, 8 * (scalars + length));
  return bytes;
}

/** @throws UserError where it is too short for a run of so many parameters; the rest is for the trainer to judge */
export function unpackAlone(bytes: Uint8Array, parameterCount: number): AloneState {
  const head = 8 * (scalars + parameterCount);
  if (bytes.length < head)
    throw new UserError(
      `The state of a run holds ${bytes.length} bytes, but must hold ${head} and more.`,
      'state',
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, head);
  const at = (i: number): number => view.getFloat64(8 * i, true);
  return {
    seen: { firstLoss: at(0), bestLoss: at(1), bestStep: at(2), escapeStep: at(3) },
    end: {
      step: at(4),
      theta: Float64Array.from({ length: parameterCount }, (_, i) => at(scalars + i)),
      evaluation: { loss: at(5), gradientNorm: at(6), accuracy: at(7), testLoss: at(8), testAccuracy: at(9) },
    },
    trainer: new Uint8Array(bytes.subarray(head)),
  };
}
