import { describe, expect, test } from 'vitest';
import { core } from '../../../src/core';
import { initialTheta } from '../../../src/model/initialisation';
import { parameterNames } from '../../../src/model/network';
import { parseExperiment } from '../../../src/model/schema';

/** The weights of one outputs × inputs layer without biases. The teacher dataset takes any sizes. */
function weights(scheme: unknown, outputs: number, inputs: number, seed = 1): Float64Array {
  const experiment = parseExperiment({
    data: { name: 'teacher', samples: 4, inputs: Math.min(inputs, 64), outputs: 1 },
    network:
      inputs <= 64
        ? { sizes: [inputs, outputs, 1], biases: false }
        : { sizes: [64, inputs, outputs, 1], biases: false },
    initialisation: { seed, weights: inputs <= 64 ? [scheme, 'zeros'] : ['zeros', scheme, 'zeros'] },
  });
  const theta = initialTheta(experiment, core());
  const start = inputs <= 64 ? 0 : 64 * inputs;
  return theta.slice(start, start + outputs * inputs);
}
const moments = (values: Float64Array) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
};

describe('variances are the published ones (120 × 60 entries: within five standard errors)', () => {
  // Standard error of a sample variance over n = 7,200: √(2/n) of it for a normal, √(0.8/n) for a uniform.
  test.each([
    ['normal', { name: 'normal', deviation: 0.3 }, 0.09, undefined],
    ['uniform', { name: 'uniform', low: -2, high: 2 }, 16 / 12, 2],
    ['glorot', { name: 'glorot' }, 2 / 180, Math.sqrt(6 / 180)],
    [
      'glorot normal, gain 5/3',
      { name: 'glorot', distribution: 'normal', gain: 5 / 3 },
      (25 / 9) * (2 / 180),
      undefined,
    ],
    ['he', { name: 'he' }, 2 / 60, undefined],
    ['he uniform', { name: 'he', distribution: 'uniform' }, 2 / 60, Math.sqrt(6 / 60)],
    ['he fan-out', { name: 'he', mode: 'fan-out' }, 2 / 120, undefined],
    ['lecun', { name: 'lecun' }, 1 / 60, undefined],
    ['fan-in-uniform', { name: 'fan-in-uniform' }, 1 / 180, 1 / Math.sqrt(60)],
  ])('%s', (_, scheme, variance, bound) => {
    const values = weights(scheme, 120, 60);
    const found = moments(values);
    expect(Math.abs(found.variance / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / values.length));
    expect(Math.abs(found.mean)).toBeLessThan(5 * Math.sqrt(variance / values.length));
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (bound !== undefined) {
      expect(largest).toBeLessThanOrEqual(bound);
      expect(largest).toBeGreaterThan(0.99 * bound);
    } else expect(largest).toBeGreaterThan(3 * Math.sqrt(variance));
  });
});

describe('orthogonal', () => {
  test.each([
    [40, 40],
    [50, 20],
    [20, 50],
    [7, 64],
    [200, 200],
  ])('%i × %i: the shorter side is orthonormal to 1e-14', (rows, columns) => {
    const values = weights('orthogonal', rows, columns);
    const tall = rows >= columns;
    const short = Math.min(rows, columns);
    const entry = (long: number, k: number) =>
      tall ? values[long * columns + k]! : values[k * columns + long]!;
    for (let a = 0; a < short; a++)
      for (let b = a; b < short; b++) {
        let product = 0;
        for (let i = 0; i < Math.max(rows, columns); i++) product += entry(i, a) * entry(i, b);
        expect(Math.abs(product - (a === b ? 1 : 0))).toBeLessThan(1e-14);
      }
  });

  test('R has a positive diagonal: the first column is the first column of the normal matrix, scaled', () => {
    const stream = core().stream(1, 'weights:1');
    const normal = Float64Array.from({ length: 12 }, () => stream.normal());
    const values = weights({ name: 'orthogonal', gain: 2 }, 4, 3);
    const norm = Math.sqrt([0, 3, 6, 9].reduce((sum, i) => sum + normal[i]! ** 2, 0));
    for (const i of [0, 3, 6, 9]) expect(values[i]).toBeCloseTo((2 * normal[i]!) / norm, 13);
  });
});

describe('closed forms', () => {
  test('hadamard: identity where a layer does not grow', () => {
    expect(Array.from(weights('hadamard', 2, 3))).toEqual([1, 0, 0, 0, 1, 0]);
    expect(Array.from(weights('hadamard', 2, 2))).toEqual([1, 0, 0, 1]);
  });

  test('hadamard: a corner of Sylvester’s matrix over 2^(m/2) where it grows', () => {
    expect(Array.from(weights('hadamard', 4, 2))).toEqual([0.5, 0.5, 0.5, -0.5, 0.5, 0.5, 0.5, -0.5]);
    // H(2n) = [[H, H], [H, −H]], built here by that recursion.
    let sylvester = [[1]];
    while (sylvester.length < 8)
      sylvester = [
        ...sylvester.map((row) => [...row, ...row]),
        ...sylvester.map((row) => [...row, ...row.map((x) => -x)]),
      ];
    const values = weights('hadamard', 7, 5);
    for (let i = 0; i < 7; i++)
      for (let j = 0; j < 5; j++) expect(values[i * 5 + j]).toBe(sylvester[i]![j]! * (1 / Math.sqrt(8)));
  });

  test('zeros, constant, identity and explicit values', () => {
    expect(Array.from(weights('zeros', 2, 2))).toEqual([0, 0, 0, 0]);
    expect(Array.from(weights({ name: 'constant', value: -0.25 }, 1, 3))).toEqual([-0.25, -0.25, -0.25]);
    expect(Array.from(weights({ name: 'identity', gain: 3 }, 3, 2))).toEqual([3, 0, 0, 3, 0, 0]);
    expect(Array.from(weights({ name: 'values', values: [1, 2, 3, 4, 5, 6] }, 3, 2))).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
  });
});

describe('θ', () => {
  test('changing one layer’s scheme leaves the other layers’ numbers', () => {
    const make = (first: string) =>
      initialTheta(
        parseExperiment({
          initialisation: { weights: [first, 'normal'], biases: ['fan-in-uniform', 'fan-in-uniform'] },
        }),
        core(),
      );
    const [a, b] = [make('glorot'), make('orthogonal')];
    expect(a.slice(4)).toEqual(b.slice(4));
    expect(a.slice(0, 4)).not.toEqual(b.slice(0, 4));
  });

  test.each([
    'random',
    { name: 'values', values: [3, 0, 0, 0, 0, 0, 0, 0, -4] },
    { name: 'values', values: Array(9).fill(1e-200) },
  ])('the push %j has the length asked for', (direction) => {
    const theta = initialTheta(
      parseExperiment({ initialisation: { perturbation: { size: 0.3, direction } } }),
      core(),
    );
    expect(Math.hypot(...theta)).toBeCloseTo(0.3, 14);
  });

  test('the push is added to the start; the seed decides the random one', () => {
    const make = (seed: number, size: number) =>
      initialTheta(
        parseExperiment({
          initialisation: { seed, weights: { name: 'constant', value: 1 }, perturbation: size },
        }),
        core(),
      );
    const [zero, one, other] = [make(1, 0), make(1, 0.5), make(2, 0.5)];
    expect(Math.hypot(...one.map((value, i) => value - zero[i]!))).toBeCloseTo(0.5, 14);
    expect(one).toEqual(make(1, 0.5));
    expect(one).not.toEqual(other);
  });

  test('a constant push moves every parameter alike; a parameter push moves one', () => {
    const make = (direction: unknown) =>
      initialTheta(parseExperiment({ initialisation: { perturbation: { size: 0.3, direction } } }), core());
    expect(new Set(make('constant')).size).toBe(1);
    expect(make('constant')[0]).toBeCloseTo(0.1, 15);
    expect(Array.from(make({ name: 'parameter', parameter: 'W2[0][1]' }))).toEqual([
      0, 0, 0, 0, 0, 0, 0, 0.3, 0,
    ]);
    expect(parameterNames(parseExperiment({}).network)[7]).toBe('W2[0][1]');
  });
});
