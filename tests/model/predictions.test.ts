import { expect, test } from 'vitest';
import { predict, score, settle, withdraw } from '../../src/model/predictions';
import { parseExperiment } from '../../src/model/schema';

/** Oracle: what a person may do before and after a verdict is known. */

test('a prediction can be changed and taken back until the verdict is known, and then no more', () => {
  const said = predict(predict({}, 'A1a', 'true'), 'A1a', 'false');
  expect(said).toEqual({ A1a: { said: 'false', found: null } });
  expect(withdraw(said, 'A1a')).toEqual({});
  const known = settle(said, 'A1a', 'depends');
  expect(known).toEqual({ A1a: { said: 'false', found: 'depends' } });
  expect(predict(known, 'A1a', 'depends')).toBe(known);
  expect(withdraw(known, 'A1a')).toBe(known);
  expect(settle(known, 'A1a', 'true')).toBe(known);
});

test('a verdict on which nothing was said leaves no trace', () => {
  const none = {};
  expect(settle(none, 'A1a', 'true')).toBe(none);
});

test('the score counts what was decided', () => {
  const all = {
    A1a: { said: 'true', found: 'true' },
    A1b: { said: 'true', found: 'depends' },
    A1c: { said: 'false', found: null },
  } as const;
  expect(score(all)).toEqual({ right: 1, decided: 2 });
});

test('an experiment carries them, or has no trace of them', () => {
  expect('predictions' in parseExperiment({})).toBe(false);
  const written = parseExperiment({ predictions: { A1a: { said: 'true' } } });
  expect(written.predictions).toEqual({ A1a: { said: 'true', found: null } });
  expect(parseExperiment(written)).toEqual(written);
  expect(() => parseExperiment({ predictions: { A1a: { said: 'maybe' } } })).toThrow(/predictions/);
  expect(() => parseExperiment({ predictions: { '../x': { said: 'true' } } })).toThrow(/predictions/);
});
