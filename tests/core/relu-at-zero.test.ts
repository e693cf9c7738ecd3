import { describe, expect, test } from 'vitest';
import { core } from '../../src/core';
import { plainNetwork } from './plain/network';
import { distance, problemOf } from './problems';
import { randomTheta } from './random-problems';

/** Oracle: closed forms at the kink, where a ReLU with slope s behaves as s·z, and the plain twin. */

const slopes = [
  ['relu', 0],
  ['relu-half', 0.5],
  ['relu-one', 1],
] as const;

describe.each(slopes)('%s takes φ′(0) = %f', (name, s) => {
  const x = 1.5;
  const y = 0.75;
  const v = -0.8;
  /** 1-1-1 without biases at w = 0: L = ½(v·s·w·x − y)². */
  const problem = problemOf([1, 1, 1], [name, 'linear'], [[x]], [[y]], {
    network: { sizes: [1, 1, 1], activations: [name, 'linear'], biases: [false, false] },
  });
  const theta = Float64Array.of(0, v);

  test('in the gradient', () => {
    const [first, second] = core().workspace(problem).gradient(theta);
    expect(first).toBeCloseTo(-y * v * s * x, 15);
    expect(second).toBeCloseTo(0, 15);
  });

  test('in the Hessian, dense and by products', () => {
    const curves = core().workspace(problem).secondOrder();
    const expected = [(v * s * x) ** 2, -y * s * x, -y * s * x, 0];
    expect(distance(curves.hessian(theta), expected)).toBeLessThan(1e-15);
    const a = 0.3;
    const b = -1.1;
    const product = [expected[0]! * a + expected[1]! * b, expected[2]! * a + expected[3]! * b];
    expect(distance(curves.hessianVector(theta, Float64Array.of(a, b)), product)).toBeLessThan(1e-15);
  });

  test('in the frozen series; the one-sided ones are those of every ReLU', () => {
    const curves = core().workspace(problem).secondOrder();
    const a = 0.3;
    const b = -1.1;
    /** ½((v + tb)·k·a·t·x − y)² = ½(p·t + q·t² − y)² */
    const along = (k: number): number[] => {
      const p = v * k * a * x;
      const q = b * k * a * x;
      return [0.5 * y * y, -y * p, 0.5 * p * p - y * q, p * q, 0.5 * q * q];
    };
    const direction = Float64Array.of(a, b);
    for (const [branch, k] of [
      ['frozen', s],
      ['right', 1],
      ['left', 0],
    ] as const) {
      expect(distance(curves.taylor(theta, direction, 4, branch), along(k)), branch).toBeLessThan(1e-15);
      const { coefficients, gradients } = curves.taylorGradient(theta, direction, 4, branch);
      expect(distance(coefficients, along(k)), branch).toBeLessThan(1e-15);
      // ∂c₁/∂(a, b) and ∂c₂/∂(a, b).
      const p = v * k * a * x;
      const rows = [-y * v * k * x, 0, p * v * k * x - y * b * k * x, -y * k * a * x];
      expect(distance(gradients.subarray(2, 6), rows), branch).toBeLessThan(1e-15);
    }
  });

  test('the frozen series bends as the Hessian says', () => {
    const wide = problemOf(
      [2, 5, 4, 1],
      [name, name, 'linear'],
      [
        [1, -2],
        [0, 1],
        [-1, 0.5],
      ],
      [[1], [0], [2]],
    );
    const workspace = core().workspace(wide);
    const curves = workspace.secondOrder();
    const point = randomTheta(workspace.parameterCount, 3);
    // Units 0 and 2 of the first layer stand on their kink for every sample, unit 1 of the second for all.
    for (const unit of [0, 2]) point.fill(0, 2 * unit, 2 * unit + 2).fill(0, 10 + unit, 11 + unit);
    point.fill(0, 15 + 5, 15 + 10).fill(0, 35 + 1, 35 + 2);
    expect(distance(workspace.gradient(point), plainNetwork(wide, point).gradient)).toBeLessThan(1e-14);
    for (let seed = 0; seed < 5; seed++) {
      const direction = randomTheta(workspace.parameterCount, 20 + seed);
      const product = curves.hessianVector(point, direction);
      const bend = product.reduce((sum, value, i) => sum + value * direction[i]!, 0) / 2;
      const slope = workspace.gradient(point).reduce((sum, value, i) => sum + value * direction[i]!, 0);
      const [, c1, c2] = curves.taylor(point, direction, 2, 'frozen');
      expect(distance([c1!, c2!], [slope, bend])).toBeLessThan(1e-13);
    }
  });

  test('values are those of ReLU, and so are slopes away from 0', () => {
    const [mine, plain] = [name, 'relu' as const].map((activation) =>
      core().workspace(
        problemOf([1, 3, 1], [activation, 'linear'], [[0], [-0], [2], [-3]], [[1], [2], [3], [4]]),
      ),
    );
    for (let seed = 0; seed < 20; seed++) {
      const point = randomTheta(10, seed).map((value) => value || 0.1);
      expect(mine!.outputs(point)).toEqual(plain!.outputs(point));
      expect(mine!.gradient(point)).toEqual(plain!.gradient(point));
    }
  });
});
