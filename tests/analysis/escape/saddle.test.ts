import { describe, expect, test } from 'vitest';
import { saddleForm } from '../../../src/analysis/escape/saddle';
import { core } from '../../../src/core';
import { problemOf } from '../../core/problems';
import { plusMinus, workspaceOf } from './problems';

/** Oracle: closed forms of the leading coefficient C and of the order k at the all-zero point (output bias at the best constant). */

const none = () => undefined;

describe('order and constant of the saddle', () => {
  test.each([
    ['XOR tanh', plusMinus('xor', ['tanh'], [true, true]), 0, 4, (Math.sqrt(5) - 1) / 16],
    ['XOR sin', plusMinus('xor', ['sin'], [true, true]), 0, 4, 1 / 32],
    ['XOR GELU', plusMinus('xor', ['gelu'], [true, true]), 0, 3, 0.153554],
    ['XOR ReLU', plusMinus('xor', ['relu'], [true, true]), 0, 2, Math.sqrt(2) / 8],
    ['AND tanh, no biases', plusMinus('and', ['tanh'], [false, false]), null, 2, 0.3535533906],
    ['AND linear L=3', plusMinus('and', ['linear', 'linear'], [true, true, true]), -0.5, 3, 0.136083],
    [
      'AND linear L=4',
      plusMinus('and', ['linear', 'linear', 'linear'], [true, true, true, true]),
      -0.5,
      4,
      0.0441942,
    ],
    ['AND tanh L=3', plusMinus('and', ['tanh', 'tanh'], [true, true, true]), -0.5, 3, 0.136083],
    ['XOR tanh L=3', plusMinus('xor', ['tanh', 'tanh'], [true, true, true]), 0, 5, 0.0358],
  ] as const)('%s', (_name, problem, bias, order, constant) => {
    const workspace = workspaceOf(problem);
    const theta = new Float64Array(workspace.parameterCount);
    if (bias !== null) theta[theta.length - 1] = bias;
    const found = saddleForm(core(), problem, theta, 0, 0, none);
    expect(found.critical).toBe(true);
    expect(found.form?.order).toBe(order);
    expect(Math.abs(found.form!.constant / constant - 1)).toBeLessThan(0.01);
  });
});

const xorTanh = plusMinus('xor', ['tanh'], [true, true]);

describe('an order from the settings', () => {
  test('that is the one found changes nothing', () => {
    const [found, given] = [0, 4].map((order) =>
      saddleForm(core(), xorTanh, new Float64Array(9), order, 0, none),
    );
    expect(found!.from).toBe('found');
    expect(given).toEqual({ ...found, from: 'given' });
  });

  test('that is another one is fitted to the same fall on the smallest sphere', () => {
    const { form, from, answer } = saddleForm(core(), xorTanh, new Float64Array(9), 3, 0, none);
    expect(from).toBe('given');
    expect(form!.order).toBe(3);
    const { radius } = answer.constant!.spheres.at(-1)!;
    expect(form!.constant / (answer.constant!.value * radius)).toBeCloseTo(1, 12);
  });
});

describe('the steepest direction', () => {
  test('of AND linear L=3 has equal shares in all layers, none in biases', () => {
    const problem = plusMinus('and', ['linear', 'linear'], [true, true, true]);
    const theta = new Float64Array(15);
    theta[14] = -0.5;
    const direction = saddleForm(core(), problem, theta, 0, 0, none).direction!;
    const share = (from: number, to: number) => Math.hypot(...direction.subarray(from, to));
    for (const [from, to] of [
      [0, 4],
      [6, 10],
      [12, 14],
    ] as const)
      expect(share(from, to)).toBeCloseTo(1 / Math.sqrt(3), 4);
    for (const [from, to] of [
      [4, 6],
      [10, 12],
      [14, 15],
    ] as const)
      expect(share(from, to)).toBeLessThan(1e-3);
  });

  test('where the point is not critical is that of the negative gradient, and there is no law', () => {
    const theta = Float64Array.from({ length: 9 }, (_, i) => 0.1 * (i + 1));
    const gradient = workspaceOf(xorTanh).gradient(theta);
    const { critical, form, direction } = saddleForm(core(), xorTanh, theta, 4, 0, none);
    expect([critical, form]).toEqual([false, null]);
    const length = Math.hypot(...gradient);
    gradient.forEach((slope, i) => expect(direction![i]).toBeCloseTo(-slope / length, 12));
  });

  test('is not there where nothing goes down', () => {
    const problem = plusMinus('xor', ['linear'], [true, true]);
    const { critical, form, direction } = saddleForm(core(), problem, new Float64Array(9), 2, 0, none);
    expect([critical, form, direction]).toEqual([true, null, null]);
  });

  test('of more than 2,000 parameters is refused with what to do', () => {
    const problem = problemOf([2, 600, 1], ['tanh', 'linear'], [[1, 1]], [[1]]);
    const refused = () => saddleForm(core(), problem, new Float64Array(2401), 0, 0, none);
    expect(refused).toThrow(/has 2401 parameters, more than 2000: take direction random, constant,/);
  });
});
