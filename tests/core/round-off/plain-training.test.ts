import { describe, expect, test } from 'vitest';
import { core } from '../../../src/core';
import type { ActivationName, Precision, Summation } from '../../../src/core/contract';
import { twinClasses } from '../../../src/analysis/twins';
import { distance, numbers, problemOf } from '../problems';
import { twinOf } from './plain-twin';

/** Oracles: a plain twin in TypeScript that rounds after every operation (to the bit), the training kernels (to rounding), and symmetry. */

const summations: readonly Summation[] = ['naive', 'pairwise', 'kahan', 'permuted'];
const precisions: readonly Precision[] = ['f64', 'f32'];
const descent = { name: 'gradient-descent', rate: 0.05 } as const;

function drawn(sizes: readonly number[], hidden: ActivationName, samples: number, precision: Precision) {
  const next = numbers(17);
  const rows = (width: number) =>
    Array.from({ length: samples }, () => Array.from({ length: width }, () => next()));
  const activations = sizes.slice(1).map((_, l) => (l < sizes.length - 2 ? hidden : ('linear' as const)));
  const problem = problemOf(sizes, activations, rows(sizes[0]!), rows(sizes.at(-1)!), { precision });
  const count = sizes.slice(1).reduce((sum, outputs, l) => sum + outputs * (sizes[l]! + 1), 0);
  return { problem, theta: Float64Array.from({ length: count }, next) };
}

const cases = precisions.flatMap((precision) =>
  summations.map((summation) => [summation, precision] as const),
);

describe.each(cases)('%s in %s', (summation, precision) => {
  test('has the bits of the plain twin', () => {
    const { problem, theta } = drawn([5, 9, 7, 3], 'relu', 150, precision);
    const run = core().plainTraining(problem, theta, { rule: descent, summation, seed: 3 });
    const twin = twinOf(problem, summation, 3);
    for (let step = 0; step < 3; step++) {
      expect(run.gradient()).toEqual(twin.gradient(run.theta()));
      run.advance(1);
    }
  });

  test.each(['tanh', 'sigmoid', 'gelu'] as const)(
    'trains like the training kernels up to rounding: %s',
    (hidden) => {
      const { problem, theta } = drawn([4, 6, 2], hidden, 37, precision);
      const rule = { name: 'momentum', rate: 0.05, momentum: 0.9 } as const;
      const run = core().plainTraining(problem, theta, { rule, summation, seed: 1 });
      const workspace = core().workspace(problem);
      const trainer = workspace.startTraining(theta, { rule, order: { kind: 'full' }, noiseSeed: 0 });
      run.advance(20);
      trainer.advance(20);
      const allowed = precision === 'f64' ? 1e-13 : 1e-5;
      expect(distance(run.theta(), trainer.theta())).toBeLessThan(allowed);
      expect(Math.abs(run.loss() - workspace.evaluate(run.theta()).loss)).toBeLessThan(allowed);
    },
  );
});

test('one order for all units keeps twins, an order per unit breaks them', () => {
  const { problem, theta } = drawn([7, 13, 5], 'tanh', 50, 'f32');
  const equal = theta.map(() => 0.1);
  const widthAfter = (summation: Summation) => {
    const run = core().plainTraining(problem, equal, { rule: descent, summation, seed: 0 });
    run.advance(100);
    return twinClasses(problem.network, run.theta())[0]!.effectiveWidth;
  };
  expect(summations.map(widthAfter)).toEqual([1, 1, 1, expect.any(Number)]);
  expect(widthAfter('permuted')).toBeGreaterThan(1);
});

test('a wrong length is refused with the place', () => {
  const { problem } = drawn([2, 2, 1], 'tanh', 4, 'f64');
  const make = () =>
    core().plainTraining(problem, new Float64Array(3), { rule: descent, summation: 'naive', seed: 0 });
  expect(make).toThrow(/^theta has length 3, but as many numbers as the network has parameters are needed/);
});
