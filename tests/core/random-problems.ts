import type { LossName, Problem, UpdateRule } from '../../src/core';
import { ACTIVATIONS, LOSSES } from '../../src/core/codes';
import { numbers } from './problems';

/** Random problems for tests that compare the kernels with something plain. */

/** Settings of every update rule, small enough for a few steps to stay tame. */
export const RULE_SETTINGS: readonly UpdateRule[] = [
  { name: 'gradient-descent', rate: 0.05 },
  { name: 'momentum', rate: 0.02, momentum: 0.9 },
  { name: 'nesterov', rate: 0.02, momentum: 0.8 },
  { name: 'rmsprop', rate: 0.003, decay: 0.99, epsilon: 1e-8 },
  { name: 'adam', rate: 0.004, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  { name: 'perturbed-gradient-descent', rate: 0.05, radius: 0.1, threshold: 0.01, interval: 20 },
  { name: 'multiplicative', rate: 0.05 },
  { name: 'exponentiated-gradient', rate: 0.05 },
];

/** Targets that suit the loss: real, 0 or 1, or rows of probabilities. */
export function targetsFor(loss: LossName, count: number, outputs: number, next: () => number): Float64Array {
  const targets = Float64Array.from({ length: count * outputs }, next);
  if (loss === 'binary-cross-entropy') return targets.map((value) => (value > 0 ? 1 : 0));
  if (loss !== 'softmax-cross-entropy') return targets;
  for (let i = 0; i < count; i++) {
    const row = targets.subarray(i * outputs, (i + 1) * outputs);
    const chosen = Math.floor(((next() + 1) / 2) * outputs);
    row.fill(0)[chosen] = 1;
  }
  return targets;
}

/** The problem of a number: depth, odd and even widths, 1 … 9 samples (now and then some hundreds), every activation and loss in turn. */
export function randomProblem(seed: number, rest: Partial<Problem> = {}): Problem {
  const next = numbers(seed * 7919 + 1);
  const upTo = (n: number): number => 1 + Math.min(n - 1, Math.floor(((next() + 1) / 2) * n));
  const layers = upTo(4);
  const sizes = [upTo(5), ...Array.from({ length: layers }, () => upTo(9))];
  const loss = LOSSES[seed % LOSSES.length]!;
  const count = seed % 7 === 3 ? 100 + upTo(200) : upTo(9);
  const outputs = sizes[layers]!;
  const inputs = Float64Array.from({ length: count * sizes[0]! }, () => 2 * next());
  return {
    network: {
      sizes,
      activations: Array.from(
        { length: layers },
        (_, l) => ACTIVATIONS[(seed + 3 * l) % ACTIVATIONS.length]!,
      ),
      biases: Array.from({ length: layers }, () => next() > -0.5),
    },
    loss,
    precision: 'f64',
    train: { count, inputs, targets: targetsFor(loss, count, outputs, next) },
    accuracy: { kind: 'none' },
    l1: seed % 3 === 0 ? 0.01 : 0,
    l2: seed % 4 === 0 ? 0.1 : 0,
    batchSize: count,
    ...rest,
  };
}

/** θ uniform in ±scale, with an exact 0 here and there. */
export function randomTheta(length: number, seed: number, scale = 0.8): Float64Array {
  const next = numbers(seed * 104_729 + 5);
  return Float64Array.from({ length }, (_, i) => (i % 11 === 10 ? 0 : scale * next()));
}
