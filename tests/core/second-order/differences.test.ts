import { describe, expect, test } from 'vitest';
import { core } from '../../../src/core';
import { ACTIVATIONS, LOSSES } from '../../../src/core/codes';
import { plainNetwork } from '../plain/network';
import { distance } from '../problems';
import { randomProblem, randomTheta } from '../random-problems';
import { deepProblem, times, vectorOf } from './problems';

/** Oracle: central differences of the gradient, and the plain twin's loss along a line. */

const STEP = 1e-5;

describe.each(ACTIVATIONS.map((name, index) => [name, index] as const))('%s', (activation, index) => {
  test.each(LOSSES.map((name, place) => [name, place] as const))(
    'with %s: products, dense Hessian and differences agree',
    (loss, place) => {
      const seed = index * 5 + place;
      const workspace = core().workspace(deepProblem(activation, loss, seed));
      const second = workspace.secondOrder();
      const theta = vectorOf(workspace.parameterCount, seed);
      const direction = vectorOf(workspace.parameterCount, seed + 1000);
      const product = second.hessianVector(theta, direction);
      const above = workspace.gradient(theta.map((value, i) => value + STEP * direction[i]!));
      const below = workspace.gradient(theta.map((value, i) => value - STEP * direction[i]!));
      const differences = above.map((value, i) => (value - below[i]!) / (2 * STEP));
      expect(distance(product, differences)).toBeLessThan(1e-8);
      expect(distance(times(second.hessian(theta), direction), product)).toBeLessThan(1e-13);
    },
  );
});

test('the dense Hessian is its columns of products on random networks', () => {
  for (let seed = 0; seed < 60; seed++) {
    const workspace = core().workspace(randomProblem(seed));
    const n = workspace.parameterCount;
    const second = workspace.secondOrder();
    const theta = randomTheta(n, seed);
    const hessian = second.hessian(theta);
    const prepared = second.prepareHessian(theta);
    for (let j = 0; j < n; j += 1 + Math.floor(n / 12)) {
      const column = prepared.hessianVector(new Float64Array(n).with(j, 1));
      expect(
        distance(hessian.subarray(j * n, (j + 1) * n), column),
        `problem ${seed}, column ${j}`,
      ).toBeLessThan(1e-12);
    }
  }
});

test('in f32 the derivatives are those at the rounded point and samples', () => {
  const problem = randomProblem(12, { precision: 'f32' });
  const rounded = {
    ...problem,
    precision: 'f64' as const,
    train: {
      ...problem.train,
      inputs: problem.train.inputs.map(Math.fround),
      targets: problem.train.targets.map(Math.fround),
    },
  };
  const single = core().workspace(problem);
  const theta = randomTheta(single.parameterCount, 3);
  const double = core().workspace(rounded).secondOrder();
  expect(single.secondOrder().hessian(theta)).toEqual(double.hessian(theta.map(Math.fround)));
});

test('far from 0 everything stays finite, and products and dense Hessian still agree', () => {
  for (const activation of ACTIVATIONS) {
    for (const [place, loss] of LOSSES.entries()) {
      const workspace = core().workspace(deepProblem(activation, loss, 1 + place));
      const n = workspace.parameterCount;
      const theta = vectorOf(n, place, 60);
      const direction = vectorOf(n, place + 50);
      const second = workspace.secondOrder();
      const product = second.hessianVector(theta, direction);
      const image = times(second.hessian(theta), direction);
      const size = Math.max(...Array.from(product, Math.abs), Number.MIN_VALUE);
      const name = `${activation} ${loss}`;
      expect(product.every(Number.isFinite), name).toBe(true);
      image.forEach((value, i) => expect(Math.abs(value - product[i]!) / size, name).toBeLessThan(1e-11));
      expect(second.taylor(theta, direction, 12, 'frozen').every(Number.isFinite), name).toBe(true);
    }
  }
});

describe('Taylor coefficients', () => {
  test('of order 12 give the loss near the point, and its first two derivatives', () => {
    for (let seed = 0; seed < 55; seed++) {
      const problem = deepProblem(ACTIVATIONS[seed % 11]!, LOSSES[seed % 5]!, seed);
      const workspace = core().workspace(problem);
      const n = workspace.parameterCount;
      const theta = vectorOf(n, seed);
      const direction = vectorOf(n, seed + 500, 0.4);
      const second = workspace.secondOrder();
      const coefficients = second.taylor(theta, direction, 12, 'frozen');
      const dot = (a: Float64Array): number => a.reduce((sum, value, i) => sum + value * direction[i]!, 0);
      const name = `${seed} ${problem.network.activations[0]!} ${problem.loss}`;
      expect(distance([coefficients[0]!], [workspace.evaluate(theta).loss]), name).toBeLessThan(1e-14);
      expect(distance([coefficients[1]!], [dot(workspace.gradient(theta))]), name).toBeLessThan(1e-13);
      const curvature = dot(second.hessianVector(theta, direction)) / 2;
      expect(distance([coefficients[2]!], [curvature]), name).toBeLessThan(1e-13);
      // A line that crosses a kink has another series behind it.
      const kinked = problem.l1 > 0 || /relu|^elu/.test(problem.network.activations[0]!);
      for (const t of kinked ? [-0.001, 0.0007] : [-0.04, 0.03]) {
        let sum = 0;
        for (let k = 12; k >= 0; k--) sum = sum * t + coefficients[k]!;
        const point = theta.map((value, i) => value + t * direction[i]!);
        expect(distance([sum], [plainNetwork(problem, point).loss]), `${name} at ${t}`).toBeLessThan(1e-12);
      }
    }
  });

  test('of a lower order are the first of a higher one', () => {
    const workspace = core().workspace(deepProblem('gelu', 'binary-cross-entropy', 6));
    const theta = vectorOf(workspace.parameterCount, 1);
    const direction = vectorOf(workspace.parameterCount, 2);
    const second = workspace.secondOrder();
    const longest = second.taylor(theta, direction, 12, 'right');
    for (let order = 0; order < 12; order++) {
      expect(second.taylor(theta, direction, order, 'right')).toEqual(longest.slice(0, order + 1));
    }
  });

  test('on each side of a kink give the loss on that side, penalties included', () => {
    for (const activation of ['relu', 'leaky-relu', 'elu'] as const) {
      const problem = deepProblem(activation, 'mean-squared-error', 3, { l1: 0.02, l2: 0.05 });
      const workspace = core().workspace(problem);
      const zeros = new Float64Array(workspace.parameterCount);
      const direction = vectorOf(workspace.parameterCount, 8);
      for (const [branch, t] of [
        ['right', 0.05],
        ['left', -0.05],
      ] as const) {
        const coefficients = workspace.secondOrder().taylor(zeros, direction, 12, branch);
        const sum = coefficients.reduceRight((total, value) => total * t + value, 0);
        const { loss } = plainNetwork(
          problem,
          direction.map((value) => t * value),
        );
        expect(distance([sum], [loss]), `${activation} ${branch}`).toBeLessThan(1e-14);
      }
    }
  });
});
