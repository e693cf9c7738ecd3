import { describe, expect, test } from 'vitest';
import {
  core,
  type BatchOrder,
  type LossName,
  type Precision,
  type Problem,
  type Trainer,
} from '../../src/core';
import { numbers, problemOf } from './problems';

/**
 * Oracle: equality of bits with the general kernels, which the same four samples go through when they come as a listed batch. The
 * special path for 2-2-1 is taken with the full batch only.
 */

const FULL: BatchOrder = { kind: 'full' };
const LISTED: BatchOrder = { kind: 'listed', batches: [[0, 1, 2, 3]] };

function xor(seed: number, loss: LossName, precision: Precision): Problem {
  const next = numbers(seed);
  const sign = [-1, 1];
  const inputs = sign.flatMap((a) => sign.map((b) => [a * (1 + seed * next()), b]));
  const targets = [[-1], [1], [1 + seed * next()], [-1]];
  return problemOf([2, 2, 1], ['tanh', 'linear'], inputs, targets, { loss, precision });
}

function trained(
  problem: Problem,
  theta: Float64Array,
  rate: number,
  order: BatchOrder,
  steps: number,
): Trainer {
  const rule = { name: 'gradient-descent', rate } as const;
  const trainer = core().workspace(problem).startTraining(theta, { rule, order, noiseSeed: 0 });
  trainer.advance(steps);
  return trainer;
}

const LOSSES = ['mean-squared-error', 'half-mean-squared-error', 'half-sum-of-squares'] as const;

const KINDS = LOSSES.flatMap((loss) => [['f64', loss] as const, ['f32', loss] as const]);

describe.each(KINDS)(
  '2-2-1 on four samples in %s under %s has the bits of the general kernels',
  (precision, loss) => {
    test('from random, zero, twin and negative-zero starts', () => {
      for (let seed = 0; seed < 60; seed++) {
        const next = numbers(seed + 1);
        const problem = xor(seed % 3, loss, precision);
        const theta = Float64Array.from({ length: 9 }, () => 2 * next());
        if (seed % 5 === 1) theta.fill(0);
        if (seed % 5 === 2) theta.set([0.3, -0.2, 0.3, -0.2, 0.1, 0.1, 0.5, 0.5, 0]);
        if (seed % 5 === 3) theta[seed % 9] = -0;
        if (seed % 5 === 4) theta.fill(0, 0, 8);
        for (const steps of [1, 2, 7, 3000]) {
          const fast = trained(problem, theta, 0.1, FULL, steps);
          const plain = trained(problem, theta, 0.1, LISTED, steps);
          expect(fast.step).toBe(plain.step);
          expect(fast.theta(), `seed ${seed}, ${steps} steps`).toEqual(plain.theta());
        }
      }
    });

    test('where training diverges, at the same step', () => {
      let diverged = 0;
      for (const rate of [0.5, 3, 20, 1e150, 1e308]) {
        const next = numbers(3);
        const theta = Float64Array.from({ length: 9 }, () => 2 * next());
        const fast = trained(xor(1, loss, precision), theta, rate, FULL, 5000);
        const plain = trained(xor(1, loss, precision), theta, rate, LISTED, 5000);
        expect([fast.step, fast.diverged], `rate ${rate}`).toEqual([plain.step, plain.diverged]);
        expect(fast.theta()).toEqual(plain.theta());
        if (fast.diverged) diverged++;
      }
      expect(diverged).toBeGreaterThanOrEqual(2);
    });
  },
);

test.each(['f64', 'f32'] as const)('twin units stay twins for 100,000 steps (%s)', (precision) => {
  const theta = Float64Array.of(0.3, -0.2, 0.3, -0.2, 0.1, 0.1, 0.5, 0.5, 0);
  const result = trained(xor(1, 'mean-squared-error', precision), theta, 0.05, FULL, 100_000).theta();
  expect([result[0], result[1], result[4], result[6]]).toEqual([result[2], result[3], result[5], result[7]]);
  expect(result).not.toEqual(theta);
});
