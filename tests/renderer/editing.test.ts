import { describe, expect, test } from 'vitest';
import {
  addHiddenLayer,
  chosen,
  nextSeed,
  removeHiddenLayer,
  sameSchemes,
  setActivation,
  setBias,
  setData,
  setDropout,
  setLayerRate,
  setPerturbation,
  setScheme,
  setWidth,
  withSetting,
} from '../../renderer/state/editing';
import type { Experiment } from '../../src/model/experiment';
import { parseExperiment } from '../../src/model/schema';
import { templateExperiment, templates } from '../../src/model/templates';

/** Every per-layer list is as long as there are weight layers. */
function expectAligned(experiment: Experiment): void {
  const layers = experiment.network.sizes.length - 1;
  expect(experiment.network.activations).toHaveLength(layers);
  expect(experiment.network.biases).toHaveLength(layers);
  expect(experiment.initialisation.weights).toHaveLength(layers);
  expect(experiment.initialisation.biases).toHaveLength(layers);
  expect(experiment.training.dropout).toHaveLength(layers - 1);
  expect(experiment.training.layerRates).toHaveLength(layers);
}

describe('editing every built-in experiment', () => {
  test.each(templates.map((template) => template.name))(
    '%s: layers come and go, the lists stay aligned, and the schema agrees',
    (name) => {
      const before = templateExperiment(name);
      const added = addHiddenLayer(before);
      expectAligned(added);
      expect(added.network.sizes).toHaveLength(before.network.sizes.length + 1);
      expect(added.network.sizes[0]).toBe(before.network.sizes[0]);
      expect(added.network.sizes.at(-1)).toBe(before.network.sizes.at(-1));
      expect(added.network.activations.at(-1)).toBe(before.network.activations.at(-1));
      expect(parseExperiment(added).network).toEqual(added.network);
      // The added layer is the last hidden one; taking it away gives back what was there.
      expect(removeHiddenLayer(added, added.network.sizes.length - 2)).toEqual(before);
    },
  );
});

describe('editing XOR', () => {
  const xor = templateExperiment(templates[0]!.name);

  test('all hidden layers can go and come back', () => {
    const none = removeHiddenLayer(xor, 1);
    expectAligned(none);
    expect(none.network.sizes).toEqual([2, 1]);
    expect(none.network.activations).toEqual(['linear']);
    const one = addHiddenLayer(none);
    expectAligned(one);
    expect(one.network.sizes).toEqual([2, 2, 1]);
    expect(one.network.activations).toEqual(['tanh', 'linear']);
  });

  test('removing the first of two layers keeps the second one’s settings', () => {
    const two = setBias(setActivation(setWidth(addHiddenLayer(xor), 2, 7), 1, 'relu'), 1, false);
    const left = removeHiddenLayer(two, 1);
    expect(left.network).toEqual({
      sizes: [2, 7, 1],
      activations: ['relu', 'linear'],
      biases: [false, true],
    });
    expectAligned(left);
  });

  test('schemes for one layer or for all', () => {
    const normal = { name: 'normal', mean: 0, deviation: 0.1 };
    const one = setScheme(xor, 'weights', 1, normal);
    expect(one.initialisation.weights[1]).toEqual(normal);
    expect(one.initialisation.weights[0]).toEqual(xor.initialisation.weights[0]);
    expect(sameSchemes(one.initialisation.weights)).toBe(false);
    const all = setScheme(one, 'weights', 'all', normal);
    expect(sameSchemes(all.initialisation.weights)).toBe(true);
    expect(all.initialisation.biases).toEqual(xor.initialisation.biases);
  });

  test('dropout and rates belong to their layers', () => {
    const two = setLayerRate(setDropout(addHiddenLayer(xor), 2, 0.25), 1, { biases: 4 });
    expect(two.training.dropout).toEqual([0, 0.25]);
    expect(two.training.layerRates[1]).toEqual({ weights: 1, biases: 4 });
    const left = removeHiddenLayer(two, 1);
    expect(left.training.dropout).toEqual([0.25]);
    expect(left.training.layerRates).toEqual([
      { weights: 1, biases: 4 },
      { weights: 1, biases: 1 },
    ]);
    expect(parseExperiment(left).training).toEqual(left.training);
    expect(setDropout(two, 'all', 0.5).training.dropout).toEqual([0.5, 0.5]);
    // A layer that is added is like the last hidden one.
    expect(addHiddenLayer(left).training.dropout).toEqual([0.25, 0.25]);
  });

  test('nothing is changed in place', () => {
    const kept = structuredClone(xor);
    addHiddenLayer(xor);
    setWidth(xor, 1, 9);
    setPerturbation(xor, { size: 0.1 });
    expect(xor).toEqual(kept);
  });

  test('another dataset keeps the data seed and the test share', () => {
    const moons = setData(
      { ...xor, data: { ...xor.data, seed: 42, test: 0.25 } },
      { name: 'moons', samples: 50, noise: 0, targets: 'plus-minus' },
    );
    expect(moons.data).toEqual({
      name: 'moons',
      samples: 50,
      noise: 0,
      targets: 'plus-minus',
      seed: 42,
      test: 0.25,
    });
  });
});

describe('choosing from a table', () => {
  const definition = {
    name: 'new',
    label: 'New',
    summary: '',
    fields: {
      rate: { kind: 'number', label: '', help: '', default: 0.1 },
      list: { kind: 'numbers', label: '', help: '', default: [1], maxItems: 3 },
      way: {
        kind: 'choice',
        label: '',
        help: '',
        default: 'a',
        choices: [
          { value: 'a', label: '' },
          { value: 'b', label: '' },
        ],
      },
    },
  } as const;

  test('defaults, where the earlier choice had nothing like it', () => {
    expect(chosen(definition)).toEqual({ name: 'new', rate: 0.1, list: [1], way: 'a' });
  });
  test('settings of the same name and kind are kept, others are not', () => {
    expect(chosen(definition, { name: 'old', rate: 0.7, list: 5, way: 'c', other: 1 })).toEqual({
      name: 'new',
      rate: 0.7,
      list: [1],
      way: 'a',
    });
    expect(chosen(definition, { name: 'old', rate: '0.7', way: 'b' })).toEqual({
      name: 'new',
      rate: 0.1,
      list: [1],
      way: 'b',
    });
  });
  test('one setting', () => {
    expect(withSetting({ name: 'x', a: 1 }, 'a', 2)).toEqual({ name: 'x', a: 2 });
  });
});

test('the next seed is the next integer and never leaves the exact ones', () => {
  expect(nextSeed(1)).toBe(2);
  expect(nextSeed(Number.MAX_SAFE_INTEGER)).toBe(0);
});
