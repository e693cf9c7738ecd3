import { describe, expect, test } from 'vitest';
import {
  type Change,
  changedWords,
  offeredChanges,
  sliderPosition,
  sliderPositions,
  sliderValue,
  usesChance,
} from '../../renderer/state/claims/changes';
import { core } from '../../src/core';
import type { Experiment } from '../../src/model/experiment';
import type { FieldValue } from '../../src/model/fields';
import { directions, initialTheta, weightSchemes } from '../../src/model/initialisation';
import { parseExperiment } from '../../src/model/schema';

/** Oracle: the schema, and the first parameters themselves. */

const documents: readonly (readonly [string, Experiment])[] = [
  ['XOR from zero', parseExperiment({})],
  ['two hidden layers', parseExperiment({ network: { sizes: [2, 4, 4, 1], activations: 'relu' } })],
  ['no hidden layer', parseExperiment({ network: { sizes: [2, 1] } })],
  [
    'logits, random',
    parseExperiment({
      data: { name: 'and', coding: 'zero-one' },
      loss: 'binary-cross-entropy',
      initialisation: { weights: 'glorot' },
      training: { rule: 'adam' },
    }),
  ],
  [
    'written numbers, output bias only',
    parseExperiment({
      network: { biases: [false, true] },
      initialisation: {
        weights: [
          { name: 'values', values: [1, 2, 3, 4] },
          { name: 'values', values: [1, 2] },
        ],
        perturbation: 0.1,
      },
    }),
  ],
];
const keys = (experiment: Experiment, ignores: readonly string[] = []) =>
  offeredChanges(experiment, ignores).map(({ key }) => key);
const change = (experiment: Experiment, key: string): Change =>
  offeredChanges(experiment, []).find((one) => one.key === key)!;

/** Another value that the field allows. */
function another({ field, read }: Change, experiment: Experiment): FieldValue {
  const now = read(experiment);
  if (field.kind === 'choice') return field.choices.find(({ value }) => value !== now)!.value;
  return field.kind === 'number' && field.integer ? 3 : 0.25;
}

describe.each(documents)('%s', (_, experiment) => {
  test('every change gives an experiment that can run, says what was written, and can be taken back', () => {
    for (const one of offeredChanges(experiment, [])) {
      const value = another(one, experiment);
      const changed = one.write(experiment, value);
      expect(parseExperiment(changed), one.key).toEqual(changed);
      expect(one.read(changed)).toBe(value);
      expect(changedWords(experiment, changed)).toEqual([
        expect.stringMatching(new RegExp(`^${one.field.label}: .+ → .+$`)) as string,
      ]);
      if (one.key !== 'rule') expect(one.write(changed, one.read(experiment)!)).toEqual(experiment);
    }
  });
});

test('what an experiment does not have is not offered, nor what a measurement ignores', () => {
  const [xor, , flat, logits, written] = documents.map(([, experiment]) => experiment);
  expect(keys(xor!)).toEqual([
    'rate', 'steps', 'epsilon', 'width', 'activation', 'biases', 'rule', 'data', 'coding', 'decay',
  ]); // prettier-ignore
  expect(keys(flat!)).not.toContain('width');
  expect(keys(flat!)).not.toContain('activation');
  expect(keys(logits!)).toContain('seed');
  // Targets of ±1 would not do for a loss on logits.
  expect(keys(logits!)).not.toContain('coding');
  expect(keys(written!)).not.toContain('width');
  expect(keys(parseExperiment({ data: 'iris' }))).not.toContain('data');
  const mixed = { sizes: [2, 3, 4, 1], activations: ['tanh', 'relu', 'linear'] };
  expect(keys(parseExperiment({ network: mixed }))).not.toContain('width');
  expect(keys(parseExperiment({ network: mixed }))).not.toContain('activation');
  expect(keys(xor!, ['training.rule', 'training.steps', 'network.sizes'])).toEqual([
    'epsilon', 'activation', 'biases', 'data', 'coding', 'decay',
  ]); // prettier-ignore
});

test('another rule keeps the learning rate and what else both know', () => {
  const xor = documents[0]![1];
  const { rule } = change(xor, 'rule').write(xor, 'adam').training;
  expect(rule).toEqual({
    name: 'adam',
    rate: xor.training.rule.rate,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
  });
});

describe('whether the start depends on the weight seed', () => {
  const differs = (experiment: Experiment) => {
    const theta = (seed: number) =>
      initialTheta({ ...experiment, initialisation: { ...experiment.initialisation, seed } }, core());
    return theta(1).some((value, i) => value !== theta(2)[i]);
  };
  const sized = { network: { sizes: [2, 2, 1] } };

  test.each(weightSchemes.map(({ name }) => [name]))('scheme %s', (name) => {
    const scheme = name === 'values' ? { name, values: [1, 2, 3, 4] } : name;
    const experiment = parseExperiment({ ...sized, initialisation: { weights: [scheme, 'zeros'] } });
    expect(usesChance(experiment)).toBe(differs(experiment));
  });

  test.each(directions.map(({ name }) => [name]))('push along %s', (name) => {
    const direction =
      name === 'values'
        ? { name, values: Array(9).fill(1) }
        : name === 'parameter'
          ? { name, parameter: 'b1[0]' }
          : { name };
    const pushed = parseExperiment({ ...sized, initialisation: { perturbation: { size: 0.5, direction } } });
    expect(usesChance(pushed)).toBe(differs(pushed));
    const still = parseExperiment({ ...sized, initialisation: { perturbation: { size: 0, direction } } });
    expect(usesChance(still)).toBe(false);
  });
});

describe('sliders', () => {
  const xor = documents[0]![1];
  test.each(['rate', 'steps', 'epsilon', 'width', 'decay'])(
    '%s goes from end to end and never back',
    (key) => {
      const { field } = change(xor, key);
      const values = Array.from({ length: sliderPositions + 1 }, (_, at) => sliderValue(field, at)!);
      const { min, max } = field as unknown as { min: number; max: number };
      expect([values[0], values.at(-1)]).toEqual([min, max]);
      for (let i = 1; i < values.length; i++) expect(values[i]!).toBeGreaterThanOrEqual(values[i - 1]!);
      for (const value of values) expect(sliderValue(field, sliderPosition(field, value))).toBe(value);
    },
  );
});
