import { describe, expect, test } from 'vitest';
import { core, type BatchOrder, type Problem, type TrainerOptions, type Workspace } from '../../src/core';
import { plainStart, plainStep } from './plain/rules';
import { distance } from './problems';
import { randomProblem, randomTheta, RULE_SETTINGS } from './random-problems';

/** Oracle: equality of bits between two ways of asking for the same thing. */

function started(
  problem: Problem,
  seed: number,
  options: Omit<TrainerOptions, 'noiseSeed'>,
): { workspace: Workspace; trainer: ReturnType<Workspace['startTraining']> } {
  const workspace = core().workspace(problem);
  const theta = randomTheta(workspace.parameterCount, seed);
  return { workspace, trainer: workspace.startTraining(theta, { ...options, noiseSeed: 5 }) };
}

const SEEDS = [3, 8, 10, 21, 24];

function ordersOf(count: number): BatchOrder[] {
  return [
    { kind: 'full' },
    { kind: 'shuffled', size: Math.min(2, count), seed: 11 },
    { kind: 'shuffled', size: Math.max(1, count - 1), seed: 12 },
    {
      kind: 'listed',
      batches: [[0], Array.from({ length: count }, (_, i) => i), [count - 1, 0].slice(0, count)],
    },
  ];
}

describe.each(RULE_SETTINGS)('training with $name', (setting) => {
  const rule = { ...setting, rate: setting.rate / 50 };

  test('twice gives the same bits, in one piece or step by step, with or without questions in between', () => {
    for (const seed of SEEDS) {
      const problem = randomProblem(seed);
      for (const order of ordersOf(problem.train.count)) {
        const once = started(problem, seed, { rule, order }).trainer;
        expect(once.advance(100)).toBe(100);
        const again = started(problem, seed, { rule, order }).trainer;
        again.advance(100);
        expect(again.theta()).toEqual(once.theta());

        const { workspace, trainer } = started(problem, seed, { rule, order });
        const other = randomTheta(workspace.parameterCount, seed + 1);
        for (let step = 0; step < 100; step++) {
          expect(trainer.advance(1)).toBe(1);
          if (step % 9 === 0) {
            workspace.evaluate(other);
            workspace.outputs(other, problem.train.inputs);
            workspace.landscape(
              other,
              other,
              other,
              Float64Array.of(0, 1),
              Float64Array.of(1),
              'gradient-norm',
            );
          }
        }
        expect(trainer.step).toBe(100);
        expect(trainer.theta()).toEqual(once.theta());
      }
    }
  });
});

test('a workspace forgets its last training', () => {
  const problem = randomProblem(8);
  const workspace = core().workspace(problem);
  const theta = randomTheta(workspace.parameterCount, 1);
  const results = [1, 2, 3].map((round) => {
    for (const rule of RULE_SETTINGS.slice(0, round)) {
      workspace
        .startTraining(theta, { rule, order: { kind: 'shuffled', size: 1, seed: 9 }, noiseSeed: 1 })
        .advance(17);
    }
    const options = {
      rule: RULE_SETTINGS[4]!,
      order: { kind: 'shuffled', size: 1, seed: 2 } as const,
      noiseSeed: 2,
    };
    const trainer = workspace.startTraining(theta, options);
    trainer.advance(50);
    return trainer.theta();
  });
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});

test('more steps than the queue of batches holds', () => {
  const problem = randomProblem(8);
  const order = { kind: 'shuffled', size: 1, seed: 4 } as const;
  const rule = { name: 'gradient-descent', rate: 0.001 } as const;
  const whole = started(problem, 8, { rule, order }).trainer;
  expect(whole.advance(20_000)).toBe(20_000);
  const pieces = started(problem, 8, { rule, order }).trainer;
  for (let made = 0; made < 20_000; made += 1250) pieces.advance(1250);
  expect(pieces.theta()).toEqual(whole.theta());
});

test('shuffled batches are the permutations of the stream "batches", the last batch of an epoch being smaller', () => {
  for (const seed of SEEDS) {
    const problem = randomProblem(seed);
    const { count } = problem.train;
    const size = Math.max(1, Math.floor(count * 0.4));
    const rule = { name: 'gradient-descent', rate: 0.01 } as const;
    const { workspace, trainer } = started(problem, seed, {
      rule,
      order: { kind: 'shuffled', size, seed: 42 },
    });
    const stream = core().stream(42, 'batches');
    const state = plainStart(randomTheta(workspace.parameterCount, seed));
    for (let epoch = 0; epoch < 3; epoch++) {
      const order = Array.from(stream.permutation(count));
      for (let start = 0; start < count; start += size)
        plainStep(problem, rule, state, order.slice(start, start + size));
    }
    trainer.advance(3 * Math.ceil(count / size));
    expect(distance(trainer.theta(), state.theta)).toBeLessThan(1e-12);
  }
});

describe('a point of a landscape has the same bits in every grid', () => {
  test.each(['loss', 'gradient-norm', 'accuracy', 'curvature'] as const)('%s', (quantity) => {
    for (const seed of SEEDS) {
      const problem = randomProblem(seed, { accuracy: { kind: 'threshold', threshold: 0 } });
      const workspace = core().workspace(problem);
      const n = workspace.parameterCount;
      const planes = [randomTheta(n, seed), randomTheta(n, seed + 1), randomTheta(n, seed + 2)] as const;
      const alphas = Float64Array.from({ length: 1300 }, (_, i) => -1 + i / 650);
      const betas = Float64Array.of(-0.7, 0, 0.3);
      const whole = workspace.landscape(...planes, alphas, betas, quantity);
      betas.forEach((beta, j) => {
        const row = workspace.landscape(...planes, alphas, Float64Array.of(beta), quantity);
        expect(row).toEqual(whole.subarray(j * 1300, (j + 1) * 1300).slice());
      });
      for (const i of [0, 1, 649, 1023, 1024, 1299]) {
        const single = workspace.landscape(...planes, alphas.slice(i, i + 1), betas.slice(1, 2), quantity);
        expect(single[0]).toBe(whole[1300 + i]);
      }
    }
  });
});
