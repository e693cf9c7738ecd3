import type { Evaluation } from './contract';

export type Writable<T> = { -readonly [K in keyof T]: T[K] };

export function blankEvaluation(): Writable<Evaluation> {
  return { loss: NaN, gradientNorm: NaN, accuracy: NaN, testLoss: NaN, testAccuracy: NaN };
}

/** Takes over the five numbers that the core has written, in the order of assembly/network/evaluation.ts, from `numbers[at]` on. */
export function takeEvaluation<T extends Writable<Evaluation>>(
  target: T,
  numbers: Float64Array,
  at: number,
): T {
  target.loss = numbers[at]!;
  target.accuracy = numbers[at + 1]!;
  target.testLoss = numbers[at + 2]!;
  target.testAccuracy = numbers[at + 3]!;
  target.gradientNorm = numbers[at + 4]!;
  return target;
}
