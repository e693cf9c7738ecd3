import { describe, expect, test } from 'vitest';
import { kinksInWords, smoothness } from '../../src/analysis/kinks';
import { core } from '../../src/core';
import type { ActivationName } from '../../src/core/contract';
import { numbers, problemOf } from '../core/problems';

/** Oracle: pre-activations written out by hand, and recomputed in plain loops for larger networks. */

const square = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const zeros = square.map(() => [0]);
const two = (hidden: ActivationName, biases = true) =>
  core().workspace(
    problemOf([2, 2, 1], [hidden, 'linear'], square, zeros, {
      network: { sizes: [2, 2, 1], activations: [hidden, 'linear'], biases: [biases, true] },
    }),
  );

describe('units exactly on their kink', () => {
  // Unit 1: x₁ − x₂, which is 0 for (0, 0) and (1, 1); unit 2: x₁ + ½, never 0.
  const theta = Float64Array.of(1, -1, 1, 0, 0, 0.5, 1, 1, 0);

  test.each(['relu', 'leaky-relu', 'elu'] as const)(
    '%s: counted by sample, named by layer and unit',
    (name) => {
      expect(smoothness(two(name), theta)).toEqual({
        verdict: name === 'elu' ? 'curvature-jumps' : 'kinked',
        units: [{ layer: 1, unit: 0, activation: name, samples: 2 }],
        penalisedZeros: 0,
        samples: 4,
      });
    },
  );

  test('one step of the numbers beside the kink is not on it', () => {
    const beside = theta.slice();
    beside[4] = Number.MIN_VALUE;
    beside[1] = -1 - 2 ** -52;
    expect(smoothness(two('relu'), beside).units).toEqual([]);
  });

  test('a ReLU that is off is not on its kink', () => {
    const off = Float64Array.of(0, 0, 0, 0, -1, -1, 1, 1, 0);
    expect(smoothness(two('relu'), off)).toMatchObject({ verdict: 'smooth', units: [] });
  });

  test('an L1 penalty has its kink where a parameter is exactly 0', () => {
    const { problem } = two('tanh');
    const report = smoothness(core().workspace({ ...problem, l1: 0.1 }), theta);
    expect(report).toEqual({ verdict: 'kinked', units: [], penalisedZeros: 3, samples: 4 });
    expect(kinksInWords(report, false)).toBe('3 parameters at 0 (L1 penalty)');
    expect(smoothness(core().workspace({ ...problem, l2: 0.1 }), theta).verdict).toBe('smooth');
  });

  test('smooth activations have none', () => {
    expect(smoothness(two('tanh'), new Float64Array(9)).verdict).toBe('smooth');
  });

  test('without biases an input of zeros gives z = 0 at every θ, which is no kink of the loss', () => {
    const { units } = smoothness(two('relu', false), Float64Array.of(1, 2, 1, -1, 1, 1, 0));
    expect(units).toEqual([{ layer: 1, unit: 1, activation: 'relu', samples: 1 }]);
  });

  test('in words', () => {
    expect(kinksInWords(smoothness(two('relu'), theta), false)).toBe(
      '1 unit of layer 1 (ReLU): unit 1 for 2 of 4 samples',
    );
    expect(kinksInWords(smoothness(two('relu'), new Float64Array(9)), false)).toBe(
      '2 units of layer 1 (ReLU) for every sample',
    );
    expect(kinksInWords(smoothness(two('relu'), theta), true)).toBe('');
  });
});

describe.each(['f64', 'f32'] as const)('pre-activations in %s', (precision) => {
  test('of every layer are W·h + b of the activations below', () => {
    const next = numbers(4);
    const sizes = [3, 5, 4, 2];
    const rows = (count: number) => Array.from({ length: 23 }, () => Array.from({ length: count }, next));
    const workspace = core().workspace(
      problemOf(sizes, ['relu', 'tanh', 'linear'], rows(3), rows(2), { precision }),
    );
    const theta = Float64Array.from({ length: workspace.parameterCount }, () => Math.fround(next()));
    const activations = workspace.activations(theta);
    let offset = 0;
    let below = workspace.problem.train.inputs;
    const within = precision === 'f64' ? 1e-14 : 1e-5;
    for (let layer = 1; layer < sizes.length; layer++) {
      const [inputs, outputs] = [sizes[layer - 1]!, sizes[layer]!];
      const z = workspace.preactivations(theta, layer);
      expect(z).toHaveLength(23 * outputs);
      for (let i = 0; i < 23; i++)
        for (let o = 0; o < outputs; o++) {
          let sum = theta[offset + inputs * outputs + o]!;
          for (let k = 0; k < inputs; k++) sum += theta[offset + o * inputs + k]! * below[i * inputs + k]!;
          expect(Math.abs(z[i * outputs + o]! - sum)).toBeLessThan(within);
        }
      offset += inputs * outputs + outputs;
      below = activations[layer - 1]!;
    }
    expect(activations).toEqual(workspace.activations(theta));
    expect(() => workspace.preactivations(theta, 4)).toThrow(/layer is 4/);
  });
});
