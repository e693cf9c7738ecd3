import { expect, test } from 'vitest';
import { nearestPlace, normalisePlace } from '../../renderer/state/places';

test('spellings of one place', () => {
  expect(normalisePlace('network.sizes[1]')).toBe('network.sizes.1');
  expect(normalisePlace('/network/sizes/1')).toBe('network.sizes.1');
  expect(normalisePlace('training.rule.rate')).toBe('training.rule.rate');
  expect(normalisePlace('initialisation.weights[0].deviation')).toBe('initialisation.weights.0.deviation');
});

const fields = [
  'loss',
  'data',
  'data.samples',
  'training.rule',
  'training.rule.rate',
  'network',
  'network.sizes.1',
  'initialisation.weights',
];

test.each([
  ['training.rule.rate', 'training.rule.rate'],
  ['training.rule.momentum', 'training.rule'],
  ['network.sizes[1]', 'network.sizes.1'],
  // Not the field of layer 1, although its name begins alike.
  ['network.sizes[12]', 'network'],
  ['initialisation.weights[2].values', 'initialisation.weights'],
  ['data', 'data'],
  ['database', null],
  ['flowers.csv, line 7', null],
  [null, null],
])('a mistake at %s is shown at %s', (place, field) => expect(nearestPlace(place, fields)).toBe(field));
