import { describe, expect, test } from 'vitest';
import { core, type Problem } from '../../../src/core';
import { ACTIVATIONS } from '../../../src/core/codes';
import { checkActivations } from '../../../src/core/second-order-memory';
import { UserError } from '../../../src/model/user-error';
import { distance, problemOf } from '../problems';
import { deepProblem, vectorOf } from './problems';

/** Oracle: the contract's promises about bad input, memory and prepared points. */

const workspace = core().workspace(deepProblem('tanh', 'mean-squared-error', 1));
const n = workspace.parameterCount;
const second = workspace.secondOrder();
const theta = vectorOf(n, 1);
const direction = vectorOf(n, 2);

/** [1] → 1 → … with a hidden layer of `width`: 3·width + 1 parameters. */
function wide(width: number, rest: Partial<Problem> = {}): Problem {
  return problemOf([1, width, 1], ['tanh', 'linear'], [[0.5], [-0.25]], [[1], [0]], rest);
}

describe('refuses', () => {
  const short = new Float64Array(n - 1);
  const bad: [string, () => unknown, RegExp][] = [
    ['a short theta', () => second.hessian(short), /theta has length/],
    ['a short direction', () => second.hessianVector(theta, short), /direction has length/],
    [
      'a long direction',
      () => second.gaussNewtonVector(theta, new Float64Array(n + 1)),
      /direction has length/,
    ],
    ['NaN in theta', () => second.hessian(theta.with(3, NaN)), /theta\[3\]/],
    [
      'an infinite direction',
      () => second.taylor(theta, direction.with(0, Infinity), 4, 'frozen'),
      /direction\[0\]/,
    ],
    [
      'a short array for the Hessian',
      () => second.hessian(theta, new Float64Array(n * n - 1)),
      /into has length/,
    ],
    ['order 13', () => second.taylor(theta, direction, 13, 'frozen'), /order is 13/],
    ['order −1', () => second.taylor(theta, direction, -1, 'frozen'), /order is -1/],
    ['half an order', () => second.taylor(theta, direction, 2.5, 'frozen'), /order is 2\.5/],
    ['an unknown branch', () => second.taylor(theta, direction, 2, 'up' as never), /'up' is unknown/],
    ['order 13 of gradients', () => second.taylorGradient(theta, direction, 13, 'left'), /order is 13/],
    ['a short direction of gradients', () => second.taylorGradient(theta, short, 3, 'left'), /direction has/],
    [
      'NaN in the direction of gradients',
      () => second.taylorGradient(theta, direction.with(1, NaN), 3, 'left'),
      /direction\[1\]/,
    ],
    [
      'an unknown branch of gradients',
      () => second.taylorGradient(theta, direction, 2, 'up' as never),
      /'up' is unknown/,
    ],
    [
      'a dense Hessian of 4,000 parameters and more',
      () => core().workspace(wide(1334)).secondOrder().hessian(new Float64Array(4003)),
      /4003 parameters.*at most 4000/,
    ],
    [
      'derivatives that do not fit in 4 GiB',
      () =>
        core()
          .workspace(
            problemOf([1, 40_000, 1], ['tanh', 'linear'], Array(4000).fill([0]), Array(4000).fill([1])),
          )
          .secondOrder(),
      /more than the 4 GiB/,
    ],
    [
      'a direction beyond f32',
      () => {
        const single = core().workspace(deepProblem('tanh', 'mean-squared-error', 1, { precision: 'f32' }));
        return single.secondOrder().hessianVector(theta, direction.with(2, 1e39));
      },
      /1e\+39/,
    ],
  ];
  test.each(bad)('%s', (_, attempt, message) => {
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});

test('after a refusal the derivatives are as before', () => {
  const before = second.hessianVector(theta, direction);
  expect(() => second.hessianVector(theta.with(0, NaN), direction)).toThrow(UserError);
  expect(second.hessianVector(theta, direction)).toEqual(before);
});

test('an activation whose higher derivatives the kernels do not know, of which there is none now', () => {
  const exports = new WebAssembly.Instance(core().module, {
    env: { memory: new WebAssembly.Memory({ initial: 4 }) },
  }).exports as unknown as { hasSeries(code: number): number };
  expect(ACTIVATIONS.map((_, code) => exports.hasSeries(code))).toEqual(ACTIVATIONS.map(() => 1));
  expect(exports.hasSeries(ACTIVATIONS.length)).toBe(0);
  const problem = deepProblem('silu', 'mean-squared-error', 1);
  const attempt = (): void => checkActivations(problem, { hasSeries: (code) => (code === 9 ? 0 : 1) });
  expect(attempt).toThrow(UserError);
  expect(attempt).toThrow(/'silu' at network\.activations\[0\]/);
});

test('a line that is refused leaves a prepared point as it is, and takes no memory', () => {
  const fresh = core()
    .workspace(deepProblem('tanh', 'mean-squared-error', 1))
    .secondOrder();
  const prepared = fresh.prepareHessian(theta);
  const before = prepared.hessianVector(direction);
  const taken = fresh.memoryBytes;
  for (const bad of [direction.with(0, NaN), new Float64Array(n + 1)]) {
    expect(() => fresh.taylor(direction, bad, 3, 'frozen')).toThrow(UserError);
    expect(() => fresh.taylorGradient(direction, bad, 3, 'frozen')).toThrow(UserError);
    expect(() => fresh.taylorGradient(bad, direction, 3, 'frozen')).toThrow(UserError);
  }
  expect(prepared.hessianVector(direction)).toEqual(before);
  expect(fresh.memoryBytes).toBe(taken);
  fresh.taylorGradient(theta, direction, 3, 'frozen');
  expect(() => prepared.hessianVector(direction)).toThrow(/Another point/);
});

test('a prepared point holds until the next one, and says so', () => {
  const prepared = second.prepareHessian(theta);
  const product = prepared.hessianVector(direction);
  expect(prepared.hessianVector(direction)).toEqual(product);
  second.prepareHessian(direction);
  expect(() => prepared.hessianVector(direction)).toThrow(/Another point/);
  const again = second.prepareHessian(theta);
  second.taylor(direction, theta, 2, 'frozen');
  expect(() => again.gaussNewtonVector(direction)).toThrow(/Another point/);
});

test('memory grows once for the dense Hessian; training and gradients keep theirs', () => {
  const fresh = core().workspace(deepProblem('sin', 'half-sum-of-squares', 2));
  const count = fresh.parameterCount;
  const own = fresh.memoryBytes;
  const derivatives = fresh.secondOrder();
  expect(fresh.secondOrder()).toBe(derivatives);
  const point = vectorOf(count, 4);
  const gradient = fresh.gradient(point);
  const small = derivatives.memoryBytes;
  const product = derivatives.hessianVector(point, point);
  const hessian = derivatives.hessian(point);
  const room = new Float64Array(count ** 2).fill(NaN);
  expect(derivatives.hessian(point, room)).toBe(room);
  expect(room).toEqual(hessian);
  expect(derivatives.memoryBytes).toBeGreaterThanOrEqual(small);
  expect(derivatives.hessianVector(point, point)).toEqual(product);
  expect(fresh.memoryBytes).toBe(own);
  expect(fresh.gradient(point)).toEqual(gradient);
});

test('a wide layer: the Hessian of 1-60-1 is its columns', () => {
  const derivatives = core().workspace(wide(60)).secondOrder();
  const count = derivatives.parameterCount;
  const point = vectorOf(count, 5);
  const hessian = derivatives.hessian(point);
  const prepared = derivatives.prepareHessian(point);
  for (let j = 0; j < count; j += 13) {
    const column = prepared.hessianVector(new Float64Array(count).with(j, 1));
    expect(distance(hessian.subarray(j * count, (j + 1) * count), column)).toBeLessThan(1e-14);
  }
});
