import { describe, expect, test } from 'vitest';
import { core } from '../../src/core';
import { symmetricEigen } from '../../src/analysis/symmetric-eigen';
import { parseExperiment } from '../../src/model/schema';
import { UserError } from '../../src/model/user-error';
import { setUp } from '../../src/runs/setup';
import { distance, numbers } from './problems';

/** Oracle: closed forms, the definition A·x = λ·x with orthonormal x, and Jacobi rotations. */

const SIZES = [1, 2, 3, 4, 5, 8, 17, 64, 101];

type Entry = (i: number, j: number) => number;

function matrixOf(n: number, entry: Entry): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return entry(Math.min(i, j), Math.max(i, j));
  });
}

function random(n: number, seed: number): Float64Array {
  const next = numbers(seed);
  const upper = Float64Array.from({ length: n * n }, next);
  return matrixOf(n, (i, j) => upper[i * n + j]!);
}

/** Largest |values − expected| relative to the largest eigenvalue. */
function gap(values: Float64Array, expected: readonly number[]): number {
  const sorted = Array.from(expected).sort((a, b) => a - b);
  const largest = Math.max(...sorted.map(Math.abs), Number.MIN_VALUE);
  return Math.max(...sorted.map((value, k) => Math.abs(values[k]! - value) / largest));
}

/** Values only, checked to be ascending and those that come with vectors; vectors orthonormal and their residuals small and true. */
function eigenvalues(matrix: Float64Array, n: number): Float64Array {
  const before = matrix.slice();
  const { values } = core().eigen(matrix, n, { vectors: false });
  const full = core().eigen(matrix, n, { vectors: true });
  expect(matrix).toEqual(before);
  expect(full.values).toEqual(values);
  const size = Math.max(...Array.from(values, Math.abs), Number.MIN_VALUE);
  for (let k = 1; k < n; k++) expect(values[k]!).toBeGreaterThanOrEqual(values[k - 1]!);
  for (let k = 0; k < n; k++) {
    const x = full.vectors!.subarray(k * n, (k + 1) * n);
    let square = 0;
    for (let i = 0; i < n; i++) {
      let image = 0;
      for (let j = 0; j < n; j++) image += (matrix[i * n + j]! / size) * x[j]!;
      square += (image - (values[k]! / size) * x[i]!) ** 2;
    }
    const own = full.residuals![k]! / size;
    expect(own).toBeLessThan(1e-14 * Math.sqrt(n));
    expect(Math.abs(own - Math.sqrt(square))).toBeLessThan(1e-14);
    for (let other = 0; other <= k; other++) {
      const y = full.vectors!.subarray(other * n, (other + 1) * n);
      const inner = x.reduce((sum, value, i) => sum + value * y[i]!, 0);
      expect(Math.abs(inner - (other === k ? 1 : 0))).toBeLessThan(2e-14);
    }
  }
  return values;
}

describe.each(SIZES)('%i rows', (n) => {
  test('second differences: 2 − 2cos(kπ/(n + 1))', () => {
    const matrix = matrixOf(n, (i, j) => (i === j ? 2 : j === i + 1 ? -1 : 0));
    const expected = Array.from({ length: n }, (_, k) => 2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)));
    expect(gap(eigenvalues(matrix, n), expected)).toBeLessThan(1e-14);
  });

  test('all ones: n and 0, n − 1 times', () => {
    const expected = Array.from({ length: n }, (_, k) => (k === 0 ? n : 0));
    expect(
      gap(
        eigenvalues(
          matrixOf(n, () => 1),
          n,
        ),
        expected,
      ),
    ).toBeLessThan(1e-14);
  });

  test('0 and a multiple of 1', () => {
    expect(eigenvalues(new Float64Array(n * n), n)).toEqual(new Float64Array(n));
    expect(
      eigenvalues(
        matrixOf(n, (i, j) => (i === j ? -3.5 : 0)),
        n,
      ),
    ).toEqual(new Float64Array(n).fill(-3.5));
  });

  test('pairs ±λ: the path of n points has 2cos(kπ/(n + 1))', () => {
    const matrix = matrixOf(n, (i, j) => (j === i + 1 ? 1 : 0));
    const values = eigenvalues(matrix, n);
    const expected = Array.from({ length: n }, (_, k) => 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)));
    expect(distance(values, expected.reverse())).toBeLessThan(1e-14);
    values.forEach((value, k) => expect(Math.abs(value + values[n - 1 - k]!)).toBeLessThan(1e-14));
  });

  test('a random matrix, as Jacobi rotations have it', () => {
    const matrix = random(n, n);
    expect(gap(eigenvalues(matrix, n), Array.from(symmetricEigen(matrix, n).values))).toBeLessThan(1e-13);
  });

  test.each([1e-300, 1e-160, 1e150, 1e300])('scaled by %d', (factor) => {
    const matrix = random(n, n + 1);
    const values = core().eigen(matrix, n, { vectors: false }).values;
    const scaled = eigenvalues(
      matrix.map((value) => value * factor),
      n,
    );
    expect(
      distance(
        scaled.map((value) => value / factor),
        values,
      ),
    ).toBeLessThan(1e-13);
  });
});

test('Wilkinson: 21 rows, the two largest eigenvalues agree to 14 digits and have vectors of their own', () => {
  const matrix = matrixOf(21, (i, j) => (i === j ? Math.abs(10 - i) : j === i + 1 ? 1 : 0));
  const values = eigenvalues(matrix, 21);
  // Wilkinson, The Algebraic Eigenvalue Problem, p. 309.
  expect(values[20]!).toBeCloseTo(10.746194182903393, 12);
  expect(values[19]!).toBeCloseTo(10.746194182903322, 12);
  expect(values[0]!).toBeCloseTo(-1.12544152211998, 12);
});

test('a saddle at zero: blocks [0 λ; λ 0], some of them repeated', () => {
  const lambdas = [3, 1, 1, 1, 0.5, 1e-9, 0];
  const n = 2 * lambdas.length;
  // Interleaved, so that no block stands alone beside the diagonal.
  const half = lambdas.length;
  const matrix = matrixOf(n, (i, j) => (j === i + half ? lambdas[i]! : 0));
  const expected = lambdas.flatMap((value) => [value, -value]);
  expect(gap(eigenvalues(matrix, n), expected)).toBeLessThan(1e-15);
});

test('a reflected spectrum with multiplicities comes back', () => {
  const n = 40;
  const next = numbers(77);
  const v = Array.from({ length: n }, next);
  const square = v.reduce((sum, value) => sum + value * value, 0);
  const spectrum = v.map((_, k) => [-2, -2, 0, 0, 0, 1, 5, 5][k % 8]!);
  const h: Entry = (i, j) => (i === j ? 1 : 0) - (2 * v[i]! * v[j]!) / square;
  const matrix = matrixOf(n, (i, j) =>
    spectrum.reduce((sum, value, k) => sum + h(i, k) * value * h(k, j), 0),
  );
  expect(gap(eigenvalues(matrix, n), spectrum)).toBeLessThan(1e-14);
});

test('a Hessian of 1,297 rows most of whose eigenvalues are tiny: its trace and its norm come back', () => {
  const { problem, initial } = setUp(
    parseExperiment({
      data: 'moons',
      network: { sizes: [2, 24, 24, 24, 1] },
      initialisation: { weights: 'glorot', seed: 5 },
    }),
    core(),
  );
  const n = initial.length;
  const matrix = core().workspace(problem).secondOrder().hessian(initial);
  const { values } = core().eigen(matrix, n, { vectors: false });
  const trace = initial.reduce((sum, _, i) => sum + matrix[i * n + i]!, 0);
  const size = Math.sqrt(matrix.reduce((sum, entry) => sum + entry * entry, 0));
  expect(values.filter((value) => Math.abs(value) < 1e-4 * size).length).toBeGreaterThan(n / 2);
  expect(Math.abs(values.reduce((sum, value) => sum + value, 0) - trace)).toBeLessThan(1e-12 * size);
  expect(Math.abs(Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) / size - 1)).toBeLessThan(
    1e-13,
  );
});

test('the same matrix gives the same bits, whatever was solved before', () => {
  const matrix = random(33, 5);
  const first = core().eigen(matrix, 33, { vectors: true });
  core().eigen(random(90, 6), 90, { vectors: true });
  expect(core().eigen(matrix, 33, { vectors: true })).toEqual(first);
});

test('one entry that differs from its mirror image, or is not finite, is found wherever it stands', () => {
  for (const n of [1, 2, 3, 6, 7]) {
    const good = random(n, n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const attempt = (matrix: Float64Array) => () => core().eigen(matrix, n, { vectors: false });
        if (i !== j) {
          expect(attempt(good.with(i * n + j, good[i * n + j]! + 2 ** -50))).toThrow(/not symmetric/);
        }
        for (const bad of [NaN, -Infinity]) {
          const place = `matrix[${Math.max(i, j)}][${Math.min(i, j)}] is ${bad}`;
          expect(attempt(good.with(i * n + j, bad).with(j * n + i, bad))).toThrow(place);
        }
      }
    }
    expect(core().eigen(good, n, { vectors: false }).values).toHaveLength(n);
  }
});

describe('refuses', () => {
  const bad: [string, Float64Array, number, RegExp][] = [
    ['a length that is not n²', new Float64Array(5), 2, /matrix has length 5/],
    ['0 rows', new Float64Array(0), 0, /n is 0/],
    ['NaN', Float64Array.of(1, NaN, NaN, 1), 2, /matrix\[1\]\[0\] is NaN/],
    ['an infinity', Float64Array.of(Infinity), 1, /finite/],
    ['asymmetry', Float64Array.of(1, 2, 2.000001, 1), 2, /not symmetric/],
  ];
  test.each(bad)('%s', (_, matrix, n, message) => {
    const attempt = (): unknown => core().eigen(matrix, n, { vectors: false });
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});
