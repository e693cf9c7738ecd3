import { describe, expect, test } from 'vitest';
import { core, type EnsembleOptions } from '../../../src/core';
import { UserError } from '../../../src/model/user-error';
import { randomProblem, randomTheta, RULE_SETTINGS } from '../random-problems';
import { everything, membersOf, twoTwoOne } from './members';

/** Oracle: a new ensemble of the same members. */

describe.each(['f64', 'f32'] as const)('begun again with other members (%s)', (precision) => {
  const problems = [
    ['2-2-1', twoTwoOne(precision)],
    ...[1, 5, 9].map((seed) => [`random ${seed}`, randomProblem(seed, { precision })] as const),
  ] as const;
  test.each(problems.map(([name, problem]) => ({ name, problem })))('$name', ({ problem }) => {
    for (const [r, rule] of RULE_SETTINGS.entries()) {
      const members = [13, 1, 40, 97][r % 4]!;
      const count = core().workspace(problem).parameterCount;
      const fixed = {
        rule,
        stop: {
          lossBelow: 0.05,
          ...(r % 2 === 0 ? { distanceAbove: 5 } : {}),
          ...(r % 4 === 0 ? { distanceFrom: randomTheta(count, 3, 0.1) } : {}),
        },
        record: { every: 3, capacity: 7 },
        follow: { every: 3, escapeShare: 0.1 },
      };
      const others = (seed: number, members: number): EnsembleOptions => ({
        ...fixed,
        members,
        ...membersOf(problem, members, seed, rule.rate),
      });
      const ensemble = core().ensemble(problem, others(2, members));
      // So far that members have stopped and the others have been moved together.
      ensemble.advance(90);
      expect(ensemble.memoryBytes).toBeGreaterThan(0);
      // As many, fewer, and more again: the groups have other sizes, the bits are the same.
      for (const [seed, share] of [
        [7, 1],
        [4, 0.6],
        [9, 0.1],
        [6, 1],
      ] as const) {
        const count = Math.ceil(share * members);
        const { starts, rates, noiseSeeds } = others(seed, count);
        ensemble.restart({ starts, ...(rates && { rates }), ...(noiseSeeds && { noiseSeeds }) });
        const fresh = core().ensemble(problem, others(seed, count));
        expect(ensemble.members).toBe(count);
        expect(everything(ensemble), rule.name).toEqual(everything(fresh));
        for (const steps of [1, 40, 33]) {
          ensemble.advance(steps);
          fresh.advance(steps);
        }
        expect(everything(ensemble), rule.name).toEqual(everything(fresh));
      }
    }
  });
});

test('without rates and seeds they are the rule’s and 0, 1, 2 …, whatever was before', () => {
  const problem = twoTwoOne('f64');
  const rule = RULE_SETTINGS.find(({ name }) => name === 'perturbed-gradient-descent')!;
  const { starts, rates, noiseSeeds } = membersOf(problem, 6, 3, 0.1);
  const ensemble = core().ensemble(problem, { members: 6, rule, starts, rates, noiseSeeds });
  ensemble.advance(20);
  ensemble.restart({ starts });
  const fresh = core().ensemble(problem, { members: 6, rule, starts });
  ensemble.advance(20);
  fresh.advance(20);
  expect(everything(ensemble)).toEqual(everything(fresh));
});

test('members that do not fit are refused, and those that are there go on', () => {
  const problem = twoTwoOne('f64');
  const rule = { name: 'gradient-descent', rate: 0.1 } as const;
  const options = { members: 3, rule, starts: membersOf(problem, 3, 1, 0.1).starts };
  const ensemble = core().ensemble(problem, options);
  ensemble.advance(5);
  const before = everything(ensemble);
  expect(() => ensemble.restart({ starts: options.starts.subarray(1) })).toThrow(UserError);
  expect(() => ensemble.restart({ starts: new Float64Array() })).toThrow(UserError);
  expect(() => ensemble.restart({ starts: membersOf(problem, 4, 1, 0.1).starts })).toThrow(UserError);
  expect(() => ensemble.restart({ starts: options.starts.map(() => NaN) })).toThrow(UserError);
  expect(() => ensemble.restart({ starts: options.starts, rates: new Float64Array(2) })).toThrow(UserError);
  expect(everything(ensemble)).toEqual(before);
});
