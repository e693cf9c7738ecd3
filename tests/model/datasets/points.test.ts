import { describe, expect, test } from 'vitest';
import { core } from '../../../src/core';
import { datasetShape, loadDataset } from '../../../src/model/datasets';
import { fitToData } from '../../../src/model/fit-to-data';
import { parseExperiment } from '../../../src/model/schema';

/** Oracle: published tables of points, the generator's own stream, and Math's functions. */

const load = (data: object) => loadDataset(parseExperiment({ data }).data, core()).train;

test.each([
  ['three-points', [1, 2, -1, 0.5, 0.3, -2], [1, -1, 0.5]],
  ['five-points', [0.5, -1, 1.5, 0.25, -0.75, 2, -1.25, -0.5, 0, 1], [1, -0.5, 2, 0.25, -1.75]],
  ['skewed-xor', [0, 0, 0, 1, 1, 0, 1, 1.2], [0, 1, 1, 0]],
])('%s', (name, inputs, targets) => {
  const data = load({ name });
  expect(Array.from(data.inputs)).toEqual(inputs);
  expect(Array.from(data.targets)).toEqual(targets);
});

test('skewed XOR has classes: cross-entropy and an accuracy', () => {
  const experiment = parseExperiment({ data: 'skewed-xor', loss: 'binary-cross-entropy' });
  expect(datasetShape(experiment.data)).toMatchObject({ coding: 'zero-one', classes: ['false', 'true'] });
});

describe('gaussian points', () => {
  test('inputs are the stream’s normal numbers row by row, targets those of another stream', () => {
    const { inputs, targets } = load({
      name: 'gaussian',
      samples: 7,
      inputs: 3,
      outputs: 2,
      mean: 1,
      seed: 5,
    });
    const random = core().stream(5, 'data');
    expect(Array.from(inputs)).toEqual(Array.from({ length: 21 }, () => random.normal()));
    const noise = core().stream(5, 'targets');
    expect(Array.from(targets)).toEqual(Array.from({ length: 14 }, () => noise.normal() + 1));
  });

  test('identical inputs repeat the first one', () => {
    const free = load({ name: 'gaussian', samples: 9, inputs: 3 }).inputs;
    const same = load({ name: 'gaussian', samples: 9, inputs: 3, columns: 'identical' }).inputs;
    same.forEach((value, i) => expect(value).toBe(free[3 * Math.floor(i / 3)]));
  });

  test('the smooth targets', () => {
    const mixed = load({ name: 'gaussian', targets: 'tanh-mix' });
    mixed.targets.forEach((value, i) => {
      const [a, b] = mixed.inputs.subarray(2 * i);
      expect(value).toBeCloseTo(Math.tanh(2 * a! - b!) + 0.5 * b!, 14);
    });
    const product = load({ name: 'gaussian', samples: 50, inputs: 10, targets: 'sine-product', mean: 2 });
    product.targets.forEach((value, i) => {
      const [a, b, c] = product.inputs.subarray(10 * i);
      expect(value).toBeCloseTo(Math.sin(2 * a!) + b! * c! + 2, 13);
    });
  });

  test('normal inputs have mean 0 and variance 1', () => {
    const { inputs } = load({ name: 'gaussian', samples: 20_000, inputs: 2 });
    const mean = inputs.reduce((sum, x) => sum + x, 0) / inputs.length;
    const variance = inputs.reduce((sum, x) => sum + x * x, 0) / inputs.length;
    // Five standard errors.
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(40_000));
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / 40_000));
  });

  test('a window that chooses smooth targets gets the inputs that they are made of', () => {
    const before = parseExperiment({ data: { name: 'gaussian', outputs: 3 } });
    const fitted = fitToData({ ...before, data: { ...before.data, targets: 'sine-product' } });
    expect(fitted.data).toMatchObject({ inputs: 3, outputs: 1 });
    expect(parseExperiment(fitted).network.sizes).toEqual([3, 2, 1]);
  });
});
