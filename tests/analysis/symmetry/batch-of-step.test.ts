import { expect, test } from 'vitest';
import { batchOfStep } from '../../../src/analysis/symmetry/batch-of-step';
import { core, type BatchOrder } from '../../../src/core';
import { numbers, problemOf } from '../../core/problems';

/** Oracle: the trainer. A single step with the batch that is named for it gives the trainer's next point, bit for bit. */

const next = numbers(3);
const rows = Array.from({ length: 7 }, () => [next(), next()]);
const problem = problemOf(
  [2, 3, 1],
  ['tanh', 'linear'],
  rows,
  rows.map(([a, b]) => [a! * b!]),
);
const theta = Float64Array.from({ length: 13 }, () => next());
const rule = { name: 'gradient-descent', rate: 0.3 } as const;

test.each<[string, BatchOrder]>([
  ['all samples', { kind: 'full' }],
  ['shuffled, size 3 of 7', { kind: 'shuffled', size: 3, seed: 12 }],
  ['shuffled, size 1', { kind: 'shuffled', size: 1, seed: 5 }],
  ['drawn, size 4', { kind: 'drawn', size: 4, seed: 2 }],
  ['drawn, size 1', { kind: 'drawn', size: 1, seed: 9 }],
  ['listed', { kind: 'listed', batches: [[0, 1], [6], [2, 2, 5]] }],
])('%s', (_, order) => {
  const trainer = core().workspace(problem).startTraining(theta, { rule, order, noiseSeed: 1 });
  const single = core().workspace(problem);
  for (let step = 1; step <= 25; step++) {
    const before = trainer.theta();
    trainer.advance(1);
    const batch = batchOfStep(order, problem.train.count, step, core());
    const again = single.startTraining(before, { rule, order: batch, noiseSeed: 1 });
    again.advance(1);
    expect(again.theta()).toEqual(trainer.theta());
  }
});
