import { describe, expect, test } from 'vitest';
import { type Exit, raceOneByOne, raceTogether, trainsTogether } from '../../../src/analysis/escape/race';
import { core } from '../../../src/core';
import type { UpdateRule } from '../../../src/core/contract';
import { randomUnit } from '../../../src/model/vectors';
import { plusMinus, workspaceOf } from './problems';

/** Oracle: the ordinary trainer, one member after the other. */

const rules: readonly UpdateRule[] = [
  { name: 'gradient-descent', rate: 0.1 },
  { name: 'momentum', rate: 0.05, momentum: 0.9 },
  { name: 'adam', rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  { name: 'perturbed-gradient-descent', rate: 0.1, radius: 0.1, threshold: 0.01, interval: 50 },
  { name: 'gradient-descent', rate: 60 },
];

test('a centre of the wrong length is refused with the place', () => {
  const problem = plusMinus('xor', ['tanh'], [true, true]);
  const stop = { distanceAbove: 1, distanceFrom: new Float64Array(2) };
  const make = () =>
    core().ensemble(problem, { members: 1, starts: new Float64Array(9), rule: rules[0]!, stop });
  expect(make).toThrow(/^stop\.distanceFrom has length 2/);
});

describe.each(['f64', 'f32'] as const)(
  'members trained together have the outcomes of members trained alone, in %s',
  (precision) => {
    test.each(rules)('$name, rate $rate', (rule) => {
      const problem = { ...plusMinus('xor', ['tanh'], [true, true]), precision };
      const context = {
        core: core(),
        problem,
        workspace: workspaceOf(problem),
        checkCancelled: () => undefined,
        progress: () => undefined,
      };
      const centre = new Float64Array(9);
      const random = core().stream(5, 'race');
      const starts = Array.from({ length: 7 }, () => randomUnit(9, random).map((value) => 0.2 * value));
      const options = starts.map((_, member) => ({
        rule,
        order: { kind: 'full' } as const,
        noiseSeed: member,
      }));
      const exits: Exit[] = [
        { centre, lossBelow: 0.4, distanceAbove: null },
        { centre, lossBelow: null, distanceAbove: 0.8 },
      ];
      for (const exit of exits) {
        const together = raceTogether(context, starts, options, exit, 1500);
        expect(together).toEqual(raceOneByOne(context, starts, options, exit, 1500));
        expect(together.some(({ how }) => how !== 'still there')).toBe(true);
      }
    });
  },
);

test('only what an ensemble can run is trained together', () => {
  const problem = plusMinus('xor', ['tanh'], [true, true]);
  const trainer = { rule: rules[0]!, order: { kind: 'full' } as const, noiseSeed: 0 };
  const one = { weights: 1, biases: 2 };
  expect(trainsTogether(problem, trainer)).toBe(true);
  expect(trainsTogether({ ...problem, dropout: [0] }, trainer)).toBe(true);
  expect(trainsTogether({ ...problem, dropout: [0.5] }, trainer)).toBe(false);
  expect(trainsTogether(problem, { ...trainer, rateFactors: [one, one] })).toBe(false);
  expect(trainsTogether(problem, { ...trainer, order: { kind: 'drawn', size: 1, seed: 1 } })).toBe(false);
  const newton = { name: 'newton', rate: 1, damping: 0, reach: 1 } as const;
  expect(trainsTogether(problem, { ...trainer, rule: newton })).toBe(false);
});
