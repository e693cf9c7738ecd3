import { describe, expect, test } from 'vitest';
import { core, type Problem } from '../../../src/core';
import { ACTIVATIONS, LOSSES } from '../../../src/core/codes';
import { plainNetwork } from '../plain/network';
import { goldenCases, goldenProblem } from '../problems';
import { randomProblem, randomTheta } from '../random-problems';
import { deepProblem, times, vectorOf } from './problems';

/**
 * Oracles for the smaller eigenvalue of the Hessian within a plane: golden Hessians projected to the plane, closed forms at and about the XOR origin,
 * differences of the plain twin's gradient, and the least Rayleigh quotient over many angles.
 */

const here = Float64Array.of(0);

function curvatureAt(
  problem: Problem,
  theta: Float64Array,
  first: Float64Array,
  second: Float64Array,
): number {
  return core().workspace(problem).landscape(theta, first, second, here, here, 'curvature')[0]!;
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/**
 * The smaller root λ of det(M − λ·G) = 0, M the Hessian and G the inner products of the directions as they are: no basis is made orthonormal.
 */
function smallerRoot(
  image: (direction: Float64Array) => Float64Array,
  first: Float64Array,
  second: Float64Array,
): number {
  const [m11, m12, m22] = [dot(first, image(first)), dot(second, image(first)), dot(second, image(second))];
  const [g11, g12, g22] = [dot(first, first), dot(first, second), dot(second, second)];
  const a = g11 * g22 - g12 * g12;
  const b = m11 * g22 + m22 * g11 - 2 * m12 * g12;
  const c = m11 * m22 - m12 * m12;
  return (b - Math.sqrt(Math.max(0, b * b - 4 * a * c))) / (2 * a);
}

describe('golden Hessians', () => {
  const cases = goldenCases() as (ReturnType<typeof goldenCases>[number] & {
    expected: { hessian: number[][]; eigenvalues: number[] };
  })[];

  test.each(cases.map((of) => [of.id, of] as const))('%s', (_, of) => {
    const matrix = Float64Array.from(of.expected.hessian.flat());
    const theta = Float64Array.from(of.theta);
    const scale = 1 + Math.max(...of.expected.eigenvalues.map(Math.abs));
    for (let seed = 0; seed < 8; seed++) {
      const [first, second] = [vectorOf(theta.length, seed), vectorOf(theta.length, seed + 100)];
      const found = curvatureAt(goldenProblem(of), theta, first, second);
      const expected = smallerRoot((direction) => times(matrix, direction), first, second);
      expect(Math.abs(found - expected)).toBeLessThan(1e-7 * scale);
      // No plane holds less than the whole space.
      expect(found).toBeGreaterThan(Math.min(...of.expected.eigenvalues) - 1e-12 * scale);
    }
  });
});

describe('about the origin of XOR on 2-2-1 tanh', () => {
  const xor = goldenCases().find(({ id }) => id === 'p01_xorpm_tanh_221_zero_mse')!;
  const problem: Problem = { ...goldenProblem(xor), loss: 'half-mean-squared-error' };
  const zeros = new Float64Array(9);
  const unit = (at: number): Float64Array => new Float64Array(9).with(at, 1);

  test('is exactly 0 at the origin in every plane of weights: only the output bias has curvature', () => {
    for (let i = 0; i < 8; i++) {
      for (let j = 0; j < i; j++) expect(curvatureAt(problem, zeros, unit(i), unit(j))).toBe(0);
      expect(curvatureAt(problem, zeros, unit(i), unit(8))).toBe(0);
    }
  });

  test('follows the closed form of the loss where one unit carries one input', () => {
    // f = v·tanh(w·x₁), and x₁ tells nothing of y: the mean of ½(f − y)² is ½ + ½v²·tanh²w.
    const axis = Float64Array.from({ length: 21 }, (_, i) => -1.5 + 0.15 * i);
    const [w, v] = [0, 6];
    const found = core().workspace(problem).landscape(zeros, unit(w), unit(v), axis, axis, 'curvature');
    axis.forEach((b, j) => {
      axis.forEach((a, i) => {
        const t = Math.tanh(a);
        const slope = 1 - t * t;
        const [ww, wv, vv] = [b * b * slope * (slope - 2 * t * t), 2 * b * t * slope, t * t];
        const expected = (ww + vv) / 2 - Math.hypot((ww - vv) / 2, wv);
        expect(Math.abs(found[j * 21 + i]! - expected)).toBeLessThan(1e-14);
        // Flat at the origin, on a slope that bends down everywhere off the axes.
        if (i !== 10 && j !== 10) expect(found[j * 21 + i]).toBeLessThan(-1e-3);
      });
    });
  });
});

describe.each(LOSSES.map((loss, place) => [loss, place] as const))('%s', (loss, place) => {
  test.each(ACTIVATIONS.map((name, index) => [name, index] as const))('%s', (activation, index) => {
    const seed = index * 5 + place;
    const problem = deepProblem(activation, loss, seed);
    const workspace = core().workspace(problem);
    const n = workspace.parameterCount;
    const [theta, first, second] = [vectorOf(n, seed), vectorOf(n, seed + 1), vectorOf(n, seed + 2)];
    const found = curvatureAt(problem, theta, first, second);
    const step = 1e-5;
    const differences = (direction: Float64Array): Float64Array => {
      const at = (t: number) =>
        plainNetwork(
          problem,
          theta.map((x, i) => x + t * direction[i]!),
        ).gradient;
      const [above, below] = [at(step), at(-step)];
      return direction.map((_, i) => (above[i]! - below[i]!) / (2 * step));
    };
    const scale = 1 + Math.abs(found);
    expect(Math.abs(found - smallerRoot(differences, first, second))).toBeLessThan(1e-6 * scale);
    // The dense Hessian comes from other kernels.
    const hessian = workspace.secondOrder().hessian(theta);
    const whole = smallerRoot((direction) => times(hessian, direction), first, second);
    expect(Math.abs(found - whole)).toBeLessThan(1e-9 * scale);
    // In some direction of the plane it is reached, in none undercut.
    const prepared = workspace.secondOrder().prepareHessian(theta);
    let least = Infinity;
    for (let k = 0; k < 2000; k++) {
      const [c, s] = [Math.cos((k * Math.PI) / 2000), Math.sin((k * Math.PI) / 2000)];
      const d = first.map((value, i) => c * value + s * second[i]!);
      least = Math.min(least, dot(d, prepared.hessianVector(d)) / dot(d, d));
    }
    expect(least - found).toBeGreaterThan(-1e-12 * scale);
    expect(least - found).toBeLessThan(1e-3 * scale);
  });
});

describe('every point', () => {
  const axis = Float64Array.from({ length: 23 }, (_, i) => -1.1 + 0.1 * i);

  test.each(['f64', 'f32'] as const)(
    'is that of its own θ, in every grid and at any length of the directions (%s)',
    (precision) => {
      const round = precision === 'f32' ? Math.fround : (x: number): number => x;
      for (let seed = 0; seed < 30; seed++) {
        const workspace = core().workspace(randomProblem(seed, { precision }));
        const n = workspace.parameterCount;
        const [centre, first, second] = [0, 1, 2].map((k) => randomTheta(n, seed + k).map(round)) as [
          Float64Array,
          Float64Array,
          Float64Array,
        ];
        const betas = Float64Array.of(-0.7, 0, 1.3);
        const values = workspace.landscape(centre, first, second, axis, betas, 'curvature');
        betas.forEach((beta, j) => {
          axis.forEach((alpha, i) => {
            const theta = centre.map((x, k) => {
              const along = round(x + round(round(alpha) * first[k]!));
              return round(along + round(round(beta) * second[k]!));
            });
            const alone = workspace.landscape(theta, first, second, here, here, 'curvature')[0];
            expect(values[j * 23 + i], `problem ${seed}`).toBe(alone);
          });
        });
        const wider = workspace.landscape(
          centre,
          first.map((x) => 4 * x),
          second,
          axis.map((x) => x / 4),
          betas,
          'curvature',
        );
        if (precision === 'f64') expect(wider).toEqual(values);
      }
    },
  );

  test('keeps its value where the directions change places or signs', () => {
    for (let seed = 0; seed < 30; seed++) {
      const workspace = core().workspace(randomProblem(seed));
      const [theta, first, second] = [0, 1, 2].map((k) =>
        randomTheta(workspace.parameterCount, seed + k),
      ) as [Float64Array, Float64Array, Float64Array];
      const at = (a: Float64Array, b: Float64Array) =>
        workspace.landscape(theta, a, b, here, here, 'curvature')[0]!;
      const value = at(first, second);
      const scale = 1 + Math.abs(value);
      expect(Math.abs(at(second, first) - value)).toBeLessThan(1e-11 * scale);
      expect(
        at(
          first.map((x) => -x),
          second,
        ),
      ).toBe(value);
    }
  });
});

test('penalties: l2 lifts it by l2, l1 has no curvature', () => {
  const problem = deepProblem('tanh', 'mean-squared-error', 1);
  const n = core().workspace(problem).parameterCount;
  const plane = [vectorOf(n, 1), vectorOf(n, 2), vectorOf(n, 3)] as const;
  const bare = curvatureAt({ ...problem, l1: 0, l2: 0 }, ...plane);
  expect(curvatureAt({ ...problem, l1: 0.3, l2: 0 }, ...plane)).toBe(bare);
  expect(curvatureAt({ ...problem, l1: 0, l2: 0.25 }, ...plane)).toBeCloseTo(bare + 0.25, 13);
});

test('at the kink of ReLU it is that of the branch z ≤ 0, whatever the slope at 0', () => {
  const problem = deepProblem('relu', 'half-mean-squared-error', 1, { l1: 0, l2: 0 });
  const n = core().workspace(problem).parameterCount;
  const zeros = new Float64Array(n);
  // Nothing comes through, so only the last layer's biases are in the loss.
  expect(curvatureAt(problem, zeros, vectorOf(n, 1), vectorOf(n, 2).fill(0, n - 2))).toBeCloseTo(0, 14);
  const hessian = core().workspace(problem).secondOrder().hessian(zeros);
  const [first, second] = [vectorOf(n, 4), vectorOf(n, 5)];
  const expected = smallerRoot((direction) => times(hessian, direction), first, second);
  expect(curvatureAt(problem, zeros, first, second)).toBeCloseTo(expected, 12);
});

test('where numbers overflow it is NaN, and only there', () => {
  const problem = deepProblem('linear', 'mean-squared-error', 2);
  const n = core().workspace(problem).parameterCount;
  const values = core()
    .workspace(problem)
    .landscape(
      vectorOf(n, 1),
      vectorOf(n, 2),
      vectorOf(n, 3),
      Float64Array.of(0, 1e200, 1),
      here,
      'curvature',
    );
  expect(Array.from(values, Number.isFinite)).toEqual([true, false, true]);
  expect(values[1]).toBeNaN();
});

test('directions that span no plane are refused in a sentence', () => {
  const problem = deepProblem('tanh', 'mean-squared-error', 1);
  const n = core().workspace(problem).parameterCount;
  const [theta, first] = [vectorOf(n, 1), vectorOf(n, 2)];
  const zeros = new Float64Array(n);
  for (const [a, b] of [
    [first, first.map((x) => -3 * x)],
    [first, zeros],
    [zeros, first],
    [first.with(0, NaN), first],
    [first, theta.with(0, Infinity)],
  ] as const)
    expect(() => curvatureAt(problem, theta, a, b)).toThrow(/span no plane/);
  expect(() => curvatureAt(problem, theta, first, zeros.slice(1))).toThrow(/second direction has length/);
});

test('a point that was prepared before no longer holds', () => {
  const workspace = core().workspace(deepProblem('tanh', 'mean-squared-error', 1));
  const n = workspace.parameterCount;
  const theta = vectorOf(n, 1);
  const prepared = workspace.secondOrder().prepareHessian(theta);
  workspace.landscape(theta, vectorOf(n, 2), vectorOf(n, 3), here, here, 'curvature');
  expect(() => prepared.hessianVector(theta)).toThrow(/Another point/);
});
