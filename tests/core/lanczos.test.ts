import { describe, expect, test } from 'vitest';
import { core, type Lanczos } from '../../src/core';
import { UserError } from '../../src/model/user-error';
import { distance, numbers } from './problems';
import { deepProblem, vectorOf } from './second-order/problems';

/** Oracle: the definitions (orthonormal basis, Q·A·Qᵀ tridiagonal, moments), the dense solver, and a plain twin to the bit. */

function randomMatrix(n: number, seed: number): Float64Array {
  const next = numbers(seed);
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = next();
  }
  return matrix;
}

/** v ↦ A·v. */
function productsOf(matrix: Float64Array, n: number): (v: Float64Array) => Float64Array {
  return (v) => v.map((_, i) => v.reduce((sum, value, j) => sum + matrix[i * n + j]! * value, 0));
}

/** As the core adds: lanes of even and of odd pairs in an accumulator each. */
function plainDot(a: Float64Array, b: Float64Array): number {
  const sums = [0, 0, 0, 0];
  a.forEach((value, i) => (sums[i % 4]! += value * b[i]!));
  return sums[0]! + sums[2]! + (sums[1]! + sums[3]!);
}

function plainLanczos(
  n: number,
  apply: (v: Float64Array) => Float64Array,
  steps: number,
  start: Float64Array,
) {
  const basis: Float64Array[] = [];
  const [alpha, beta]: [number[], number[]] = [[], []];
  const largest = Math.max(...start.map(Math.abs));
  let w: Float64Array = start.map((value) => value / largest);
  for (let j = 0; j < steps; j++) {
    const length = Math.sqrt(plainDot(w, w));
    const q = w.map((value) => value / length);
    basis.push(q);
    w = apply(q);
    alpha[j] = plainDot(w, q);
    w = w.map((value, i) => value + -alpha[j]! * q[i]!);
    if (j > 0) w = w.map((value, i) => value + -beta[j - 1]! * basis[j - 1]![i]!);
    for (let pass = 0; pass < 2; pass++) {
      const products = basis.map((row) => -plainDot(w, row));
      basis.forEach((row, k) => (w = w.map((value, i) => value + products[k]! * row[i]!)));
    }
    beta[j] = Math.sqrt(plainDot(w, w));
  }
  const rows = new Float64Array(steps * n);
  basis.forEach((row, j) => rows.set(row, j * n));
  return { alpha: Float64Array.from(alpha), beta: Float64Array.from(beta), basis: rows };
}

describe.each([
  [7, 3],
  [16, 11],
  [33, 14],
  [50, 49],
])('%i rows, %i steps', (n, steps) => {
  const matrix = randomMatrix(n, n);
  const apply = productsOf(matrix, n);
  const start = vectorOf(n, steps, 3);
  const found = core().lanczos(n, apply, { steps, start });

  test('the same bits as the plain twin', () => {
    const { alpha, beta, invariant } = found;
    const again = core().lanczos(n, apply, { steps, start });
    expect({ alpha, beta, basis: again.basis() }).toEqual(plainLanczos(n, apply, steps, start));
    expect(invariant).toBe(false);
  });

  test('orthonormal basis, and A is tridiagonal in it', () => {
    const { alpha, beta, basis } = core().lanczos(n, apply, { steps, start });
    const q = basis();
    const row = (j: number): Float64Array => q.subarray(j * n, (j + 1) * n);
    for (let j = 0; j < steps; j++) {
      const image = apply(row(j));
      for (let k = 0; k < steps; k++) {
        expect(Math.abs(plainDot(row(j), row(k)) - (j === k ? 1 : 0))).toBeLessThan(1e-14);
        const entry = k === j ? alpha[j]! : k === j + 1 ? beta[j]! : k === j - 1 ? beta[k]! : 0;
        expect(Math.abs(plainDot(image, row(k)) - entry)).toBeLessThan(1e-13);
      }
    }
  });

  test('quadrature: moments of the start up to 2m − 1', () => {
    const { values, weights } = found;
    const size = Math.max(...core().eigen(matrix, n, { vectors: false }).values.map(Math.abs));
    const square = plainDot(start, start);
    let power = start;
    for (let degree = 0; degree < 2 * steps; degree++) {
      const moment = weights.reduce((sum, weight, k) => sum + weight * (values[k]! / size) ** degree, 0);
      expect(Math.abs(moment - plainDot(start, power) / square), `degree ${degree}`).toBeLessThan(1e-13);
      power = apply(power).map((value) => value / size);
    }
  });

  test('Ritz vectors are unit vectors with the residuals told', () => {
    const run = core().lanczos(n, apply, { steps, start });
    for (let k = 0; k < steps; k++) {
      const x = run.vector(k);
      expect(Math.abs(plainDot(x, x) - 1)).toBeLessThan(1e-14);
      const gap = apply(x).map((value, i) => value - run.values[k]! * x[i]!);
      expect(Math.abs(Math.sqrt(plainDot(gap, gap)) - run.residuals[k]!)).toBeLessThan(1e-13);
    }
  });
});

test('as many steps as rows give all eigenvalues, also when more were allowed', () => {
  for (const n of [1, 2, 3, 20, 41]) {
    const matrix = randomMatrix(n, n + 3);
    const run = core().lanczos(n, productsOf(matrix, n), { steps: n + 5, start: vectorOf(n, 1) });
    expect(run.alpha).toHaveLength(n);
    expect(run.invariant).toBe(true);
    expect(distance(run.values, core().eigen(matrix, n, { vectors: false }).values)).toBeLessThan(1e-13);
    expect(run.residuals).toEqual(new Float64Array(n));
  }
});

test('an eigenvalue of any multiplicity is seen once, and the iteration stops there', () => {
  const n = 24;
  const distinct = [-2, 0, 5];
  let products = 0;
  const apply = (v: Float64Array): Float64Array => {
    products++;
    return v.map((value, i) => value * distinct[i % 3]!);
  };
  const start = vectorOf(n, 9);
  const run = core().lanczos(n, apply, { steps: 20, start });
  expect(run.invariant).toBe(true);
  expect(products).toBe(3);
  expect(distance(run.values, distinct)).toBeLessThan(1e-14);
  const square = plainDot(start, start);
  const share = distinct.map((_, c) =>
    start.reduce((sum, value, i) => sum + (i % 3 === c ? value ** 2 : 0), 0),
  );
  expect(
    distance(
      run.weights,
      share.map((value) => value / square),
    ),
  ).toBeLessThan(1e-14);
  const none = core().lanczos(n, (v) => v.map(() => 0), { steps: 20, start });
  expect([...none.values, none.invariant]).toEqual([0, true]);
});

test('the ends of the spectrum of a network’s Hessian', () => {
  const second = core()
    .workspace(deepProblem('tanh', 'mean-squared-error', 1))
    .secondOrder();
  const n = second.parameterCount;
  const theta = vectorOf(n, 1);
  const all = core().eigen(second.hessian(theta), n, { vectors: false }).values;
  const prepared = second.prepareHessian(theta);
  const start = vectorOf(n, 2);
  const run = core().lanczos(n, (v) => prepared.hessianVector(v), { steps: 25, start });
  const last = run.values.length - 1;
  expect(distance([run.values[0]!, run.values[last]!], [all[0]!, all[n - 1]!])).toBeLessThan(1e-12);
});

test('a start of any length, and one that is replaced', () => {
  const n = 9;
  const apply = productsOf(randomMatrix(n, 4), n);
  const start = vectorOf(n, 3);
  const numbersOf = ({ alpha, beta }: Lanczos) => ({ alpha, beta });
  const run = core().lanczos(n, apply, { steps: 5, start });
  for (const factor of [2 ** -1000, 2 ** 1000]) {
    const scaled = start.map((value) => value * factor);
    expect(numbersOf(core().lanczos(n, apply, { steps: 5, start: scaled }))).toEqual(numbersOf(run));
  }
  expect(() => run.basis()).toThrow(/Another Lanczos/);
  expect(() => run.vector(0)).toThrow(/Another Lanczos/);
});

describe('refuses', () => {
  const same = (v: Float64Array): Float64Array => v;
  const ones = new Float64Array(4).fill(1);
  const run = core().lanczos;
  const bad: [string, () => unknown, RegExp][] = [
    ['0 steps', () => run(4, same, { steps: 0, start: ones }), /steps is 0/],
    ['half a step', () => run(4, same, { steps: 1.5, start: ones }), /steps is 1\.5/],
    ['0 rows', () => run(0, same, { steps: 1, start: new Float64Array() }), /n is 0/],
    ['a short start', () => run(5, same, { steps: 2, start: ones }), /start has length 4/],
    ['NaN in the start', () => run(4, same, { steps: 2, start: ones.with(2, NaN) }), /start\[2\]/],
    ['a start of 0', () => run(4, same, { steps: 2, start: new Float64Array(4) }), /is 0/],
    [
      'products of a wrong length',
      () => run(4, (v) => v.slice(1), { steps: 2, start: ones }),
      /has length 3/,
    ],
    [
      'products that are no numbers',
      () => run(4, (v) => v.with(0, NaN), { steps: 2, start: ones }),
      /step 0/,
    ],
    [
      'a basis that does not fit in 4 GiB',
      () => run(2 ** 20, same, { steps: 600, start: new Float64Array(2 ** 20).fill(1) }),
      /4 GiB.*fewer steps/,
    ],
  ];
  test.each(bad)('%s', (_, attempt, message) => {
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });

  test('an iteration within an iteration', () => {
    const nested = (v: Float64Array): Float64Array => run(4, same, { steps: 1, start: v }).alpha;
    expect(() => run(4, nested, { steps: 1, start: ones })).toThrow(/in the middle/);
    expect(run(4, same, { steps: 2, start: ones }).values).toEqual(Float64Array.of(1));
  });
});
