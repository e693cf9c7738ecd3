import { describe, expect, test } from 'vitest';
import {
  core,
  type BatchOrder,
  type Problem,
  type RecordingOptions,
  type TrainerOptions,
  type TrainingNote,
  type UpdateRule,
  type Workspace,
} from '../../src/core';
import { UserError } from '../../src/model/user-error';
import { numbers, problemOf } from './problems';
import { RULE_SETTINGS, randomProblem, randomTheta } from './random-problems';

/** Oracle: leaving the core after every step and evaluating its θ there; every number must be the same to the bit. */

const FULL: BatchOrder = { kind: 'full' };

interface Outcome {
  readonly made: number;
  readonly step: number;
  readonly diverged: boolean;
  readonly theta: Float64Array;
  readonly notes: readonly TrainingNote[];
}

type Recorder = (count: number, options: RecordingOptions) => Outcome;

/** What a note holds is the next one's: kept by a copy. */
const copied = (note: TrainingNote): TrainingNote => ({ ...note, theta: note.theta.slice() });

function inside(workspace: Workspace, theta: Float64Array, options: TrainerOptions): Recorder {
  const trainer = workspace.startTraining(theta, options);
  return (count, recording) => {
    const notes: TrainingNote[] = [];
    const made = trainer.advanceRecording(count, recording, (note) => notes.push(copied(note)));
    return { made, step: trainer.step, diverged: trainer.diverged, theta: trainer.theta(), notes };
  };
}

function stepByStep(workspace: Workspace, theta: Float64Array, options: TrainerOptions): Recorder {
  const trainer = workspace.startTraining(theta, options);
  return (count, { every, stopBelow }) => {
    const notes: TrainingNote[] = [];
    const start = trainer.step;
    let newest: TrainingNote | null = null;
    while (trainer.step < start + count) {
      trainer.advance(1);
      if (trainer.diverged) break;
      newest = { step: trainer.step, theta: trainer.theta(), ...workspace.evaluate(trainer.theta()) };
      if (trainer.step % every === 0) notes.push(newest);
      if (stopBelow !== null && newest.loss <= stopBelow) break;
    }
    const told = !trainer.diverged || stopBelow !== null;
    if (newest !== null && told && notes.at(-1) !== newest) notes.push(newest);
    return {
      made: trainer.step - start,
      step: trainer.step,
      diverged: trainer.diverged,
      theta: trainer.theta(),
      notes,
    };
  };
}

type Pair = readonly [Workspace, Workspace];

const pairOf = (problem: Problem): Pair => [core().workspace(problem), core().workspace(problem)];

/** Both ways over calls of the given lengths, compared after each; answers the last outcome. */
function compare(
  [first, second]: Pair,
  theta: Float64Array,
  options: TrainerOptions,
  calls: readonly number[],
  recording: RecordingOptions,
  name: string,
): Outcome {
  const fast = inside(first, theta, options);
  const plain = stepByStep(second, theta, options);
  let outcome: Outcome | undefined;
  for (const count of calls) {
    outcome = fast(count, recording);
    expect(outcome, name).toEqual(plain(count, recording));
  }
  return outcome!;
}

/** Random problems with everything that an evaluation or a step may depend on. */
function problemNumber(seed: number, precision: 'f64' | 'f32'): Problem {
  const problem = randomProblem(seed, { precision });
  const { network, train } = problem;
  const hidden = network.sizes.length - 2;
  return {
    ...problem,
    ...(seed % 2 === 0 ? { test: randomProblem(seed, { precision }).train } : {}),
    accuracy: seed % 3 === 1 ? { kind: 'none' } : { kind: 'threshold', threshold: 0.1 },
    batchSize: Math.min(3, train.count),
    ...(seed % 5 === 2 ? { dropout: Array.from({ length: hidden }, () => 0.3) } : {}),
  };
}

function orderNumber(seed: number, size: number): BatchOrder {
  if (seed % 3 === 0) return FULL;
  return { kind: seed % 3 === 1 ? 'shuffled' : 'drawn', size, seed };
}

describe.each(['f64', 'f32'] as const)('notes and stops inside the core, in %s', (precision) => {
  test.each(RULE_SETTINGS.map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
    let stops = 0;
    for (let seed = 0; seed < 20; seed++) {
      const problem = problemNumber(seed, precision);
      const pair = pairOf(problem);
      const workspace = pair[0];
      const theta = randomTheta(workspace.parameterCount, seed);
      const order = orderNumber(Math.floor(seed / 2), problem.batchSize);
      const factor = { weights: 0.5, biases: 2 };
      const options: TrainerOptions = {
        rule,
        order,
        noiseSeed: seed,
        ...(seed % 4 === 3 ? { rateFactors: problem.network.biases.map(() => factor) } : {}),
      };
      const every = [1, 2, 7][seed % 3]!;
      const name = `problem ${seed}, every ${every}`;
      compare(pair, theta, options, [5, 1, 20, 17], { every, stopBelow: null }, name);
      const trainer = workspace.startTraining(theta, options);
      trainer.advance(23);
      const stopBelow = workspace.evaluate(trainer.theta()).loss;
      if (!Number.isFinite(stopBelow)) continue;
      const last = compare(pair, theta, options, [4, 40], { every, stopBelow }, `${name}, stopping`);
      if (last.made < 40) stops++;
    }
    expect(stops).toBeGreaterThan(10);
  });
});

const XOR = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [1, 1],
];

const SQUARED = ['mean-squared-error', 'half-mean-squared-error', 'half-sum-of-squares'] as const;
const KINDS = SQUARED.flatMap((loss) => [[loss, 'f64'] as const, [loss, 'f32'] as const]);

describe.each(KINDS)('2-2-1 on four samples under %s in %s', (loss, precision) => {
  const problem = problemOf([2, 2, 1], ['tanh', 'linear'], XOR, [[-1], [1], [1], [-1]], {
    loss,
    precision,
    accuracy: { kind: 'threshold', threshold: 0 },
  });
  const pair = pairOf(problem);
  const next = numbers(7);
  const theta = Float64Array.from({ length: 9 }, () => next());
  const descent = (rate: number): UpdateRule => ({ name: 'gradient-descent', rate });
  const momentum = (rate: number): UpdateRule => ({ name: 'momentum', rate, momentum: 0.8 });

  test.each([
    ['gradient descent', descent(0.1)],
    ['momentum', momentum(0.03)],
  ])('%s stops at the first low loss, on a noted step and beside one', (_, rule) => {
    const options = { rule, order: FULL, noiseSeed: 0 };
    const workspace = pair[0];
    for (const at of [1, 2, 30, 31, 511, 1300]) {
      const trainer = workspace.startTraining(theta, options);
      trainer.advance(at);
      const stopBelow = workspace.evaluate(trainer.theta()).loss;
      for (const every of [1, 10, 4096]) {
        const recording = { every, stopBelow };
        const { notes } = compare(pair, theta, options, [1500], recording, `${at}, every ${every}`);
        expect(notes.at(-1)!.loss).toBeLessThanOrEqual(stopBelow);
      }
    }
  });

  test.each([
    ['gradient descent', descent],
    ['momentum', momentum],
  ])('%s that diverges', (_, rule) => {
    let diverged = 0;
    for (const rate of [0.5, 3, 20, 1e100, 1e308]) {
      for (const stopBelow of [null, 1e-30]) {
        const options = { rule: rule(rate), order: FULL, noiseSeed: 0 };
        const recording = { every: 3, stopBelow };
        const outcome = compare(pair, theta, options, [1, 2, 700], recording, `rate ${rate}`);
        if (outcome.diverged) diverged++;
      }
    }
    expect(diverged).toBeGreaterThanOrEqual(4);
  });
});

test('a call whose notes do not fit the ring at once, and strides longer than a call', () => {
  const pair = pairOf(problemNumber(4, 'f64'));
  const theta = randomTheta(pair[0].parameterCount, 4);
  const rule = { name: 'adam', rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
  const options = { rule, order: FULL, noiseSeed: 0 };
  for (const every of [1, 3, 999_983]) {
    compare(pair, theta, options, [3000, 1], { every, stopBelow: null }, `every ${every}`);
  }
  compare(pair, theta, options, [3000], { every: 1e9, stopBelow: 0 }, 'watched all the way');
});

test('a network of which only one row fits the ring', () => {
  const inputs = XOR.map((row) => [...row, 1]);
  const problem = problemOf([3, 80, 60, 1], ['tanh', 'tanh', 'linear'], inputs, [[-1], [1], [1], [-1]]);
  const pair = pairOf(problem);
  const theta = randomTheta(pair[0].parameterCount, 1, 0.1);
  const options = { rule: RULE_SETTINGS[1]!, order: FULL, noiseSeed: 0 };
  compare(pair, theta, options, [9, 20], { every: 2, stopBelow: null }, 'no stop rule');
  compare(pair, theta, options, [9, 20], { every: 2, stopBelow: 1e-9 }, 'stop rule');
});

test.each(['newton', 'saddle-free-newton'] as const)('%s', (name) => {
  const problem = problemOf([2, 2, 1], ['tanh', 'linear'], XOR, [[-1], [1], [1], [-1]], {
    accuracy: { kind: 'threshold', threshold: 0 },
  });
  const pair = pairOf(problem);
  const next = numbers(3);
  const theta = Float64Array.from({ length: 9 }, () => next());
  const options = (rate: number): TrainerOptions => ({
    rule: { name, rate, damping: 1e-3, reach: 0.5 },
    order: FULL,
    noiseSeed: 0,
  });
  for (const every of [1, 3]) {
    compare(pair, theta, options(0.3), [4, 1, 11], { every, stopBelow: null }, `every ${every}`);
    const workspace = pair[0];
    const trainer = workspace.startTraining(theta, options(0.3));
    trainer.advance(5);
    const stopBelow = workspace.evaluate(trainer.theta()).loss;
    compare(pair, theta, options(0.3), [20], { every, stopBelow }, `stopping, every ${every}`);
    for (const low of [null, -1])
      compare(pair, theta, options(1e308), [9], { every, stopBelow: low }, 'diverging');
  }
});

describe('refusals', () => {
  const problem = problemOf([2, 2, 1], ['tanh', 'linear'], XOR, [[-1], [1], [1], [-1]]);
  const workspace = core().workspace(problem);
  const options = { rule: RULE_SETTINGS[0]!, order: FULL, noiseSeed: 0 };
  const newton = { name: 'newton', rate: 1, damping: 0, reach: 1 } as const;

  test.each([RULE_SETTINGS[0]!, newton])('$name', (rule) => {
    const trainer = workspace.startTraining(new Float64Array(9), { ...options, rule });
    const call = (count: number, every: number, stopBelow: number | null) => () =>
      trainer.advanceRecording(count, { every, stopBelow }, () => undefined);
    expect(call(-1, 1, null)).toThrow(UserError);
    expect(call(1, 0, null)).toThrow(/every is 0/);
    expect(call(1, 1.5, null)).toThrow(/every is 1\.5/);
    expect(call(1, 1, NaN)).toThrow(/stopBelow is NaN/);
    expect(trainer.step).toBe(0);
    expect(call(0, 1, 1e9)()).toBe(0);
  });

  test('a trainer that was replaced', () => {
    const old = workspace.startTraining(new Float64Array(9), options);
    workspace.startTraining(new Float64Array(9), options);
    expect(() => old.advanceRecording(1, { every: 1, stopBelow: null }, () => undefined)).toThrow(/replaced/);
  });
});
