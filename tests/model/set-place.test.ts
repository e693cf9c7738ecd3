import { expect, test } from 'vitest';
import { setPlace } from '../../src/model/set-place';
import { parseExperiment } from '../../src/model/schema';

/** Oracle: documents changed by hand. */

const document = parseExperiment({});

test.each<[string, unknown]>([
  ['training.rule.rate=0.5', { training: { rule: { rate: 0.5 } } }],
  ['network.activations[0]=sigmoid', { network: { activations: ['sigmoid', 'linear'] } }],
  ['network.activations.0 = sigmoid', { network: { activations: ['sigmoid', 'linear'] } }],
  ['network.activations=relu', { network: { activations: 'relu' } }],
  ['network.biases=false', { network: { biases: false } }],
  ['data={"name":"and"}', { data: { name: 'and' } }],
  ['name=a=b', { name: 'a=b' }],
])('%s', (assignment, expected) => {
  const changed = setPlace(document, assignment);
  expect(changed).toMatchObject(expected as object);
  expect(() => parseExperiment(changed)).not.toThrow();
});

test('the document itself stays, and so does all that was not named', () => {
  const before = structuredClone(document);
  const changed = setPlace(document, 'training.steps=7') as typeof document;
  expect(document).toEqual(before);
  expect({ ...changed, training: document.training }).toEqual(document);
});

test.each([
  ['rate', '"rate" sets nothing: write a place, =, and a value, e.g. training.rule.rate=0.5.'],
  ['=3', '"=3" sets nothing: write a place, =, and a value, e.g. training.rule.rate=0.5.'],
  ['training.rate=3', 'training.rate: the experiment has nothing called rate there.'],
  ['network.sizes[9]=3', 'network.sizes[9]: there is no entry 9; the list has 3, from 0.'],
  ['network.sizes[x]=3', 'network.sizes[x]: the experiment has nothing called sizes[x] there.'],
  ['name.first=3', 'name.first: the experiment has nothing called first there.'],
  ['constructor=3', 'constructor: the experiment has nothing called constructor there.'],
  ['__proto__.x=3', '__proto__.x: the experiment has nothing called __proto__ there.'],
  ['training.steps.more=3', 'training.steps.more: the experiment has nothing called more there.'],
])('%s is refused', (assignment, said) => {
  expect(() => setPlace(document, assignment)).toThrow(said);
});
