import { describe, expect, test } from 'vitest';
import { dataset, datasets } from '../../src/model/datasets';
import { defaultsOf } from '../../src/model/complete';
import { fitToData } from '../../src/model/fit-to-data';
import { losses } from '../../src/model/losses';
import { parseExperiment } from '../../src/model/schema';
import type { DataSpec, Experiment } from '../../src/model/experiment';

const csvText = 'a,b,kind\n1,2,x\n2,1,y\n3,3,z\n';
const startFrom = (loss: string): Experiment =>
  parseExperiment({
    loss,
    data: {
      name: 'xor',
      coding:
        loss === 'softmax-cross-entropy'
          ? 'one-hot'
          : loss === 'binary-cross-entropy'
            ? 'zero-one'
            : 'plus-minus',
    },
    network: { sizes: [2, 3, loss === 'softmax-cross-entropy' ? 2 : 1] },
    initialisation: {
      weights: [{ name: 'values', values: [1, 2, 3, 4, 5, 6] }, 'normal'],
      biases: 'constant',
    },
    training: { batch: 4 },
    landscape: { quantity: 'accuracy' },
  });

describe('whatever dataset is chosen, the fitted experiment parses', () => {
  const cases = losses.flatMap((loss) => datasets.map((dataset) => [loss.name, dataset.name] as const));
  test.each(cases)('from %s to %s', (loss, name) => {
    const before = startFrom(loss);
    const data: DataSpec = {
      ...defaultsOf(datasets.find((entry) => entry.name === name)!),
      seed: 1,
      test: 0,
      ...(name === 'csv' && { text: csvText }),
    };
    const fitted = fitToData({ ...before, data });
    expect(parseExperiment(fitted)).toEqual(fitted);
    expect(fitted.network.sizes[1]).toBe(3);
  });
});

test('what still fits is left alone', () => {
  const before = startFrom('half-mean-squared-error');
  expect(fitToData(before)).toEqual(before);
});

test('three blobs get one-hot targets and three outputs', () => {
  const { data, network } = fitToData({
    ...parseExperiment({ data: 'blobs' }),
    data: { ...defaultsOf(dataset('blobs')), classes: 3, seed: 1, test: 0 },
  });
  expect(data).toMatchObject({ name: 'blobs', classes: 3, targets: 'one-hot' });
  expect(network.sizes).toEqual([2, 2, 3]);
});

test('a loss that the targets do not allow becomes half mean squared error; explicit values that no longer fit become zeros', () => {
  const fitted = fitToData({
    ...startFrom('softmax-cross-entropy'),
    data: { ...defaultsOf(dataset('sine')), seed: 1, test: 0 },
  });
  expect(fitted.data.name).toBe('sine');
  expect(fitted.loss).toBe('half-mean-squared-error');
  expect(fitted.initialisation.weights).toEqual([
    { name: 'zeros' },
    { name: 'normal', mean: 0, deviation: 0.1 },
  ]);
  expect(fitted.landscape.quantity).toBe('loss');
});

test('a loss on logits gets a linear output', () => {
  const before = parseExperiment({
    data: { name: 'and', coding: 'zero-one' },
    network: { activations: ['tanh', 'sigmoid'] },
  });
  const fitted = fitToData({ ...before, loss: 'binary-cross-entropy' });
  expect(fitted.network.activations).toEqual(['tanh', 'linear']);
  expect(fitted.loss).toBe('binary-cross-entropy');
});
