import { describe, expect, test } from 'vitest';
import { differingSettings } from '../../../src/analysis/comparison/differences';
import { parseExperiment } from '../../../src/model/schema';
import { setPlace } from '../../../src/model/set-place';
import { templateExperiment, templates } from '../../../src/model/templates';

/** Oracle: experiments that were made to differ at places written down here. */

const base = templateExperiment('xor-pushed');
const changed = (...assignments: string[]) =>
  parseExperiment(assignments.reduce<unknown>((document, one) => setPlace(document, one), base));
const places = (...experiments: Parameters<typeof differingSettings>[0]) =>
  differingSettings(experiments).map(({ place, values }) => [place, ...values]);

test.each([
  ['initialisation.perturbation.size=0.1', 0.3, 0.1],
  ['initialisation.perturbation.direction.name=ball', 'random', 'ball'],
  ['initialisation.seed=7', 1, 7],
  ['training.rule.rate=0.5', 0.2, 0.5],
  ['training.steps=10', 1500, 10],
  ['training.stopBelow=0.1', 'null', 0.1],
  ['data.seed=2', 1, 2],
  ['loss=mean-squared-error', 'half-mean-squared-error', 'mean-squared-error'],
  ['precision=f32', 'f64', 'f32'],
])('%s is the one difference', (assignment, before, after) => {
  expect(places(base, changed(assignment))).toEqual([[assignment.split('=')[0], before, after]]);
});

test('what computes nothing is no difference: the name, the notes, the picture, predictions', () => {
  const other = { ...base, name: 'Mine', notes: 'x', landscape: { ...base.landscape, resolution: 7 } };
  const predicting = { ...other, predictions: { A1i: { said: 'true' as const, found: null } } };
  expect(places(base, other, predicting)).toEqual([]);
});

test('every built-in experiment agrees with itself, and with no other in everything', () => {
  for (const { name } of templates) {
    const one = templateExperiment(name);
    expect(differingSettings([one, one])).toEqual([]);
    for (const other of templates)
      if (other.name !== name)
        expect(differingSettings([one, templateExperiment(other.name)]).length).toBeGreaterThan(0);
  }
});

describe('lists per layer', () => {
  const weights = (value: unknown, sizes = [2, 3, 1]) =>
    parseExperiment({ network: { sizes }, initialisation: { weights: value } });

  test('one scheme for all layers is one place', () => {
    expect(places(weights('zeros'), weights({ name: 'normal', deviation: 0.5 }))).toEqual([
      ['initialisation.weights.name', 'zeros', 'normal'],
      ['initialisation.weights.mean', null, 0],
      ['initialisation.weights.deviation', null, 0.5],
    ]);
  });

  test('one layer’s own scheme is named by its index', () => {
    expect(places(weights('zeros'), weights(['zeros', { name: 'constant', value: 2 }]))).toEqual([
      ['initialisation.weights[1].name', 'zeros', 'constant'],
      ['initialisation.weights[1].value', null, 2],
    ]);
  });

  test('a deeper network differs in its sizes alone', () => {
    expect(places(weights('zeros'), weights('zeros', [2, 3, 3, 1]))).toEqual([
      ['network.sizes', '2-3-1', '2-3-3-1'],
    ]);
  });

  test('no hidden layer: no activation of one', () => {
    const flat = parseExperiment({ network: { sizes: [2, 1] } });
    expect(places(weights('zeros'), flat)).toEqual([
      ['network.sizes', '2-3-1', '2-1'],
      ['network.activations', 'tanh', null],
      ['training.dropout', 0, null],
    ]);
  });

  test('unequal layers of networks that are not equally deep are told as lists', () => {
    const deep = weights(['zeros', 'zeros', { name: 'constant', value: 2 }], [2, 3, 3, 1]);
    expect(places(weights(['zeros', 'hadamard']), deep).at(-1)).toEqual([
      'initialisation.weights',
      'zeros, hadamard',
      'zeros, zeros, constant (value 2)',
    ]);
  });
});

test('long texts that begin alike are told apart', () => {
  const table = (last: string) =>
    parseExperiment({
      data: { name: 'csv', text: `a,b,c\n${'1,2,3\n'.repeat(40)}${last}\n` },
    });
  const [, first, second] = places(table('1,2,4'), table('1,2,5')).find(([place]) => place === 'data.text')!;
  expect(first).toMatch(/^a,b,c 1,2,3.*… \(252 characters, fingerprint [0-9a-f]{8}\)$/);
  expect(second).not.toBe(first);
});

test('what most runs have does not stand out; where all differ, all do', () => {
  const [size] = differingSettings([base, base, changed('initialisation.perturbation.size=0.1')]);
  expect(size!.standsOut).toEqual([false, false, true]);
  const [rate] = differingSettings([base, changed('training.rule.rate=0.5')]);
  expect(rate!.standsOut).toEqual([true, true]);
});

test('a setting that only one has stands where it has it', () => {
  const adam = parseExperiment({
    ...base,
    training: { ...base.training, rule: { name: 'adam', rate: 0.2 } },
  });
  const order = places(base, { ...adam, training: { ...adam.training, steps: 3 } }).map(([place]) => place);
  expect(order).toEqual([
    'training.rule.name',
    'training.rule.beta1',
    'training.rule.beta2',
    'training.rule.epsilon',
    'training.steps',
  ]);
});
