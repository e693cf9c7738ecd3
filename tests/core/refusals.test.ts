import { describe, expect, test } from 'vitest';
import { core, type Problem, type TrainerOptions } from '../../src/core';
import { UserError } from '../../src/model/user-error';
import { plainStart, plainStep } from './plain/rules';
import { problemOf } from './problems';
import { RULE_SETTINGS } from './random-problems';

/** Oracle: the contract's promises about bad input, and the step at which the plain twin stops being finite. */

const XOR = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [1, 1],
];
const PARITY = [[-1], [1], [1], [-1]];

const good = problemOf([2, 2, 1], ['tanh', 'linear'], XOR, PARITY);
const network = good.network;
const train = good.train;

describe('a workspace refuses', () => {
  const bad: [string, Partial<Problem>, RegExp][] = [
    ['a single size', { network: { sizes: [2], activations: [], biases: [] } }, /input and an output/],
    ['width 0', { network: { ...network, sizes: [2, 0, 1] } }, /network\.sizes\[1\]/],
    ['half a unit', { network: { ...network, sizes: [2, 1.5, 1] } }, /network\.sizes\[1\]/],
    [
      'too few activations',
      { network: { ...network, activations: ['tanh'] } },
      /activation per weight layer/,
    ],
    ['too many bias flags', { network: { ...network, biases: [true, true, true] } }, /flag per weight layer/],
    [
      'an unknown activation',
      { network: { ...network, activations: ['swish' as never, 'linear'] } },
      /swish/,
    ],
    ['an unknown loss', { loss: 'hinge' as never }, /hinge/],
    ['an unknown precision', { precision: 'f16' as never }, /f16/],
    [
      'no samples',
      { train: { count: 0, inputs: new Float64Array(), targets: new Float64Array() } },
      /train\.count/,
    ],
    [
      'inputs of a wrong length',
      { train: { ...train, inputs: new Float64Array(7) } },
      /train\.inputs has length 7/,
    ],
    [
      'targets of a wrong length',
      { train: { ...train, targets: new Float64Array(5) } },
      /train\.targets has length 5/,
    ],
    ['NaN in the inputs', { train: { ...train, inputs: train.inputs.with(3, NaN) } }, /train\.inputs\[3\]/],
    [
      'a target beyond f32',
      { precision: 'f32', train: { ...train, targets: train.targets.with(1, 1e39) } },
      /1e\+39/,
    ],
    [
      'an empty test set',
      { test: { count: 0, inputs: new Float64Array(), targets: new Float64Array() } },
      /test\.count/,
    ],
    ['a batch larger than the data', { batchSize: 5 }, /batchSize is 5/],
    ['an empty batch', { batchSize: 0 }, /batchSize is 0/],
    ['a negative penalty', { l2: -1 }, /l2 is -1/],
    ['the largest of one output', { accuracy: { kind: 'argmax' } }, /largest output is always right/],
    ['a threshold that is no number', { accuracy: { kind: 'threshold', threshold: NaN } }, /threshold/],
  ];

  test.each(bad)('%s', (_, rest, message) => {
    expect(() => core().workspace({ ...good, ...rest })).toThrow(UserError);
    expect(() => core().workspace({ ...good, ...rest })).toThrow(message);
  });

  test('what does not fit in 4 GiB, before taking memory', () => {
    const sizes = [2, 30_000, 30_000, 1];
    const huge = {
      ...good,
      network: { sizes, activations: ['tanh', 'tanh', 'linear'], biases: [true, true, true] },
    } as const;
    expect(() => core().workspace(huge)).toThrow(UserError);
    expect(() => core().workspace(huge)).toThrow(/GiB/);
  });

  test('but not width 1 and one sample', () => {
    const tiny = problemOf([1, 1], ['linear'], [[2]], [[3]]);
    const workspace = core().workspace(tiny);
    expect(workspace.evaluate(Float64Array.of(1, 0)).loss).toBe(0.5);
    expect(workspace.memoryBytes).toBeLessThan(1 << 20);
  });
});

describe('questions and training refuse', () => {
  const workspace = core().workspace(good);
  const zeros = new Float64Array(workspace.parameterCount);
  const short = zeros.subarray(1);
  const one = Float64Array.of(1);

  test('arrays of a wrong length', () => {
    expect(() => workspace.evaluate(short)).toThrow(UserError);
    expect(() => workspace.gradient(short)).toThrow(UserError);
    expect(() => workspace.activations(short)).toThrow(UserError);
    expect(() => workspace.outputs(zeros, new Float64Array(3))).toThrow(UserError);
    expect(() => workspace.landscape(zeros, short, zeros, one, one, 'loss')).toThrow(UserError);
    expect(() => workspace.landscape(zeros, zeros, zeros, new Float64Array(), one, 'loss')).toThrow(
      UserError,
    );
    expect(() => workspace.landscape(zeros, zeros, zeros, one, one, 'accuracy')).toThrow(/no accuracy/);
    const options = { rule: RULE_SETTINGS[0]!, order: { kind: 'full' } as const, noiseSeed: 0 };
    expect(() => workspace.startTraining(short, options)).toThrow(UserError);
  });

  const options: [string, Partial<TrainerOptions>, RegExp][] = [
    ['a rate that is no number', { rule: { name: 'gradient-descent', rate: NaN } }, /rule\.rate/],
    ['momentum of 1', { rule: { name: 'momentum', rate: 0.1, momentum: 1 } }, /rule\.momentum/],
    ['an unknown rule', { rule: { name: 'lion', rate: 0.1 } as never }, /lion/],
    ['epsilon 0', { rule: { name: 'rmsprop', rate: 0.1, decay: 0.9, epsilon: 0 } }, /rule\.epsilon/],
    ['beta2 of 1', { rule: { name: 'adam', rate: 0.1, beta1: 0.9, beta2: 1, epsilon: 1e-8 } }, /rule\.beta2/],
    ['too large batches', { order: { kind: 'shuffled', size: 5, seed: 0 } }, /order\.size is 5/],
    ['no batches', { order: { kind: 'listed', batches: [] } }, /empty/],
    ['an empty batch', { order: { kind: 'listed', batches: [[0], []] } }, /order\.batches\[1\]/],
    [
      'a sample that is not there',
      { order: { kind: 'listed', batches: [[4]] } },
      /order\.batches\[0\]\[0\] is 4/,
    ],
    ['a seed that is no whole number', { order: { kind: 'shuffled', size: 1, seed: 0.5 } }, /seed/],
    ['a noise seed that is no whole number', { noiseSeed: -1 }, /seed/],
  ];

  test.each(options)('%s', (_, rest, message) => {
    const all = { rule: RULE_SETTINGS[0]!, order: { kind: 'full' } as const, noiseSeed: 0, ...rest };
    const start = (): unknown => {
      const trainer = workspace.startTraining(zeros, all);
      return trainer.advance(1);
    };
    expect(start).toThrow(UserError);
    expect(start).toThrow(message);
  });

  test('a trainer that was replaced', () => {
    const all = { rule: RULE_SETTINGS[0]!, order: { kind: 'full' } as const, noiseSeed: 0 };
    const first = workspace.startTraining(zeros, all);
    workspace.startTraining(zeros, all);
    expect(() => first.advance(1)).toThrow(/replaced/);
  });
});

describe('a diverging run stops after the step that was no longer finite, in f64 the same as the plain twin', () => {
  test.each(['f64', 'f32'] as const)('%s', (precision) => {
    let diverged = 0;
    for (const rate of [0.1, 2, 5, 20, 1e3]) {
      for (const activation of ['linear', 'relu', 'gelu', 'tanh'] as const) {
        const problem = problemOf([2, 3, 1], [activation, 'linear'], XOR, PARITY, {
          precision,
          loss: 'half-sum-of-squares',
        });
        const workspace = core().workspace(problem);
        const theta = Float64Array.of(1, 0.5, -0.25, 0.75, 2, -1, 0.5, 0.25, 0, 1.5, -2, 1, 0.5);
        const rule = { name: 'gradient-descent', rate } as const;
        const trainer = workspace.startTraining(theta, { rule, order: { kind: 'full' }, noiseSeed: 0 });
        const made = trainer.advance(300);
        expect(trainer.step).toBe(made);
        if (precision === 'f64') {
          const state = plainStart(theta);
          let finite = true;
          while (state.step < 300 && finite) finite = plainStep(problem, rule, state);
          const place = `${activation}, rate ${rate}`;
          expect(trainer.diverged, place).toBe(!finite);
          // There tanh jumps about for a hundred steps, and the last bits of its first values decide when the numbers end.
          const chaotic = activation === 'tanh' && rate === 5;
          if (!chaotic) expect(made, place).toBe(state.step);
        }
        if (!trainer.diverged) continue;
        diverged++;
        expect(trainer.advance(10)).toBe(0);
        expect(trainer.theta().every(Number.isFinite)).toBe(false);
        const before = workspace.startTraining(theta, { rule, order: { kind: 'full' }, noiseSeed: 0 });
        expect(before.advance(made - 1)).toBe(made - 1);
        expect(before.diverged).toBe(false);
        expect(before.theta().every(Number.isFinite)).toBe(true);
      }
    }
    expect(diverged).toBeGreaterThan(4);
  });
});
