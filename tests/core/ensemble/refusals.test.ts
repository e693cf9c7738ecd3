import { expect, test } from 'vitest';
import { core, type EnsembleOptions } from '../../../src/core';
import { UserError } from '../../../src/model/user-error';
import { problemOf } from '../problems';

/** Oracle: the contract's promises about bad input. */

const problem = problemOf([2, 2, 1], ['tanh', 'linear'], [[1, 2]], [[1]]);
const good: EnsembleOptions = {
  members: 3,
  starts: new Float64Array(27),
  rule: { name: 'gradient-descent', rate: 0.1 },
};

const BAD: [string, Partial<EnsembleOptions>, RegExp][] = [
  ['zero members', { members: 0, starts: new Float64Array() }, /members is 0/],
  ['half a member', { members: 2.5 }, /members is 2\.5/],
  ['starts of a wrong length', { members: 4 }, /starts has length 27.*36/],
  ['NaN in the starts', { starts: good.starts.with(11, NaN) }, /starts\[11\]/],
  ['a rule that cannot be', { rule: { name: 'momentum', rate: 0.1, momentum: 2 } }, /rule\.momentum/],
  ['too few rates', { rates: Float64Array.of(1, 2) }, /rates has length 2/],
  ['a rate that is no number', { rates: Float64Array.of(1, Infinity, 2) }, /rates\[1\]/],
  ['too few seeds', { noiseSeeds: [1] }, /noiseSeeds has length 1/],
  ['a seed below 0', { noiseSeeds: [1, 2, -1] }, /seed is -1/],
  ['too many levels', { stop: { lossBelow: new Float64Array(4) } }, /stop\.lossBelow has length 4/],
  ['NaN as the level of all', { stop: { gradientBelow: NaN } }, /stop\.gradientBelow is NaN/],
  ['a record of every 0 steps', { record: { every: 0, capacity: 3 } }, /record\.every is 0/],
  ['a record of no rows', { record: { every: 1, capacity: 0 } }, /record\.capacity is 0/],
  ['what needs more than 4 GiB', { record: { every: 1, capacity: 2 ** 28 } }, /3 members needs \d+\.\d GiB/],
];

test.each(BAD)('an ensemble refuses %s', (_, rest, message) => {
  expect(() => core().ensemble(problem, { ...good, ...rest })).toThrow(UserError);
  expect(() => core().ensemble(problem, { ...good, ...rest })).toThrow(message);
});

test('an ensemble refuses a problem that a workspace refuses, and steps that are none', () => {
  expect(() => core().ensemble({ ...problem, l1: -1 }, good)).toThrow(UserError);
  expect(() => core().ensemble(problem, good).advance(-1)).toThrow(UserError);
  expect(() => core().ensemble(problem, good).advance(0.5)).toThrow(UserError);
});

test('memory is taken once', () => {
  const ensemble = core().ensemble(problem, good);
  const bytes = ensemble.memoryBytes;
  ensemble.advance(100);
  ensemble.losses();
  expect(ensemble.memoryBytes).toBe(bytes);
  expect(bytes).toBeLessThan(1 << 20);
});
