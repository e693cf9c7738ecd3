import { describe, expect, test } from 'vitest';
import {
  core,
  type BatchOrder,
  type LossName,
  type Precision,
  type Problem,
  type Trainer,
  type UpdateRule,
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
  rule: UpdateRule,
  order: BatchOrder,
  steps: number,
): Trainer {
  const trainer = core().workspace(problem).startTraining(theta, { rule, order, noiseSeed: 0 });
  trainer.advance(steps);
  return trainer;
}

const LOSSES = ['mean-squared-error', 'half-mean-squared-error', 'half-sum-of-squares'] as const;

/** The rules that have this path; the rate is given per test, that of momentum being for steps about as long. */
const RULES: readonly (readonly [string, (rate: number) => UpdateRule])[] = [
  ['gradient descent', (rate) => ({ name: 'gradient-descent', rate })],
  ['momentum', (rate) => ({ name: 'momentum', rate: rate * 0.3, momentum: 0.7 })],
];

const KINDS = LOSSES.flatMap((loss) =>
  (['f64', 'f32'] as const).flatMap((precision) =>
    RULES.map(([name, rule]) => [precision, loss, name, rule] as const),
  ),
);

describe.each(KINDS)(
  '2-2-1 on four samples in %s under %s by %s has the bits of the general kernels',
  (precision, loss, _, rule) => {
    test('from random, zero, twin and negative-zero starts', () => {
      for (let seed = 0; seed < 30; seed++) {
        const next = numbers(seed + 1);
        const problem = xor(seed % 3, loss, precision);
        const theta = Float64Array.from({ length: 9 }, () => 2 * next());
        if (seed % 5 === 1) theta.fill(0);
        if (seed % 5 === 2) theta.set([0.3, -0.2, 0.3, -0.2, 0.1, 0.1, 0.5, 0.5, 0]);
        if (seed % 5 === 3) theta[seed % 9] = -0;
        if (seed % 5 === 4) theta.fill(0, 0, 8);
        for (const steps of [1, 2, 7, 3000]) {
          const fast = trained(problem, theta, rule(0.1), FULL, steps);
          const plain = trained(problem, theta, rule(0.1), LISTED, steps);
          expect(fast.step).toBe(plain.step);
          expect(fast.theta(), `seed ${seed}, ${steps} steps`).toEqual(plain.theta());
        }
      }
    });

    test('whatever the steps are cut into', () => {
      const problem = xor(1, loss, precision);
      const next = numbers(11);
      const theta = Float64Array.from({ length: 9 }, () => next());
      const whole = trained(problem, theta, rule(0.1), FULL, 1000);
      const cut = trained(problem, theta, rule(0.1), FULL, 0);
      for (let part = 1; cut.step < 1000; part++) cut.advance(Math.min(part, 1000 - cut.step));
      expect(cut.theta()).toEqual(whole.theta());
    });

    test('where training diverges, at the same step', () => {
      let diverged = 0;
      for (const rate of [0.5, 3, 20, 1e150, 1e308]) {
        const next = numbers(3);
        const theta = Float64Array.from({ length: 9 }, () => 2 * next());
        const fast = trained(xor(1, loss, precision), theta, rule(rate), FULL, 5000);
        const plain = trained(xor(1, loss, precision), theta, rule(rate), LISTED, 5000);
        expect([fast.step, fast.diverged], `rate ${rate}`).toEqual([plain.step, plain.diverged]);
        expect(fast.theta()).toEqual(plain.theta());
        if (fast.diverged) diverged++;
      }
      expect(diverged).toBeGreaterThanOrEqual(2);
    });
  },
);

const TWINS = RULES.flatMap(([name, rule]) => [['f64', name, rule] as const, ['f32', name, rule] as const]);

test.each(TWINS)('twin units stay twins for 100,000 steps (%s, %s)', (precision, _, rule) => {
  const theta = Float64Array.of(0.3, -0.2, 0.3, -0.2, 0.1, 0.1, 0.5, 0.5, 0);
  const result = trained(xor(1, 'mean-squared-error', precision), theta, rule(0.05), FULL, 100_000).theta();
  expect([result[0], result[1], result[4], result[6]]).toEqual([result[2], result[3], result[5], result[7]]);
  expect(result).not.toEqual(theta);
});
