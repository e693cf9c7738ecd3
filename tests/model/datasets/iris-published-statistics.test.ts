import { expect, test } from 'vitest';
import { core } from '../../../src/core';
import { loadDataset } from '../../../src/model/datasets';

const raw = () =>
  loadDataset({ name: 'iris', features: 'all', standardise: false, seed: 1, test: 0 }, core());
const column = (inputs: Float64Array, k: number, from = 0, to = inputs.length / 4) =>
  Array.from({ length: to - from }, (_, i) => inputs[4 * (from + i) + k]!);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: number[], divisor: number) =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / divisor);

test('means and standard deviations are those of R’s iris', () => {
  const { train } = raw();
  expect(train.count).toBe(150);
  [5.843333, 3.057333, 3.758, 1.199333].forEach((value, k) =>
    expect(mean(column(train.inputs, k))).toBeCloseTo(value, 6),
  );
  [0.8280661, 0.4358663, 1.7652982, 0.7622377].forEach((value, k) =>
    expect(deviation(column(train.inputs, k), 149)).toBeCloseTo(value, 7),
  );
});

test('means per species are those of R’s iris', () => {
  const { train, classes } = raw();
  expect(classes).toEqual(['setosa', 'versicolor', 'virginica']);
  const published = [
    [5.006, 3.428, 1.462, 0.246],
    [5.936, 2.77, 4.26, 1.326],
    [6.588, 2.974, 5.552, 2.026],
  ];
  published.forEach((means, species) =>
    means.forEach((value, k) =>
      expect(mean(column(train.inputs, k, 50 * species, 50 * species + 50))).toBeCloseTo(value, 10),
    ),
  );
  for (let row = 0; row < 150; row++)
    expect(Array.from(train.targets.subarray(3 * row, 3 * row + 3))).toEqual(
      [0, 1, 2].map((c) => Number(c === Math.floor(row / 50))),
    );
});

test('rows 35 and 38 are Fisher’s, not the UCI copy’s', () => {
  const { inputs } = raw().train;
  expect(Array.from(inputs.subarray(4 * 34, 4 * 35))).toEqual([4.9, 3.1, 1.5, 0.2]);
  expect(Array.from(inputs.subarray(4 * 37, 4 * 38))).toEqual([4.9, 3.6, 1.4, 0.1]);
});

test('standardising gives the training part mean 0 and deviation 1, and the test part the same map', () => {
  const spec = { name: 'iris', features: 'all', seed: 3, test: 0.3 };
  const plain = loadDataset({ ...spec, standardise: false }, core());
  const standard = loadDataset({ ...spec, standardise: true }, core());
  for (let k = 0; k < 4; k++) {
    const before = column(plain.train.inputs, k);
    const after = column(standard.train.inputs, k);
    expect(mean(after)).toBeCloseTo(0, 12);
    expect(deviation(after, after.length)).toBeCloseTo(1, 12);
    const test = column(plain.test!.inputs, k).map(
      (value) => (value - mean(before)) / deviation(before, before.length),
    );
    column(standard.test!.inputs, k).forEach((value, i) => expect(value).toBeCloseTo(test[i]!, 12));
  }
});
