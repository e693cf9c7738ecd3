import { describe, expect, test } from 'vitest';
import { core, type EnsembleOptions, type Precision, type Problem } from '../../../src/core';
import { ACTIVATIONS, LOSSES } from '../../../src/core/codes';
import { numbers } from '../problems';
import { randomProblem, randomTheta, RULE_SETTINGS, targetsFor } from '../random-problems';

/** Oracle: equality of bits with the ordinary trainer, one run per member. */

interface Alone {
  readonly theta: Float64Array;
  readonly step: number;
  readonly diverged: boolean;
  readonly loss: number;
  readonly gradientNorm: number;
}

function alone(problem: Problem, options: EnsembleOptions, member: number, steps: number): Alone {
  const workspace = core().workspace(problem);
  const n = workspace.parameterCount;
  const rate = options.rates?.[member] ?? options.rule.rate;
  const trainer = workspace.startTraining(options.starts.subarray(member * n, (member + 1) * n), {
    rule: { ...options.rule, rate },
    order: { kind: 'full' },
    noiseSeed: options.noiseSeeds?.[member] ?? member,
  });
  trainer.advance(steps);
  const theta = trainer.theta();
  const { loss, gradientNorm } = workspace.evaluate(theta);
  return { theta, step: trainer.step, diverged: trainer.diverged, loss, gradientNorm };
}

/** Trains the members together and each alone; returns how many diverged. */
function compare(
  problem: Problem,
  options: EnsembleOptions,
  slices: readonly number[],
  place: string,
): number {
  const ensemble = core().ensemble(problem, options);
  for (const steps of slices) ensemble.advance(steps);
  const total = slices.reduce((a, b) => a + b, 0);
  const n = ensemble.parameterCount;
  const thetas = ensemble.thetas();
  const states = ensemble.states();
  const steps = ensemble.steps();
  const losses = ensemble.losses();
  const norms = ensemble.gradientNorms();
  for (let m = 0; m < options.members; m++) {
    const expected = alone(problem, options, m, total);
    const here = `member ${m} of ${options.members}, ${place}`;
    expect(thetas.subarray(m * n, (m + 1) * n), here).toEqual(expected.theta);
    expect([steps[m], states[m]], here).toEqual([expected.step, expected.diverged ? 'diverged' : 'running']);
    expect([losses[m], norms[m]], here).toEqual([expected.loss, expected.gradientNorm]);
  }
  expect(ensemble.running).toBe(states.filter((state) => state === 'running').length);
  return options.members - ensemble.running;
}

function starts(members: number, problem: Problem, seed: number, scale = 0.8): Float64Array {
  const count = core().workspace(problem).parameterCount;
  return Float64Array.from(
    Array.from({ length: members }, (_, m) => [...randomTheta(count, seed + 31 * m, scale)]).flat(),
  );
}

const MEMBERS = [1, 2, 3, 5, 8, 13, 17];

describe.each(['f64', 'f32'] as const)(
  'members have the bits of runs of their own (%s)',
  (precision: Precision) => {
    test.each(ACTIVATIONS)('%s under every loss and rule', (activation) => {
      LOSSES.forEach((loss, l) => {
        RULE_SETTINGS.forEach((rule, r) => {
          const seed = ACTIVATIONS.indexOf(activation) * 40 + l * 8 + r;
          const next = numbers(seed);
          const count = 1 + (seed % 6);
          const width = 1 + (seed % 7);
          const problem: Problem = {
            network: {
              sizes: [3, width, 1 + (r % 4), 2],
              activations: [activation, activation, seed % 3 === 0 ? activation : 'linear'],
              biases: [true, seed % 2 === 0, seed % 5 !== 0],
            },
            loss,
            precision,
            train: {
              count,
              inputs: Float64Array.from({ length: 3 * count }, () => 1.5 * next()),
              targets: targetsFor(loss, count, 2, next),
            },
            accuracy: { kind: 'none' },
            l1: seed % 5 === 0 ? 1e-3 : 0,
            l2: seed % 4 === 0 ? 1e-3 : 0,
            batchSize: count,
          };
          const members = MEMBERS[seed % MEMBERS.length]!;
          const rates = Float64Array.from({ length: members }, (_, m) => rule.rate / (1 + (m % 3)));
          const options = { members, starts: starts(members, problem, seed), rule, rates };
          compare(problem, options, [17, 1, 22], `${loss}, ${rule.name}, seed ${seed}`);
        });
      });
    });

    test('on any depth, width and number of samples', () => {
      for (let seed = 0; seed < 60; seed++) {
        const problem = randomProblem(seed, { precision });
        const members = MEMBERS[seed % MEMBERS.length]!;
        const rule = RULE_SETTINGS[seed % RULE_SETTINGS.length]!;
        compare(problem, { members, starts: starts(members, problem, seed), rule }, [5, 6], `seed ${seed}`);
      }
    });

    test('whatever else diverges, and when', () => {
      let diverged = 0;
      for (let seed = 0; seed < 24; seed++) {
        const problem = randomProblem(seed, { precision, loss: LOSSES[seed % 3]! });
        const members = 3 + (seed % 11);
        const rule = RULE_SETTINGS[seed % 3]!;
        const rates = Float64Array.from({ length: members }, (_, m) => 10 ** ((m % 5) - 2));
        const options = { members, starts: starts(members, problem, seed), rule, rates };
        diverged += compare(problem, options, [40, 60], `seed ${seed}`);
      }
      expect(diverged).toBeGreaterThan(20);
    });
  },
);
