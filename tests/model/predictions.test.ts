import { describe, expect, test } from 'vitest';
import { noteVerdicts, predict, type Predictions, score, withdraw } from '../../src/model/predictions';

/** Oracle: the rules of an honest game, played by hand. */

const played: Predictions = {
  A1a: { said: 'true', found: 'true' },
  A1d: { said: 'false', found: 'depends' },
  A1i: { said: 'depends', found: null },
  Q2: { said: null, found: 'true' },
};

describe('predicting', () => {
  test('can be changed and taken back until the claim is decided', () => {
    const said = predict({}, 'A1a', 'true');
    expect(said).toEqual({ A1a: { said: 'true', found: null } });
    expect(predict(said, 'A1a', 'false')).toEqual({ A1a: { said: 'false', found: null } });
    expect(withdraw(said, 'A1a')).toEqual({});
    expect(withdraw(said, 'Q2')).toBe(said);
  });

  test('a verdict that is known cannot be predicted, nor can a decided prediction be changed', () => {
    expect(predict(played, 'A1a', 'false')).toBe(played);
    expect(predict(played, 'Q2', 'true')).toBe(played);
    expect(predict(played, 'E2', 'true', { E2: 'true' })).toBe(played);
    expect(withdraw(played, 'A1d')).toBe(played);
  });

  test('the first prediction notes what had been seen before, so that it stays known', () => {
    const first = predict({}, 'A1a', 'true', { E2: 'true' });
    expect(first).toEqual({ A1a: { said: 'true', found: null }, E2: { said: null, found: 'true' } });
    expect(predict(first, 'E2', 'true')).toBe(first);
    // With the last prediction gone there is no game, and nothing to keep.
    expect(withdraw(first, 'A1a')).toEqual({});
  });
});

describe('verdicts', () => {
  test('stand beside what was said; of those who say nothing no record is made', () => {
    const said = predict({}, 'A1a', 'true');
    expect(noteVerdicts(said, { A1a: 'false', Q2: 'true' })).toEqual({
      A1a: { said: 'true', found: 'false' },
      Q2: { said: null, found: 'true' },
    });
    const none = {};
    expect(noteVerdicts(none, { A1a: 'false' })).toBe(none);
  });

  test('the same ones again change nothing; another one, of another engine, counts', () => {
    expect(noteVerdicts(played, { A1a: 'true', Q2: 'true' })).toBe(played);
    expect(score(noteVerdicts(played, { A1a: 'false' }))).toMatchObject({ decided: 2, right: 0 });
  });
});

test('the score is of decided predictions', () => {
  expect(score(played)).toEqual({ made: 3, decided: 2, right: 1 });
  expect(score({})).toEqual({ made: 0, decided: 0, right: 0 });
});
