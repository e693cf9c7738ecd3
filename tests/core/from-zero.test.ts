import { describe, expect, test } from 'vitest';
import { core, type UpdateRule } from '../../src/core';
import { distance, problemOf } from './problems';
import { plainNetwork } from './plain/network';

/** Oracle: published experiments from the all-zero start, and closed forms. */

const ZERO_ONE = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const PLUS_MINUS = ZERO_ONE.map((row) => row.map((v) => 2 * v - 1));

describe('additive against multiplicative: 2-2-1 sigmoid, XOR on 0/1, half mean squared error, rate 0.5', () => {
  const workspace = core().workspace(
    problemOf([2, 2, 1], ['sigmoid', 'linear'], ZERO_ONE, [[0], [1], [1], [0]]),
  );
  const zeros = new Float64Array(workspace.parameterCount);
  const largest = (rule: UpdateRule, steps: number): number => {
    const trainer = workspace.startTraining(zeros, { rule, order: { kind: 'full' }, noiseSeed: 0 });
    trainer.advance(steps);
    return Math.max(...trainer.theta().map(Math.abs));
  };

  test('gradient descent leaves zero: max|θ| = 0.333123 after 1000 steps', () => {
    expect(Math.abs(largest({ name: 'gradient-descent', rate: 0.5 }, 1000) - 0.333123)).toBeLessThan(1e-5);
  });

  test('the multiplicative rule and exponentiated gradient stay exactly', () => {
    expect(largest({ name: 'multiplicative', rate: 0.5 }, 1000)).toBe(0);
    expect(largest({ name: 'exponentiated-gradient', rate: 0.5 }, 1000)).toBe(0);
  });

  test('the first step of gradient descent is exact: W2 = (0.125, 0.125), b2 = 0.25, the rest 0', () => {
    const options = {
      rule: { name: 'gradient-descent', rate: 0.5 },
      order: { kind: 'full' },
      noiseSeed: 0,
    } as const;
    const trainer = workspace.startTraining(zeros, options);
    trainer.advance(1);
    expect(Array.from(trainer.theta())).toEqual([0, 0, 0, 0, 0, 0, 0.125, 0.125, 0.25]);
  });
});

test('multiplicative rules keep every zero among other values, even where 1 − ηg is negative', () => {
  for (const name of ['multiplicative', 'exponentiated-gradient'] as const) {
    const workspace = core().workspace(
      problemOf([2, 3, 1], ['tanh', 'linear'], PLUS_MINUS, [[2], [1], [1], [-1]]),
    );
    const theta = Float64Array.of(0.5, 0, -0.4, 0.3, 0, 0, 0.2, 0, 0.1, 0.7, 0.3, -0.6, 0);
    const trainer = workspace.startTraining(theta, {
      rule: { name, rate: 2 },
      order: { kind: 'full' },
      noiseSeed: 0,
    });
    trainer.advance(7);
    trainer.theta().forEach((value, i) => {
      if (theta[i] === 0) expect(value).toBe(0);
      else expect(value).not.toBe(theta[i]);
    });
  }
});

describe('perturbed gradient descent on XOR ±1 with tanh, whose gradient at zero is exactly 0', () => {
  const problem = problemOf([2, 2, 1], ['tanh', 'linear'], PLUS_MINUS, [[-1], [1], [1], [-1]]);
  const workspace = core().workspace(problem);
  const zeros = new Float64Array(workspace.parameterCount);
  const rule = {
    name: 'perturbed-gradient-descent',
    rate: 0.5,
    radius: 0.3,
    threshold: 1e-3,
    interval: 50,
  } as const;

  test('plain gradient descent never moves', () => {
    const options = {
      rule: { name: 'gradient-descent', rate: 0.5 },
      order: { kind: 'full' },
      noiseSeed: 1,
    } as const;
    const trainer = workspace.startTraining(zeros, options);
    trainer.advance(1000);
    expect(Array.from(trainer.theta())).toEqual(Array.from(zeros));
  });

  test('the first step is a uniform sample of the ball, drawn from the stream "noise", then a step of descent from there', () => {
    for (const seed of [0, 1, 2, 3]) {
      const trainer = workspace.startTraining(zeros, { rule, order: { kind: 'full' }, noiseSeed: seed });
      trainer.advance(1);
      const stream = core().stream(seed, 'noise');
      const normals = Array.from(zeros, () => stream.normal());
      const radius = rule.radius * (1 - stream.uniform()) ** (1 / zeros.length);
      const pushed = normals.map((value) => (value * radius) / Math.hypot(...normals));
      const expected = pushed.map(
        (value, i) => value - rule.rate * plainNetwork(problem, pushed).gradient[i]!,
      );
      expect(distance(trainer.theta(), expected)).toBeLessThan(1e-14);
    }
  });

  test('different seeds push differently, equal seeds alike, and the push lets training escape', () => {
    const run = (noiseSeed: number): Float64Array => {
      const trainer = workspace.startTraining(zeros, { rule, order: { kind: 'full' }, noiseSeed });
      trainer.advance(5000);
      return trainer.theta();
    };
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
    const escaped = [1, 2, 3, 4, 5, 6].filter((seed) => workspace.evaluate(run(seed)).loss < 0.4);
    expect(escaped.length).toBeGreaterThanOrEqual(4);
  });

  test('where the gradient is above the threshold it is gradient descent, bit for bit', () => {
    const theta = Float64Array.of(0.5, -0.3, 0.2, 0.8, 0.1, 0, 0.9, -0.7, 0.3);
    const results = [{ ...rule, threshold: 0 }, { name: 'gradient-descent', rate: 0.5 } as const].map(
      (chosen) => {
        const trainer = workspace.startTraining(theta, {
          rule: chosen,
          order: { kind: 'full' },
          noiseSeed: 1,
        });
        trainer.advance(40);
        return trainer.theta();
      },
    );
    expect(results[1]).toEqual(results[0]);
  });

  test('pushes keep the interval: on a flat loss they come at steps 1, 52, 103, …', () => {
    const flat = core().workspace(problemOf([1, 1], ['relu'], [[1], [2]], [[0], [0]]));
    const far = Float64Array.of(-100, -100);
    const trainer = flat.startTraining(far, { rule, order: { kind: 'full' }, noiseSeed: 4 });
    const moves: number[] = [];
    let last = trainer.theta();
    for (let step = 1; step <= 160; step++) {
      trainer.advance(1);
      const theta = trainer.theta();
      if (theta.some((value, i) => value !== last[i])) moves.push(step);
      last = theta;
    }
    expect(moves).toEqual([1, 52, 103, 154]);
  });
});
