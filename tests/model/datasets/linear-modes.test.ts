import { expect, test } from 'vitest';
import { singularValues } from '../../../src/analysis/singular-values';
import { core } from '../../../src/core';
import { datasetShape, loadDataset } from '../../../src/model/datasets';

test.each([false, true])(
  'linear modes (rotated: %s): white inputs and the strengths as singular values',
  (rotated) => {
    const spec = {
      name: 'linear-modes',
      seed: 3,
      test: 0,
      strengths: [3, 1],
      inputs: 4,
      outputs: 3,
      rotated,
    };
    const { train } = loadDataset(spec, core());
    expect(train.count).toBe(4);
    const mean = (a: Float64Array, i: number, n: number, b: Float64Array, j: number, m: number) => {
      let sum = 0;
      for (let sample = 0; sample < 4; sample++) sum += (a[sample * n + i]! * b[sample * m + j]!) / 4;
      return sum;
    };
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 4; j++)
        expect(mean(train.inputs, i, 4, train.inputs, j, 4)).toBeCloseTo(i === j ? 1 : 0, 15);
    const map = new Float64Array(12);
    for (let o = 0; o < 3; o++)
      for (let k = 0; k < 4; k++) map[o * 4 + k] = mean(train.targets, o, 3, train.inputs, k, 4);
    const { values } = singularValues(map, 3, 4);
    [3, 1, 0].forEach((strength, k) => expect(values[k]).toBeCloseTo(strength, 14));
    if (!rotated) expect([map[0], map[5]]).toEqual([3, 1]);
  },
);

test('more strengths than modes are refused with the remedy', () => {
  const spec = {
    name: 'linear-modes',
    seed: 1,
    test: 0,
    strengths: [3, 2, 1],
    inputs: 2,
    outputs: 3,
    rotated: false,
  };
  expect(() => datasetShape(spec)).toThrow(
    /has 3 numbers but a map from 2 inputs to 3 outputs has at most 2 modes/,
  );
  expect(() => datasetShape({ ...spec, strengths: [-1] })).toThrow(/entry -1 but a strength is/);
});
