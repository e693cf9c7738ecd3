import { describe, expect, test } from 'vitest';
import { core, type BatchOrder, type Problem, type Trainer, type TrainerOptions } from '../../src/core';
import { UserError } from '../../src/model/user-error';
import { problemOf } from './problems';
import { RULE_SETTINGS, randomProblem, randomTheta } from './random-problems';

/** Oracle: the training that was not interrupted. */

const rules = [
  ...RULE_SETTINGS,
  // Pushed every fourth step.
  { name: 'perturbed-gradient-descent', rate: 0.05, radius: 0.1, threshold: 1e6, interval: 3 },
  { name: 'newton', rate: 0.1, damping: 0.1, reach: 1 },
  { name: 'saddle-free-newton', rate: 0.1, damping: 0.1, reach: 1 },
] as const;

const ordersOf = ({ train: { count } }: Problem): readonly BatchOrder[] => {
  const size = Math.min(3, count);
  return [
    { kind: 'full' },
    { kind: 'shuffled', size, seed: 5 },
    { kind: 'drawn', size, seed: 6 },
    { kind: 'listed', batches: [[0], [count - 1, 0], [count - 1]] },
  ];
};

/** The form that has a kernel of its own. */
const twoTwoOne = (precision: 'f64' | 'f32') =>
  problemOf(
    [2, 2, 1],
    ['tanh', 'linear'],
    [
      [-1, -1],
      [-1, 1],
      [1, -1],
      [1, 1],
    ],
    [[-1], [1], [1], [-1]],
    { precision },
  );

const isCurved = ({ rule }: TrainerOptions) => rule.name.endsWith('newton');

/** What a trainer does from here on: where it stands, and what it notes. */
function course(trainer: Trainer): unknown {
  const notes: unknown[] = [];
  const recording = { every: 4, stopBelow: null };
  for (const count of [1, 6, 13])
    trainer.advanceRecording(count, recording, (note) => notes.push({ ...note, theta: note.theta.slice() }));
  trainer.advance(5);
  return { step: trainer.step, theta: trainer.theta(), diverged: trainer.diverged, notes };
}

describe.each(['f64', 'f32'] as const)(
  'goes on in another instance as it would have gone on (%s)',
  (precision) => {
    test.each(rules.map((rule, i) => ({ name: `${rule.name} ${i}`, rule })))('$name', ({ rule }) => {
      for (const seed of [1, 2, 4, 7]) {
        const plain = seed === 1 ? twoTwoOne(precision) : randomProblem(seed, { precision });
        const hidden = plain.network.sizes.length - 2;
        const dropout = seed % 2 === 0 ? { dropout: Array.from({ length: hidden }, () => 0.3) } : {};
        for (const order of ordersOf(plain)) {
          const options: TrainerOptions = {
            rule,
            order,
            noiseSeed: seed,
            ...(seed > 3
              ? { rateFactors: plain.network.activations.map((_, l) => ({ weights: 1 + l, biases: 0.5 })) }
              : {}),
          };
          if (isCurved(options) && (order.kind !== 'full' || plain.train.count > 20)) continue;
          const batchSize = order.kind === 'full' ? plain.train.count : Math.min(3, plain.train.count);
          const problem = { ...plain, batchSize, ...(isCurved(options) ? {} : dropout) };
          const workspace = core().workspace(problem);
          const start = randomTheta(workspace.parameterCount, seed);
          for (const steps of isCurved(options) ? [3] : [0, 1, 30, 400]) {
            const trainer = workspace.startTraining(start, options);
            trainer.advance(steps);
            if (trainer.diverged) continue;
            const state = trainer.save();
            // Saving changes nothing.
            expect(trainer.save()).toStrictEqual(state);
            const expected = course(trainer);
            const other = core().workspace(problem);
            // An instance in which something else was trained before.
            other
              .startTraining(
                start.map((value) => -value),
                options,
              )
              .advance(2);
            const resumed = other.resumeTraining(options, state);
            expect(resumed.step).toBe(steps);
            expect(resumed.save()).toStrictEqual(state);
            expect(course(resumed)).toStrictEqual(expected);
          }
        }
      }
    });
  },
);

test('what is no such state is refused', () => {
  const problem = randomProblem(2);
  const workspace = core().workspace(problem);
  const options = { rule: RULE_SETTINGS[0]!, order: { kind: 'full' }, noiseSeed: 0 } as const;
  const trainer = workspace.startTraining(randomTheta(workspace.parameterCount, 1), options);
  const state = trainer.save();
  const negative = state.slice();
  new DataView(negative.buffer).setFloat64(0, -1, true);
  for (const wrong of [new Uint8Array(), state.subarray(1), negative])
    expect(() => workspace.resumeTraining(options, wrong)).toThrow(UserError);
});

test('a training that has diverged has nothing to go on from', () => {
  const problem = randomProblem(2);
  const workspace = core().workspace(problem);
  const options = {
    rule: { name: 'gradient-descent', rate: 1e300 },
    order: { kind: 'full' },
    noiseSeed: 0,
  } as const;
  const trainer = workspace.startTraining(randomTheta(workspace.parameterCount, 1), options);
  trainer.advance(50);
  expect(trainer.diverged).toBe(true);
  expect(() => trainer.save()).toThrow(UserError);
});
