import { describe, expect, test } from 'vitest';
import { core, type SecondOrder, type TaylorBranch } from '../../../src/core';
import { ACTIVATIONS, BRANCHES, LOSSES } from '../../../src/core/codes';
import { distance, goldenCases, goldenProblem, problemOf, type GoldenCase } from '../problems';
import { randomProblem, randomTheta } from '../random-problems';
import { deepProblem, vectorOf } from './problems';
import { twins } from './twins';

/**
 * Oracles: Euler's identity direction·∂c_k/∂direction = k·c_k (c_k is homogeneous of degree k), also against coefficients computed in 60 digits;
 * the gradient and the Hessian–vector product; a closed form; central differences of c_k.
 */

function rowsOf(gradients: Float64Array, n: number): Float64Array[] {
  return Array.from({ length: gradients.length / n }, (_, k) => gradients.subarray(k * n, (k + 1) * n));
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Largest gap of Euler's identity, relative to the size of the sum's terms. */
function eulerGap(
  rows: readonly Float64Array[],
  direction: Float64Array,
  coefficients: ArrayLike<number>,
): number {
  const gaps = rows.map((row, k) => {
    const size = row.reduce((sum, value, i) => sum + Math.abs(value * direction[i]!), 0);
    return Math.abs(dot(row, direction) - k * coefficients[k]!) / (1e-3 + size);
  });
  return Math.max(...gaps.slice(1));
}

/** (c_k(d + s·e_i) − c_k(d − s·e_i))/2s for every k, at step 1e-5. */
function differences(
  second: SecondOrder,
  theta: Float64Array,
  direction: Float64Array,
  i: number,
  branch: TaylorBranch,
): Float64Array {
  const step = 1e-5;
  const above = second.taylor(theta, direction.with(i, direction[i]! + step), 6, branch);
  const below = second.taylor(theta, direction.with(i, direction[i]! - step), 6, branch);
  return above.map((value, k) => (value - below[k]!) / (2 * step));
}

describe.each(ACTIVATIONS.map((name, index) => [name, index] as const))('%s', (activation, index) => {
  test.each(LOSSES.map((name, place) => [name, place] as const))('with %s', (loss, place) => {
    const seed = index * 5 + place;
    const workspace = core().workspace(deepProblem(activation, loss, seed));
    const n = workspace.parameterCount;
    const second = workspace.secondOrder();
    const theta = vectorOf(n, seed);
    const direction = vectorOf(n, seed + 1000);
    const { coefficients, gradients } = second.taylorGradient(theta, direction, 12, 'frozen');
    expect(coefficients).toEqual(second.taylor(theta, direction, 12, 'frozen'));
    const rows = rowsOf(gradients, n);
    expect(rows).toHaveLength(13);
    expect(rows[0]).toEqual(new Float64Array(n));
    expect(distance(rows[1]!, workspace.gradient(theta))).toBeLessThan(1e-14);
    expect(distance(rows[2]!, second.hessianVector(theta, direction))).toBeLessThan(1e-13);
    expect(eulerGap(rows, direction, coefficients)).toBeLessThan(1e-11);
    for (let i = seed % 5; i < n; i += 5) {
      const found = differences(second, theta, direction, i, 'frozen');
      const own = rows.slice(0, 7).map((row) => row[i]!);
      expect(distance(own, found), `parameter ${i}`).toBeLessThan(1e-6);
    }
  });
});

describe('against coefficients of 60 digits, by Euler', () => {
  interface Line {
    d: number[];
    coeffs: number[];
    coeffs_right?: number[];
    coeffs_left?: number[];
  }
  const cases = goldenCases() as (GoldenCase & { expected: { taylor: Line[] } })[];
  test.each(cases.map((golden) => [golden.id, golden] as const))('%s', (_, golden) => {
    const second = core().workspace(goldenProblem(golden)).secondOrder();
    const theta = Float64Array.from(golden.theta);
    expect(golden.expected.taylor.length).toBeGreaterThan(0);
    for (const line of golden.expected.taylor) {
      const direction = Float64Array.from(line.d);
      const expected = {
        frozen: line.coeffs,
        right: line.coeffs_right ?? line.coeffs,
        left: line.coeffs_left ?? line.coeffs,
      };
      for (const branch of BRANCHES) {
        const order = expected[branch].length - 1;
        const { gradients } = second.taylorGradient(theta, direction, order, branch);
        const largest = Math.max(...expected[branch].map(Math.abs));
        rowsOf(gradients, theta.length).forEach((row, k) => {
          const gap = Math.abs(dot(row, direction) - k * expected[branch][k]!);
          expect(gap, `c${k} ${branch}`).toBeLessThan(1e-11 * (1 + largest));
        });
      }
    }
  });
});

test('XOR ±1 with tanh at zero: c₂ = c²/2, c₃ = cΣvb, c₄ = ½((Σvb)² + (Σvw₁)² + (Σvw₂)²) − 2Σvbw₁w₂', () => {
  const inputs = [-1, 1].flatMap((x) => [
    [x, -1],
    [x, 1],
  ]);
  const targets = inputs.map(([x, y]) => [-x! * y!]);
  for (const width of [1, 2, 3, 6]) {
    const second = core()
      .workspace(problemOf([2, width, 1], ['tanh', 'linear'], inputs, targets))
      .secondOrder();
    const n = 4 * width + 1;
    const direction = vectorOf(n, width, 1.5);
    const units = Array.from({ length: width }, (_, j) => ({
      w1: direction[2 * j]!,
      w2: direction[2 * j + 1]!,
      b: direction[2 * width + j]!,
      v: direction[3 * width + j]!,
    }));
    const c = direction[4 * width]!;
    const total = (of: (unit: (typeof units)[number]) => number): number =>
      units.reduce((sum, unit) => sum + of(unit), 0);
    const sb = total(({ v, b }) => v * b);
    const s1 = total(({ v, w1 }) => v * w1);
    const s2 = total(({ v, w2 }) => v * w2);
    const path = total(({ v, b, w1, w2 }) => v * b * w1 * w2);
    const expected = [0.5, 0, c ** 2 / 2, c * sb, (sb ** 2 + s1 ** 2 + s2 ** 2) / 2 - 2 * path];
    const gradient = new Float64Array(5 * n);
    gradient[2 * n + n - 1] = c;
    gradient[3 * n + n - 1] = sb;
    units.forEach(({ w1, w2, b, v }, j) => {
      gradient[3 * n + 2 * width + j] = c * v;
      gradient[3 * n + 3 * width + j] = c * b;
      gradient[4 * n + 2 * j] = s1 * v - 2 * v * b * w2;
      gradient[4 * n + 2 * j + 1] = s2 * v - 2 * v * b * w1;
      gradient[4 * n + 2 * width + j] = sb * v - 2 * v * w1 * w2;
      gradient[4 * n + 3 * width + j] = sb * b + s1 * w1 + s2 * w2 - 2 * b * w1 * w2;
    });
    const found = second.taylorGradient(new Float64Array(n), direction, 4, 'frozen');
    expect(distance(found.coefficients, expected)).toBeLessThan(1e-14);
    expect(distance(found.gradients, gradient)).toBeLessThan(1e-14);
  }
});

test('rows of a lower order are the first of a higher one', () => {
  for (const activation of ['gelu', 'leaky-relu', 'sin'] as const) {
    const workspace = core().workspace(deepProblem(activation, 'softmax-cross-entropy', 5));
    const n = workspace.parameterCount;
    const second = workspace.secondOrder();
    const [theta, direction] = [vectorOf(n, 1), vectorOf(n, 2)];
    const longest = second.taylorGradient(theta, direction, 12, 'right');
    for (let order = 0; order < 12; order++) {
      const { coefficients, gradients } = second.taylorGradient(theta, direction, order, 'right');
      expect(coefficients).toEqual(longest.coefficients.slice(0, order + 1));
      expect(gradients).toEqual(longest.gradients.slice(0, (order + 1) * n));
    }
  }
});

describe.each(['relu', 'leaky-relu', 'elu'] as const)(
  '%s at zero, where every unit stands on its kink',
  (activation) => {
    test.each(['right', 'left'] as const)('%s', (branch) => {
      const problem = deepProblem(activation, 'mean-squared-error', 3, { l1: 0.02, l2: 0.05 });
      const workspace = core().workspace(problem);
      const n = workspace.parameterCount;
      const second = workspace.secondOrder();
      const zeros = new Float64Array(n);
      const direction = vectorOf(n, 8);
      const { coefficients, gradients } = second.taylorGradient(zeros, direction, 6, branch);
      const rows = rowsOf(gradients, n);
      expect(eulerGap(rows, direction, coefficients)).toBeLessThan(1e-12);
      for (let i = 0; i < n; i++) {
        const own = rows.map((row) => row[i]!);
        expect(
          distance(own, differences(second, zeros, direction, i, branch)),
          `parameter ${i}`,
        ).toBeLessThan(1e-7);
      }
      expect(rows[3]!.some((value) => value !== 0)).toBe(true);
    });
  },
);

test('random networks, some of several blocks of samples', () => {
  for (let seed = 0; seed < 60; seed++) {
    const problem = randomProblem(seed);
    const workspace = core().workspace(problem);
    const n = workspace.parameterCount;
    const second = workspace.secondOrder();
    const theta = randomTheta(n, seed);
    const direction = vectorOf(n, seed, 0.5);
    const { coefficients, gradients } = second.taylorGradient(theta, direction, 5, 'frozen');
    const rows = rowsOf(gradients, n);
    // Along a kink of l1 the frozen branch counts a slope of 0, and so does the gradient.
    expect(distance(rows[1]!, workspace.gradient(theta)), `problem ${seed}`).toBeLessThan(1e-12);
    expect(distance(rows[2]!, second.hessianVector(theta, direction)), `problem ${seed}`).toBeLessThan(1e-12);
    expect(eulerGap(rows, direction, coefficients), `problem ${seed}`).toBeLessThan(1e-11);
  }
});

test('twin units get the same bits', () => {
  for (const width of [2, 3, 5, 7]) {
    for (const [index, activation] of ACTIVATIONS.entries()) {
      const loss = LOSSES[index % LOSSES.length]!;
      const outputs = 1 + (index % 3);
      const biases = [index % 2 === 0, true, index % 3 === 0];
      const problem = deepProblem(activation, loss, index, {
        network: {
          sizes: [2, width, width, outputs],
          activations: [activation, activation, 'linear'],
          biases,
        },
      });
      const second = core().workspace(problem).secondOrder();
      for (const layer of [1, 2] as const) {
        const { theta, order } = twins(width, outputs, biases, layer);
        const direction = theta.map((value) => 0.75 - value);
        const { gradients } = second.taylorGradient(theta, direction, 7, 'right');
        const place = `${activation} ${loss} width ${width} layer ${layer}`;
        for (const row of rowsOf(gradients, theta.length)) {
          expect(
            order.every((other, i) => Object.is(row[other], row[i])),
            place,
          ).toBe(true);
        }
      }
    }
  }
});

test('far from 0 every number is finite, and the first two rows are still gradient and Hessian', () => {
  for (const activation of ACTIVATIONS) {
    for (const [place, loss] of LOSSES.entries()) {
      const workspace = core().workspace(deepProblem(activation, loss, 1 + place));
      const n = workspace.parameterCount;
      const second = workspace.secondOrder();
      const [theta, direction] = [vectorOf(n, place, 60), vectorOf(n, place + 50)];
      const { gradients } = second.taylorGradient(theta, direction, 12, 'frozen');
      const name = `${activation} ${loss}`;
      expect(gradients.every(Number.isFinite), name).toBe(true);
      const expected = [workspace.gradient(theta), second.hessianVector(theta, direction)];
      expected.forEach((row, k) => {
        const size = Math.max(...row.map(Math.abs), Number.MIN_VALUE);
        const own = gradients.subarray((k + 1) * n, (k + 2) * n);
        row.forEach((value, i) => expect(Math.abs(own[i]! - value) / size, name).toBeLessThan(1e-11));
      });
    }
  }
});

test('in f32 at the rounded point, along the rounded direction', () => {
  const single = core().workspace(deepProblem('tanh', 'mean-squared-error', 1, { precision: 'f32' }));
  const n = single.parameterCount;
  const [theta, direction] = [vectorOf(n, 1), vectorOf(n, 2)];
  const rounded = single
    .secondOrder()
    .taylorGradient(theta.map(Math.fround), direction.map(Math.fround), 5, 'frozen');
  expect(single.secondOrder().taylorGradient(theta, direction, 5, 'frozen')).toEqual(rounded);
});
