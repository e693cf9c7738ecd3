import { expect, test } from 'vitest';
import { core } from '../../../src/core';
import { ACTIVATIONS, LOSSES } from '../../../src/core/codes';
import { distance } from '../problems';
import { deepProblem, vectorOf } from './problems';

/** Oracle: cases where the Gauss–Newton matrix is the Hessian, its definition by the Jacobian of the outputs, and its sign. */

test('it is the Hessian where the outputs are linear in the parameters', () => {
  LOSSES.forEach((loss, seed) => {
    const problem = deepProblem('linear', loss, 2, {
      network: { sizes: [2, 3], activations: ['linear'], biases: [true] },
      l2: 0.3,
    });
    const workspace = core().workspace(problem);
    const theta = vectorOf(workspace.parameterCount, seed);
    const direction = vectorOf(workspace.parameterCount, seed + 9);
    const second = workspace.secondOrder();
    const product = second.gaussNewtonVector(theta, direction);
    expect(distance(product, second.hessianVector(theta, direction))).toBeLessThan(1e-15);
  });
});

test('it is not the Hessian elsewhere', () => {
  const workspace = core().workspace(deepProblem('tanh', 'mean-squared-error', 1));
  const theta = vectorOf(workspace.parameterCount, 1);
  const direction = vectorOf(workspace.parameterCount, 2);
  const second = workspace.secondOrder();
  const gap = distance(second.gaussNewtonVector(theta, direction), second.hessianVector(theta, direction));
  expect(gap).toBeGreaterThan(0.01);
});

test('for half the sum of squares it is JᵀJ, with J by central differences of the outputs', () => {
  for (const activation of ACTIVATIONS) {
    const workspace = core().workspace(deepProblem(activation, 'half-sum-of-squares', 4, { l1: 0, l2: 0 }));
    const n = workspace.parameterCount;
    const theta = vectorOf(n, 11);
    const direction = vectorOf(n, 12);
    const step = 1e-5;
    const jacobian = Array.from({ length: n }, (_, i) => {
      const above = workspace.outputs(theta.with(i, theta[i]! + step));
      const below = workspace.outputs(theta.with(i, theta[i]! - step));
      return above.map((value, o) => (value - below[o]!) / (2 * step));
    });
    const moved = jacobian[0]!.map((_, o) =>
      jacobian.reduce((sum, row, i) => sum + row[o]! * direction[i]!, 0),
    );
    const expected = jacobian.map((row) => row.reduce((sum, value, o) => sum + value * moved[o]!, 0));
    const product = workspace.secondOrder().gaussNewtonVector(theta, direction);
    expect(distance(product, expected), activation).toBeLessThan(1e-8);
  }
});

test('it is symmetric and never negative', () => {
  for (let seed = 0; seed < 55; seed++) {
    const workspace = core().workspace(deepProblem(ACTIVATIONS[seed % 11]!, LOSSES[seed % 5]!, seed));
    const n = workspace.parameterCount;
    const prepared = workspace.secondOrder().prepareHessian(vectorOf(n, seed));
    const [first, second] = [vectorOf(n, seed + 1), vectorOf(n, seed + 2)];
    const dot = (a: Float64Array, b: Float64Array): number =>
      a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    const [image, otherImage] = [prepared.gaussNewtonVector(first), prepared.gaussNewtonVector(second)];
    expect(distance([dot(image, second)], [dot(otherImage, first)])).toBeLessThan(1e-13);
    expect(dot(image, first)).toBeGreaterThanOrEqual(0);
  }
});
