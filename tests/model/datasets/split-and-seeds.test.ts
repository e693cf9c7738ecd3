import { describe, expect, test } from 'vitest';
import { core } from '../../../src/core';
import { datasets, datasetShape, loadDataset } from '../../../src/model/datasets';
import { defaultsOf } from '../../../src/model/complete';
import type { DataSpec } from '../../../src/model/experiment';
import { initialTheta } from '../../../src/model/initialisation';
import { parseExperiment } from '../../../src/model/schema';

const rowsOf = (part: { count: number; inputs: Float64Array }) => {
  const width = part.inputs.length / part.count;
  return Array.from({ length: part.count }, (_, row) =>
    part.inputs.slice(row * width, (row + 1) * width).join(),
  );
};
const moons = (seed: number, share = 0.25): DataSpec => ({
  name: 'moons',
  samples: 80,
  noise: 0.1,
  targets: 'plus-minus',
  seed,
  test: share,
});

describe('split', () => {
  test('equal seeds give equal bits, other seeds give other noise and another split', () => {
    expect(loadDataset(moons(5), core())).toEqual(loadDataset(moons(5), core()));
    expect(loadDataset(moons(5), core())).not.toEqual(loadDataset(moons(6), core()));
    const fixed = (seed: number) =>
      rowsOf(loadDataset({ name: 'parity', bits: 5, coding: 'zero-one', seed, test: 0.5 }, core()).train);
    expect(fixed(1)).not.toEqual(fixed(2));
  });

  test('both parts together are the whole set, in its order, and share no sample', () => {
    const whole = rowsOf(loadDataset(moons(5, 0), core()).train);
    const parts = loadDataset(moons(5), core());
    const train = rowsOf(parts.train);
    const held = rowsOf(parts.test!);
    expect([train.length, held.length]).toEqual([60, 20]);
    expect(whole.filter((row) => !held.includes(row))).toEqual(train);
    expect(whole.filter((row) => !train.includes(row))).toEqual(held);
  });

  // 0.29·100 is 28.999999999999996 in binary.
  test.each([
    [10, 0.3, 3],
    [10, 0.25, 2],
    [100, 0.29, 29],
    [100, 0.9, 90],
  ])('of %i samples a share of %f holds out %i', (count, share, held) => {
    const text = `x,y\n${Array.from({ length: count }, (_, i) => `${i},${i % 2}`).join('\n')}`;
    const { test } = loadDataset(parseExperiment({ data: { name: 'csv', text, test: share } }).data, core());
    expect(test!.count).toBe(held);
  });
});

describe('seeds', () => {
  test('the weight seed leaves the data alone and the data seed leaves the weights alone', () => {
    const make = (weightSeed: number, dataSeed: number) => {
      const experiment = parseExperiment({
        data: { name: 'moons', seed: dataSeed },
        initialisation: { seed: weightSeed, weights: 'normal', biases: 'normal' },
      });
      return { theta: initialTheta(experiment, core()), data: loadDataset(experiment.data, core()) };
    };
    expect(make(1, 1).data).toEqual(make(2, 1).data);
    expect(make(1, 1).theta).toEqual(make(1, 2).theta);
    expect(make(1, 1).theta).not.toEqual(make(2, 1).theta);
    expect(make(1, 1).data).not.toEqual(make(1, 2).data);
  });
});

describe('every dataset', () => {
  test.each(datasets.filter(({ name }) => name !== 'csv').map((entry) => [entry.name, entry] as const))(
    '%s gives finite samples of the shape it announces',
    (_, entry) => {
      const spec: DataSpec = { ...defaultsOf(entry), seed: 3, test: 0 };
      const shape = datasetShape(spec);
      const { train } = loadDataset(spec, core());
      expect(train.count).toBe(shape.count);
      expect(train.inputs.length).toBe(shape.count * shape.inputNames.length);
      expect(train.targets.length).toBe(shape.count * shape.targetNames.length);
      expect(train.inputs.every(Number.isFinite) && train.targets.every(Number.isFinite)).toBe(true);
      const values = new Set(train.targets);
      if (shape.coding === 'plus-minus') expect([...values].sort()).toEqual([-1, 1]);
      if (shape.coding === 'one-hot')
        expect(train.targets.reduce((sum, value) => sum + value, 0)).toBe(shape.count);
    },
  );
});
