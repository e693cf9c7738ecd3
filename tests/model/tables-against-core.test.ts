import { describe, expect, test } from 'vitest';
import { core } from '../../src/core';
import { activations } from '../../src/model/activations';
import { complete, defaultsOf } from '../../src/model/complete';
import { accuracyRule, loadDataset } from '../../src/model/datasets';
import { initialTheta } from '../../src/model/initialisation';
import { losses } from '../../src/model/losses';
import { rules } from '../../src/model/rules';
import { parseExperiment } from '../../src/model/schema';
import type { UpdateRule } from '../../src/core/contract';

const one = (activation: (typeof activations)[number]['name'], input: number, target = 0) =>
  core().workspace({
    network: { sizes: [1, 1], activations: [activation], biases: [false] },
    loss: 'half-mean-squared-error',
    precision: 'f64',
    train: { count: 1, inputs: Float64Array.of(input), targets: Float64Array.of(target) },
    accuracy: { kind: 'none' },
    l1: 0,
    l2: 0,
    batchSize: 1,
  });

describe('what the table says of φ at 0 is what the core computes', () => {
  test.each(activations.map((entry) => [entry.name, entry] as const))('%s', (name, entry) => {
    const workspace = one(name, 1);
    const phi = (z: number) => workspace.outputs(Float64Array.of(z))[0]!;
    expect(phi(0)).toBe(entry.valueAtZero);
    // ½(φ + 1)² has the slope (φ + 1)·φ′.
    const slope = one(name, 1, -1).gradient(Float64Array.of(0))[0]! / (entry.valueAtZero + 1);
    expect(slope).toBeCloseTo(entry.slopeAtZero, 14);
    // The ReLUs whose slope at 0 is a choice aside, it is the left difference quotient.
    if (entry.valueAtZero === 0 && name !== 'relu-half' && name !== 'relu-one')
      expect(phi(-1e-9) / -1e-9).toBeCloseTo(entry.slopeAtZero, 7);
    const kink = Math.abs(phi(1e-4) - 2 * phi(0) + phi(-1e-4)) / 1e-4;
    // ELU's slope is continuous; its kink is in the second derivative, which this quotient of first order cannot show.
    if (name !== 'elu') expect(kink > 1e-3).toBe(!entry.smooth);
  });
});

test.each(losses.map((entry) => [entry.name, entry] as const))(
  'the core takes %s with data that the checks allow',
  (name, entry) => {
    const coding = { any: 'plus-minus', 'unit-interval': 'zero-one', distribution: 'one-hot' }[entry.targets];
    const experiment = parseExperiment({
      data: { name: 'xor', coding },
      loss: name,
      initialisation: { weights: 'normal' },
    });
    const data = loadDataset(experiment.data, core());
    const workspace = core().workspace({
      network: experiment.network,
      loss: experiment.loss,
      precision: 'f64',
      train: data.train,
      accuracy: accuracyRule(experiment.loss, data),
      l1: 0,
      l2: 0,
      batchSize: 4,
    });
    const { loss, accuracy } = workspace.evaluate(initialTheta(experiment, core()));
    expect(Number.isFinite(loss)).toBe(true);
    expect([0, 0.25, 0.5, 0.75, 1]).toContain(accuracy);
  },
);

test.each(rules.map((entry) => [entry.name, entry] as const))(
  'the core takes %s at its defaults',
  (_, entry) => {
    const workspace = one('tanh', 1);
    const trainer = workspace.startTraining(Float64Array.of(0.3), {
      rule: defaultsOf(entry) as unknown as UpdateRule,
      order: { kind: 'full' },
      noiseSeed: 1,
    });
    expect(trainer.advance(5)).toBe(5);
    expect(trainer.diverged).toBe(false);
    expect(Math.abs(trainer.theta()[0]!)).toBeLessThan(0.3);
  },
);

describe('accuracy rules', () => {
  const rule = (loss: (typeof losses)[number]['name'], coding: string) =>
    accuracyRule(loss, {
      inputNames: [],
      targetNames: [],
      classes: null,
      count: 1,
      coding: coding as 'real',
    });
  test.each([
    ['half-mean-squared-error', 'plus-minus', { kind: 'threshold', threshold: 0 }],
    ['half-sum-of-squares', 'zero-one', { kind: 'threshold', threshold: 0.5 }],
    ['binary-cross-entropy', 'zero-one', { kind: 'threshold', threshold: 0 }],
    ['binary-cross-entropy', 'one-hot', { kind: 'argmax' }],
    ['softmax-cross-entropy', 'distribution', { kind: 'argmax' }],
    ['mean-squared-error', 'real', { kind: 'none' }],
    ['binary-cross-entropy', 'unit-interval', { kind: 'none' }],
  ] as const)('%s with %s targets', (loss, coding, expected) => expect(rule(loss, coding)).toEqual(expected));

  test('a perfect answer counts as right, an opposite one as wrong', () => {
    const data = loadDataset(parseExperiment({ data: { name: 'and', coding: 'zero-one' } }).data, core());
    const workspace = core().workspace({
      network: { sizes: [2, 1], activations: ['linear'], biases: [true] },
      loss: 'binary-cross-entropy',
      precision: 'f64',
      train: data.train,
      accuracy: accuracyRule('binary-cross-entropy', data),
      l1: 0,
      l2: 0,
      batchSize: 4,
    });
    expect(workspace.evaluate(Float64Array.of(2, 2, -3)).accuracy).toBe(1);
    expect(workspace.evaluate(Float64Array.of(-2, -2, 3)).accuracy).toBe(0);
  });
});

test('complete() is what parseExperiment answers for a document without shorthands', () => {
  const experiment = parseExperiment({});
  expect(complete(experiment as never)).toEqual(experiment);
});
