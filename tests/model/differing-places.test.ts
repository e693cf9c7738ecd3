import { expect, test } from 'vitest';
import { differingPlaces } from '../../src/model/differing-places';
import { templateExperiment } from '../../src/model/templates';

/** Oracle: what was changed by hand. */

const experiment = templateExperiment('xor-from-zero');

test('equal documents differ nowhere, also where they are other objects', () => {
  expect(differingPlaces(experiment, structuredClone(experiment))).toEqual([]);
  expect(differingPlaces({ a: NaN }, { a: NaN })).toEqual([]);
});

test('0 and −0 are two numbers: they train differently', () => {
  expect(differingPlaces({ a: 0 }, { a: -0 })).toEqual(['a']);
});

test('names every place that was changed, and no other', () => {
  const changed = {
    ...experiment,
    network: { ...experiment.network, sizes: [2, 3, 1] },
    training: { ...experiment.training, steps: 7 },
  };
  expect(differingPlaces(experiment, changed).sort()).toEqual(['network.sizes[1]', 'training.steps']);
});

test('what is there in one only, and lists of other lengths', () => {
  expect(differingPlaces({ a: [1, 2] }, { a: [1], b: 3 })).toEqual(['a[1]', 'b']);
  expect(differingPlaces({ a: { b: 1 } }, { a: [1] })).toEqual(['a']);
  expect(differingPlaces({ a: null }, { a: {} })).toEqual(['a']);
});
