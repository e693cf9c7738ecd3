import { describe, expect, test } from 'vitest';
import { core } from '../../src/core';
import { distance } from './problems';
import { plainNetwork } from './plain/network';
import { plainStart, plainStep } from './plain/rules';
import { randomProblem, randomTheta, RULE_SETTINGS } from './random-problems';

/** Oracle: the plain twin, and central differences. */

const seeds = Array.from({ length: 165 }, (_, seed) => seed);

describe('loss, gradient, activations, deltas and outputs agree with the plain twin', () => {
  test('in f64 on random problems', () => {
    for (const seed of seeds) {
      const problem = randomProblem(seed);
      const workspace = core().workspace(problem);
      const theta = randomTheta(workspace.parameterCount, seed);
      const plain = plainNetwork(problem, theta);
      const place = `problem ${seed}`;
      expect(distance([workspace.evaluate(theta).loss], [plain.loss]), place).toBeLessThan(1e-13);
      expect(distance(workspace.gradient(theta), plain.gradient), place).toBeLessThan(1e-12);
      workspace.activations(theta).forEach((layer, l) => {
        expect(distance(layer, plain.activations[l]!), place).toBeLessThan(1e-13);
      });
      workspace.deltas(theta).forEach((layer, l) => {
        expect(distance(layer, plain.deltas[l]!), place).toBeLessThan(1e-13);
      });
      const outputs = workspace.outputs(theta);
      expect(distance(outputs, plain.activations.at(-1)!), place).toBeLessThan(1e-13);
      expect(workspace.outputs(theta, problem.train.inputs), place).toEqual(outputs);
    }
  });

  test('in f32 on random problems', () => {
    for (const seed of seeds) {
      const problem = randomProblem(seed, { precision: 'f32' });
      const workspace = core().workspace(problem);
      const theta = randomTheta(workspace.parameterCount, seed).map(Math.fround);
      const plain = plainNetwork(problem, theta);
      const place = `problem ${seed}`;
      expect(distance([workspace.evaluate(theta).loss], [plain.loss]), place).toBeLessThan(2e-5);
      expect(distance(workspace.gradient(theta), plain.gradient), place).toBeLessThan(2e-5);
    }
  });

  test('for pre-activations far from 0', () => {
    for (const seed of seeds) {
      const problem = randomProblem(seed);
      const workspace = core().workspace(problem);
      const theta = randomTheta(workspace.parameterCount, seed, 8);
      const plain = plainNetwork(problem, theta);
      expect(distance([workspace.evaluate(theta).loss], [plain.loss]), `problem ${seed}`).toBeLessThan(1e-10);
      expect(distance(workspace.activations(theta)[0]!, plain.activations[0]!)).toBeLessThan(1e-13);
    }
  });
});

test('the gradient agrees with central differences of the loss', () => {
  const smooth = seeds.filter((seed) => {
    const { network, l1 } = randomProblem(seed);
    return l1 === 0 && network.activations.every((name) => !/relu|elu/.test(name) || name === 'gelu');
  });
  expect(smooth.length).toBeGreaterThan(20);
  for (const seed of smooth.slice(0, 30)) {
    const problem = randomProblem(seed);
    const workspace = core().workspace(problem);
    const theta = randomTheta(workspace.parameterCount, seed);
    const h = 1e-5;
    const differences = theta.map((value, i) => {
      const above = workspace.evaluate(theta.with(i, value + h)).loss;
      const below = workspace.evaluate(theta.with(i, value - h)).loss;
      return (above - below) / (2 * h);
    });
    expect(distance(workspace.gradient(theta), differences), `problem ${seed}`).toBeLessThan(1e-7);
  }
});

describe.each(RULE_SETTINGS.filter((rule) => rule.name !== 'perturbed-gradient-descent'))('$name', (rule) => {
  test.each([
    ['f64', 1e-11],
    ['f32', 5e-4],
  ] as const)(
    'twenty steps agree with the plain twin in %s, full batch and listed batches',
    (precision, tolerance) => {
      for (const seed of seeds.filter((s) => s % 5 === 0)) {
        const problem = randomProblem(seed, { precision });
        const workspace = core().workspace(problem);
        const theta = randomTheta(workspace.parameterCount, seed).map(Math.fround);
        const { count } = problem.train;
        const halves = Array.from({ length: count }, (_, i) => (i * 5) % count);
        const batches = [halves.slice(0, Math.ceil(count / 2)), halves.slice(count >> 1), [count - 1]];
        for (const order of [{ kind: 'full' }, { kind: 'listed', batches }] as const) {
          const trainer = workspace.startTraining(theta, { rule, order, noiseSeed: 0 });
          const state = plainStart(theta);
          for (let step = 0; step < 20; step++) {
            plainStep(problem, rule, state, order.kind === 'listed' ? batches[step % 3] : undefined);
          }
          expect(trainer.advance(20)).toBe(20);
          // A gradient that is zero but for rounding has no defined direction under a rule that divides by its size.
          if (rule.name === 'rmsprop' || rule.name === 'adam') {
            const median = medianDistance(trainer.theta(), state.theta);
            expect(median, `problem ${seed}, ${order.kind}`).toBeLessThan(tolerance);
          } else {
            expect(distance(trainer.theta(), state.theta), `problem ${seed}, ${order.kind}`).toBeLessThan(
              tolerance,
            );
          }
        }
      }
    },
  );
});

function medianDistance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  const gaps = Array.from(actual, (value, i) => distance([value], [expected[i]!])).sort((a, b) => a - b);
  return gaps[gaps.length >> 1]!;
}

describe('accuracy agrees with counting', () => {
  test.each(['threshold', 'argmax'] as const)('%s, train and test', (kind) => {
    for (const seed of seeds.slice(0, 60)) {
      const { network, train } = randomProblem(seed);
      const outputs = network.sizes.at(-1)!;
      if (kind === 'argmax' && outputs < 2) continue;
      const accuracy = kind === 'threshold' ? ({ kind, threshold: 0.1 } as const) : ({ kind } as const);
      const test = {
        count: 1,
        inputs: train.inputs.slice(0, network.sizes[0]),
        targets: train.targets.slice(0, outputs),
      };
      const problem = randomProblem(seed, { accuracy, test });
      const workspace = core().workspace(problem);
      const theta = randomTheta(workspace.parameterCount, seed);
      const predicted = workspace.outputs(theta);
      const rights = Array.from({ length: train.count }, (_, i) => {
        const f = Array.from(predicted.subarray(i * outputs, (i + 1) * outputs));
        const y = Array.from(train.targets.subarray(i * outputs, (i + 1) * outputs));
        if (kind === 'argmax') return f.indexOf(Math.max(...f)) === y.indexOf(Math.max(...y));
        return f.every((value, o) => value > 0.1 === y[o]! > 0.1);
      });
      const result = workspace.evaluate(theta);
      expect(result.accuracy).toBe(rights.filter(Boolean).length / train.count);
      expect(result.testAccuracy).toBe(rights[0] ? 1 : 0);
      const plain = plainNetwork({ ...problem, train: test, l1: 0, l2: 0 }, theta);
      expect(distance([result.testLoss], [plain.loss])).toBeLessThan(1e-13);
    }
  });
});

test('a landscape is the quantity at each of its points', () => {
  for (const seed of seeds.slice(0, 40)) {
    const problem = randomProblem(seed, { accuracy: { kind: 'threshold', threshold: 0 } });
    const workspace = core().workspace(problem);
    const n = workspace.parameterCount;
    const [centre, first, second] = [
      randomTheta(n, seed),
      randomTheta(n, seed + 1),
      randomTheta(n, seed + 2),
    ];
    const alphas = Float64Array.of(-1, 0.25, 0.7);
    const betas = Float64Array.of(-0.3, 1.5);
    const grids = (['loss', 'gradient-norm', 'accuracy'] as const).map((quantity) =>
      workspace.landscape(centre, first, second, alphas, betas, quantity),
    );
    betas.forEach((beta, j) => {
      alphas.forEach((alpha, i) => {
        const point = centre.map((c, p) => c + alpha * first[p]! + beta * second[p]!);
        const { loss, gradientNorm, accuracy } = workspace.evaluate(point);
        expect(grids.map((grid) => grid[j * 3 + i])).toEqual([loss, gradientNorm, accuracy]);
      });
    });
  }
});
