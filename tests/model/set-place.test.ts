import { expect, test } from 'vitest';
import { setPlace } from '../../src/model/set-place';

/** Oracle: documents written by hand. */

const document = { training: { rule: { name: 'adam', rate: 0.1 }, steps: 5 }, network: { sizes: [2, 2, 1] } };

test('one place changes and nothing else, the old document included', () => {
  expect(setPlace(document, 'training.rule.rate=0.5')).toEqual({
    ...document,
    training: { rule: { name: 'adam', rate: 0.5 }, steps: 5 },
  });
  expect(setPlace(document, 'network.sizes[1] = 8')).toEqual({ ...document, network: { sizes: [2, 8, 1] } });
  expect(setPlace(document, 'network.sizes=[2,1]')).toEqual({ ...document, network: { sizes: [2, 1] } });
  expect(setPlace(document, 'training.rule.name=momentum')).toMatchObject({
    training: { rule: { name: 'momentum' } },
  });
  expect(document.training.rule.rate).toBe(0.1);
});

test.each([
  ['training.rle=1', 'training.rle: the experiment has nothing called rle there.'],
  ['network.sizes[3]=1', 'network.sizes[3]: there is no entry 3; the list has 3, from 0.'],
  ['=1', '"=1" sets nothing'],
  ['steps', '"steps" sets nothing'],
  ['training.steps.more=1', 'nothing called more'],
  ['__proto__.x=1', 'nothing called __proto__'],
])('%s is refused with the place', (assignment, message) => {
  expect(() => setPlace(document, assignment)).toThrow(message);
});
