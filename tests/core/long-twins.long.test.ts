import { describe, expect, test } from 'vitest';
import { core, type BatchOrder, type Precision, type Problem, type UpdateRule } from '../../src/core';
import { ACTIVATIONS, LOSSES } from '../../src/core/codes';
import { numbers } from './problems';
import { RULE_SETTINGS, targetsFor } from './random-problems';

/**
 * Oracle: equality of bits of equal hidden units at the end of a long training. SADDLESCOPE_LONG=1 trains 100,000 steps on all widths, SADDLESCOPE_LONG=all
 * besides every activation, loss and rule on each of the widths 1 … 17 instead of one; without it, fewer steps on some.
 */

const ALL = process.env.SADDLESCOPE_LONG === 'all';
const LONG = ALL || process.env.SADDLESCOPE_LONG === '1';
const STEPS = LONG ? 100_000 : 2_000;
const MINUTES = ALL ? 60 : LONG ? 20 : 1;

function problemOf(
  width: number,
  rest: Pick<Problem, 'precision' | 'loss'>,
  activation = ACTIVATIONS[2]!,
): Problem {
  const next = numbers(width);
  const count = 4;
  return {
    ...rest,
    network: { sizes: [2, width, 2], activations: [activation, 'linear'], biases: [true, true] },
    train: {
      count,
      inputs: Float64Array.from({ length: 2 * count }, next),
      targets: targetsFor(rest.loss, count, 2, next),
    },
    accuracy: { kind: 'none' },
    l1: 0,
    // Keeps the parameters of separable classes in bounds.
    l2: 0.01,
    batchSize: count,
  };
}

/** Equal units: one number for each kind of weight; above 0, where multiplicative rules descend too. */
function constantTheta(width: number): Float64Array {
  const rows = new Array<number[]>(width).fill([0.4, 0.3]).flat();
  const outputs = [0.25, 0.35].flatMap((weight) => new Array<number>(width).fill(weight / width));
  return Float64Array.from([...rows, ...new Array<number>(width).fill(0.1), ...outputs, 0.05, 0.15]);
}

/** Parameters of hidden unit j of 2-width-2. */
function unit(theta: Float64Array, width: number, j: number): number[] {
  return [2 * j, 2 * j + 1, 2 * width + j, 3 * width + j, 4 * width + j].map((at) => theta[at]!);
}

function expectTwins(theta: Float64Array, width: number, place: string): void {
  expect(theta.every(Number.isFinite), place).toBe(true);
  expect(theta, place).not.toEqual(constantTheta(width));
  const first = unit(theta, width, 0);
  for (let j = 1; j < width; j++) expect(unit(theta, width, j), `unit ${j}, ${place}`).toEqual(first);
}

/** A fifth of the usual rate, and without the noise, which breaks symmetry on purpose. */
function calm(rule: UpdateRule): UpdateRule {
  const slow = { ...rule, rate: rule.rate / 5 };
  return slow.name === 'perturbed-gradient-descent' ? { ...slow, radius: 0 } : slow;
}

function trained(problem: Problem, start: Float64Array, rule: UpdateRule, order: BatchOrder): Float64Array {
  const trainer = core().workspace(problem).startTraining(start, { rule, order, noiseSeed: 0 });
  trainer.advance(STEPS);
  return trainer.theta();
}

/** Trains alone and as the middle one of an ensemble. */
const PATHS: Readonly<
  Record<string, (problem: Problem, start: Float64Array, rule: UpdateRule) => Float64Array>
> = {
  'the full batch': (problem, start, rule) => trained(problem, start, rule, { kind: 'full' }),
  'small batches': (problem, start, rule) =>
    trained(problem, start, rule, { kind: 'shuffled', size: 3, seed: 1 }),
  'an ensemble': (problem, start, rule) => {
    const others = start.map((value, i) => value * (1 + 0.1 * (i % 3)));
    const starts = Float64Array.from([...others, ...start, ...others]);
    const ensemble = core().ensemble(problem, { members: 3, starts, rule });
    ensemble.advance(STEPS);
    return ensemble.thetas().subarray(start.length, 2 * start.length);
  },
};

describe.each(ACTIVATIONS)(`twin units of %s stay twins for ${STEPS} steps`, (activation) => {
  test.each(LOSSES)(
    'under %s and every rule',
    (loss) => {
      RULE_SETTINGS.forEach((setting, r) => {
        const seed = ACTIVATIONS.indexOf(activation) * 40 + LOSSES.indexOf(loss) * 8 + r;
        const widths = ALL ? Array.from({ length: 17 }, (_, w) => w + 1) : [1 + ((7 * seed) % 17)];
        const precision: Precision = seed % 2 === 0 ? 'f64' : 'f32';
        for (const width of widths) {
          const problem = problemOf(width, { precision, loss }, activation);
          const theta = trained(problem, constantTheta(width), calm(setting), { kind: 'full' });
          expectTwins(theta, width, `${setting.name}, width ${width}, ${precision}`);
        }
      });
    },
    MINUTES * 60_000,
  );
});

describe.each(['f64', 'f32'] as const)(
  `twin units of every width stay twins for ${STEPS} steps (%s)`,
  (precision) => {
    const widths = Array.from({ length: 40 }, (_, w) => w + 1).filter((width) => LONG || width % 3 === 2);

    test.each(Object.keys(PATHS))(
      'in %s',
      (path) => {
        for (const width of widths) {
          const problem = problemOf(width, { precision, loss: 'half-mean-squared-error' });
          const theta = PATHS[path]!(problem, constantTheta(width), { name: 'gradient-descent', rate: 0.05 });
          expectTwins(theta, width, `width ${width}`);
        }
      },
      MINUTES * 60_000,
    );
  },
);
