import { describe, expect, test } from 'vitest';
import { core, type Problem } from '../../src/core';
import { ACTIVATIONS } from '../../src/core/codes';
import { plainNetwork } from './plain/network';
import { plainStart, plainStep } from './plain/rules';
import { distance, numbers, problemOf } from './problems';
import { randomProblem, randomTheta } from './random-problems';

/** Oracle: the plain twin with the factors of every unit, sample and step drawn from the generator by its definition. */

const rule = { name: 'gradient-descent', rate: 0.05 } as const;

/** For the samples of a step, in order: per hidden layer, per unit, 0 or 1/(1 − p). Layers without dropout draw nothing. */
function drawFactors(problem: Problem, samples: number, uniform: () => number): number[][][] {
  const hidden = problem.network.sizes.slice(1, -1);
  return Array.from({ length: samples }, () =>
    hidden.map((units, l) => {
      const share = problem.dropout![l]!;
      return Array.from({ length: units }, () => (share === 0 || uniform() >= share ? 1 / (1 - share) : 0));
    }),
  );
}

const seeds = Array.from({ length: 60 }, (_, seed) => seed);

/** Shares of 0 among them: such a layer must keep its units and draw nothing. */
function withDropout(problem: Problem, seed: number): Problem {
  const shares = problem.network.sizes.slice(1, -1).map((_, l) => [0.5, 0, 0.2, 0.3][(seed + l) % 4]!);
  return { ...problem, dropout: shares };
}

describe.each([
  ['f64', 1e-11],
  ['f32', 2e-3],
] as const)('ten steps agree with the plain twin in %s', (precision, tolerance) => {
  test('full batches of random problems, more than one block of samples among them', () => {
    for (const seed of seeds) {
      const problem = withDropout(randomProblem(seed, { precision }), seed);
      // A sum over hundreds of samples would make steps that no rounding survives.
      const sum = problem.loss === 'half-sum-of-squares';
      const tame = { ...rule, rate: sum ? rule.rate / problem.train.count : rule.rate };
      const workspace = core().workspace(problem);
      const theta = randomTheta(workspace.parameterCount, seed).map(Math.fround);
      const trainer = workspace.startTraining(theta, {
        rule: tame,
        order: { kind: 'full' },
        noiseSeed: seed,
      });
      const state = plainStart(theta);
      const stream = core().stream(seed, 'dropout');
      for (let step = 0; step < 10; step++) {
        const factors = drawFactors(problem, problem.train.count, () => stream.uniform());
        plainStep(problem, tame, state, undefined, factors);
      }
      trainer.advance(10);
      expect(distance(trainer.theta(), state.theta), `problem ${seed}`).toBeLessThan(tolerance);
    }
  });

  test('mini-batches, and other questions asked in between', () => {
    for (const seed of seeds.slice(0, 20)) {
      const problem = withDropout(randomProblem(seed, { precision }), seed);
      const { count } = problem.train;
      const batches = [[0], [count - 1, 0, count >> 1], [count >> 1]].map((batch) => batch.slice(0, count));
      const workspace = core().workspace(problem);
      const theta = randomTheta(workspace.parameterCount, seed).map(Math.fround);
      const order = { kind: 'listed', batches } as const;
      const trainer = workspace.startTraining(theta, { rule, order, noiseSeed: seed });
      const state = plainStart(theta);
      const stream = core().stream(seed, 'dropout');
      for (let step = 0; step < 10; step++) {
        const batch = batches[step % 3]!;
        plainStep(
          problem,
          rule,
          state,
          batch,
          drawFactors(problem, batch.length, () => stream.uniform()),
        );
        trainer.advance(1);
        workspace.evaluate(theta);
        workspace.gradient(theta);
      }
      expect(distance(trainer.theta(), state.theta), `problem ${seed}`).toBeLessThan(tolerance);
    }
  });
});

test('evaluation, gradients and second derivatives are those of the whole network', () => {
  for (const seed of seeds.slice(0, 20)) {
    const bare = randomProblem(seed);
    const [with_, without] = [withDropout(bare, seed), bare].map((problem) => core().workspace(problem));
    const theta = randomTheta(with_!.parameterCount, seed);
    with_!.startTraining(theta, { rule, order: { kind: 'full' }, noiseSeed: 1 }).advance(3);
    expect(with_!.evaluate(theta)).toEqual(without!.evaluate(theta));
    expect(with_!.gradient(theta)).toEqual(without!.gradient(theta));
    expect(with_!.outputs(theta)).toEqual(without!.outputs(theta));
    expect(with_!.secondOrder().hessian(theta)).toEqual(without!.secondOrder().hessian(theta));
    expect(distance([with_!.evaluate(theta).loss], [plainNetwork(bare, theta).loss])).toBeLessThan(1e-13);
  }
});

test('shares of 0 change no bit, equal seeds give equal runs, other seeds other runs', () => {
  const deep = seeds.slice(0, 20).filter((s) => randomProblem(s).network.sizes.length > 2);
  let different = 0;
  for (const seed of deep) {
    const bare = randomProblem(seed);
    const zeros = { ...bare, dropout: bare.network.sizes.slice(1, -1).map(() => 0) };
    const halves = { ...bare, dropout: zeros.dropout.map(() => 0.5) };
    const run = (problem: Problem, noiseSeed: number): Float64Array => {
      const workspace = core().workspace(problem);
      const theta = randomTheta(workspace.parameterCount, seed);
      const trainer = workspace.startTraining(theta, { rule, order: { kind: 'full' }, noiseSeed });
      trainer.advance(20);
      return trainer.theta();
    };
    expect(run(zeros, 1)).toEqual(run(bare, 1));
    expect(run(halves, 1)).toEqual(run(halves, 1));
    if (run(halves, 1).some((value, i) => value !== run(halves, 2)[i])) different++;
  }
  // Where a network is dead, or its units do not reach the output, dropout has nothing to silence.
  expect(different).toBeGreaterThan(0.7 * deep.length);
});

test('the fast path of 2-2-1 on four samples is not taken with dropout', () => {
  const inputs = [
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1],
  ];
  const problem = problemOf([2, 2, 1], ['tanh', 'linear'], inputs, [[-1], [1], [1], [-1]], {
    dropout: [0.5],
  });
  const workspace = core().workspace(problem);
  const next = numbers(4);
  const theta = Float64Array.from({ length: 9 }, next);
  const trainer = workspace.startTraining(theta, { rule, order: { kind: 'full' }, noiseSeed: 3 });
  const state = plainStart(theta);
  const stream = core().stream(3, 'dropout');
  for (let step = 0; step < 50; step++)
    plainStep(
      problem,
      rule,
      state,
      undefined,
      drawFactors(problem, 4, () => stream.uniform()),
    );
  trainer.advance(50);
  expect(distance(trainer.theta(), state.theta)).toBeLessThan(1e-12);
});

test('every activation under dropout, the linear one too', () => {
  for (const activation of ACTIVATIONS) {
    const problem = problemOf([1, 3, 1], [activation, 'linear'], [[0.5], [-1.5]], [[1], [-1]], {
      dropout: [0.5],
    });
    const workspace = core().workspace(problem);
    const theta = randomTheta(workspace.parameterCount, 9);
    const trainer = workspace.startTraining(theta, { rule, order: { kind: 'full' }, noiseSeed: 5 });
    const state = plainStart(theta);
    const stream = core().stream(5, 'dropout');
    for (let step = 0; step < 5; step++)
      plainStep(
        problem,
        rule,
        state,
        undefined,
        drawFactors(problem, 2, () => stream.uniform()),
      );
    trainer.advance(5);
    expect(distance(trainer.theta(), state.theta), activation).toBeLessThan(1e-13);
  }
});

describe('what is refused', () => {
  const problem = randomProblem(5);
  const hidden = problem.network.sizes.length - 2;
  test.each([
    [Array.from({ length: hidden + 1 }, () => 0.5), 'dropout'],
    [Array.from({ length: hidden }, () => 1), 'dropout[0]'],
    [Array.from({ length: hidden }, () => -0.1), 'dropout[0]'],
    [Array.from({ length: hidden }, () => NaN), 'dropout[0]'],
  ])('shares %j', (dropout, place) => {
    expect(hidden).toBeGreaterThan(0);
    expect(() => core().workspace({ ...problem, dropout })).toThrow(expect.objectContaining({ place }));
  });
  test('an ensemble with dropout', () => {
    const dropout = Array.from({ length: hidden }, () => 0.5);
    const length = core().workspace(problem).parameterCount;
    const options = { members: 1, starts: new Float64Array(length), rule };
    expect(() => core().ensemble({ ...problem, dropout }, options)).toThrow('An ensemble cannot');
    expect(core().ensemble({ ...problem, dropout: dropout.map(() => 0) }, options).running).toBe(1);
  });
});
