import { describe, expect, test } from 'vitest';
import { saddleForm } from '../../../src/analysis/escape/saddle';
import { core } from '../../../src/core';
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
    const found = saddleForm(core(), workspace, theta, 0, 0, none);
    expect(found.critical).toBe(true);
    expect(found.form?.order).toBe(order);
    expect(Math.abs(found.form!.constant / constant - 1)).toBeLessThan(0.01);
  });
});
