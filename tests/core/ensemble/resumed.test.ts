import { describe, expect, test } from 'vitest';
import { core, type EnsembleOptions } from '../../../src/core';
import { UserError } from '../../../src/model/user-error';
import { randomProblem, randomTheta, RULE_SETTINGS } from '../random-problems';
import { everything, membersOf, twoTwoOne } from './members';

/** Oracle: the ensemble that was not interrupted. */

const rules = [
  ...RULE_SETTINGS,
  // Pushed every fourth step.
  { name: 'perturbed-gradient-descent', rate: 0.05, radius: 0.1, threshold: 1e6, interval: 3 },
] as const;

describe.each(['f64', 'f32'] as const)('goes on in another as it would have gone on (%s)', (precision) => {
  const problems = [
    ['2-2-1', twoTwoOne(precision)],
    ...[1, 5, 9].map((seed) => [`random ${seed}`, randomProblem(seed, { precision })] as const),
  ] as const;
  test.each(problems.map(([name, problem]) => ({ name, problem })))('$name', ({ problem }) => {
    const count = core().workspace(problem).parameterCount;
    for (const [r, rule] of rules.entries()) {
      const members = [13, 1, 40, 97][r % 4]!;
      const options: EnsembleOptions = {
        rule,
        members,
        ...membersOf(problem, members, 2 + r, rule.rate),
        stop: {
          lossBelow: 0.05,
          ...(r % 2 === 0 ? { distanceAbove: 5 } : {}),
          ...(r % 4 === 0 ? { distanceFrom: randomTheta(count, 3, 0.1) } : {}),
        },
        ...(r % 3 === 0 ? { record: { every: 3, capacity: 7 } } : {}),
        ...(r % 3 === 2 ? {} : { follow: { every: 3, escapeShare: 0.1 } }),
      };
      const straight = core().ensemble(problem, options);
      // One that was made for more members has other groups, and the same members.
      const larger = core().ensemble(problem, {
        ...options,
        members: members + 50,
        ...membersOf(problem, members + 50, 1, rule.rate),
      });
      const { starts, rates, noiseSeeds } = options;
      const handedOn = [() => core().ensemble(problem, options), () => larger];
      // From the start, while all run, and when many have stopped and the others have been moved together.
      for (const [i, steps] of [0, 2, 40, 200].entries()) {
        straight.advance(steps);
        const state = straight.save();
        const other = handedOn[i % 2]!();
        if (other === larger) larger.restart({ starts, rates: rates!, noiseSeeds: noiseSeeds! });
        other.resume(state);
        expect(everything(other), rule.name).toEqual(everything(straight));
        expect(Buffer.compare(other.save(), state)).toBe(0);
        for (const further of [1, 30]) {
          straight.advance(further);
          other.advance(further);
        }
        expect(everything(other), rule.name).toEqual(everything(straight));
        expect(Buffer.compare(other.save(), straight.save())).toBe(0);
      }
    }
  });
});

test('what is no state of it is refused, and it is at its start', () => {
  const problem = twoTwoOne('f64');
  const rule = RULE_SETTINGS.find(({ name }) => name === 'adam')!;
  const options = (members: number) => ({ members, rule, ...membersOf(problem, members, 1, 0.1) });
  const ensemble = core().ensemble(problem, options(5));
  const start = everything(ensemble);
  ensemble.advance(30);
  const state = ensemble.save();
  const wrongSteps = state.slice();
  new DataView(wrongSteps.buffer).setFloat64(0, 0.5, true);
  const ofOther = core().ensemble(problem, options(4)).save();
  for (const wrong of [
    new Uint8Array(),
    state.subarray(1),
    new Uint8Array(state.length + 8),
    wrongSteps,
    ofOther,
  ]) {
    if (wrong.length === state.length + 8) wrong.set(state);
    expect(() => ensemble.resume(wrong)).toThrow(UserError);
    expect(everything(ensemble)).toEqual(start);
  }
  ensemble.resume(Uint8Array.of(7, ...state).subarray(1));
  expect(ensemble.step).toBe(30);
});
