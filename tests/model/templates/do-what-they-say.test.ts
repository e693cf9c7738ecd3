import { describe, expect, test } from 'vitest';
import { core } from '../../../src/core';
import { accuracyRule, loadDataset } from '../../../src/model/datasets';
import { initialTheta } from '../../../src/model/initialisation';
import { layerRanges } from '../../../src/model/network';
import { templateExperiment, templates } from '../../../src/model/templates';
import { UserError } from '../../../src/model/user-error';

/** Trains a template to its end; `lossAt` holds the loss after each tenth of the steps, beginning with step 0. */
function run(name: string) {
  const experiment = templateExperiment(name);
  const data = loadDataset(experiment.data, core());
  const { network, loss, precision, training } = experiment;
  const workspace = core().workspace({
    network,
    loss,
    precision,
    train: data.train,
    ...(data.test && { test: data.test }),
    accuracy: accuracyRule(loss, data),
    l1: training.l1,
    l2: training.l2,
    batchSize: data.train.count,
  });
  const start = initialTheta(experiment, core());
  const trainer = workspace.startTraining(start, {
    rule: training.rule,
    order: { kind: 'full' },
    noiseSeed: training.seed,
  });
  const lossAt = [workspace.evaluate(start).loss];
  for (let tenth = 0; tenth < 10; tenth++) {
    trainer.advance(training.steps / 10);
    lossAt.push(workspace.evaluate(trainer.theta()).loss);
  }
  return {
    start,
    theta: trainer.theta(),
    lossAt,
    end: workspace.evaluate(trainer.theta()),
    ranges: layerRanges(network),
  };
}

describe('each built-in experiment does what its summary says', () => {
  test('the first one is XOR from zero', () => expect(templates[0]!.name).toBe('xor-from-zero'));

  test('xor-from-zero: not one bit moves, the loss is ½, the gradient exactly 0', () => {
    const { theta, end } = run('xor-from-zero');
    expect(theta.every((value) => value === 0)).toBe(true);
    expect([end.loss, end.gradientNorm, end.accuracy]).toEqual([0.5, 0, 0.5]);
  });

  test('xor-pushed: a push of length 0.3, a plateau at ½, then all four answers right', () => {
    const { start, lossAt, end } = run('xor-pushed');
    expect(Math.hypot(...start)).toBeCloseTo(0.3, 14);
    for (const early of lossAt.slice(1, 3)) expect(Math.abs(early - 0.5)).toBeLessThan(0.01);
    expect(end.loss).toBeLessThan(1e-6);
    expect(end.accuracy).toBe(1);
  });

  test('xor-equal-units: the loss falls but all units stay twins to the bit, and XOR is not learned', () => {
    const { lossAt, theta, end, ranges } = run('xor-equal-units');
    expect(end.loss).toBeLessThan(lossAt[0]! / 2);
    expect(end.loss).toBeGreaterThan(0.3);
    const [first, second] = ranges;
    const rows = Array.from({ length: 4 }, (_, row) => theta.slice(2 * row, 2 * row + 2).join());
    expect(new Set(rows).size).toBe(1);
    expect(new Set(theta.slice(first!.biases!, first!.end)).size).toBe(1);
    expect(new Set(theta.slice(second!.weights, second!.biases!)).size).toBe(1);
  });

  test('circles-equal-units: thirteen units stay twins to the bit, and the loss stays near ½', () => {
    const { theta, end, ranges } = run('circles-equal-units');
    expect(end.loss).toBeGreaterThan(0.45);
    const [first, second] = ranges;
    const rows = Array.from({ length: 13 }, (_, row) => theta.slice(2 * row, 2 * row + 2).join());
    expect(new Set(rows).size).toBe(1);
    expect(new Set(theta.slice(first!.biases!, first!.end)).size).toBe(1);
    expect(new Set(theta.slice(second!.weights, second!.biases!)).size).toBe(1);
  });

  test('and-from-zero: the output bias goes to −½, the loss to ⅜, every other parameter stays exactly 0', () => {
    const { theta, end } = run('and-from-zero');
    expect(theta.at(-1)).toBeCloseTo(-0.5, 14);
    expect(theta.slice(0, -1).every((value) => value === 0)).toBe(true);
    expect(end.loss).toBeCloseTo(0.375, 14);
  });

  test('output-layer-zero: the output layer starts at 0 and XOR is learned', () => {
    const { start, end, ranges } = run('output-layer-zero');
    expect(start.slice(ranges[1]!.weights).every((value) => value === 0)).toBe(true);
    expect(end.accuracy).toBe(1);
    expect(end.loss).toBeLessThan(1e-6);
  });

  test('iris-from-zero: every weight and hidden bias stays exactly 0; iris-random learns the same data', () => {
    const zero = run('iris-from-zero');
    expect(zero.theta.slice(0, zero.ranges[1]!.biases!).every((value) => value === 0)).toBe(true);
    expect(zero.theta.slice(zero.ranges[1]!.biases!).some((value) => value !== 0)).toBe(true);
    expect(zero.end.accuracy).toBeLessThan(0.45);
    const random = run('iris-random');
    expect(random.end.accuracy).toBeGreaterThan(0.95);
    expect(random.end.testAccuracy).toBeGreaterThan(0.9);
  });

  test('sine-from-small: a plateau at first, then a good fit', () => {
    const { lossAt, end } = run('sine-from-small');
    expect(lossAt[0]).toBeCloseTo(0.245, 3);
    expect(end.loss).toBeLessThan(0.01);
    expect(end.accuracy).toBeNaN();
  });

  test('linear-mode-by-mode: it rests at ½(3² + 1²), then at ½·1², then learns both modes', () => {
    const { lossAt, end } = run('linear-mode-by-mode');
    expect(Math.abs(lossAt[1]! - 5)).toBeLessThan(0.01);
    for (const middle of lossAt.slice(3, 6)) expect(Math.abs(middle - 0.5)).toBeLessThan(0.02);
    expect(end.loss).toBeLessThan(1e-6);
  });

  test('an unknown name is refused with the names there are', () => {
    expect(() => templateExperiment('xor')).toThrow(UserError);
    expect(() => templateExperiment('xor')).toThrow(/choose one of xor-from-zero, xor-pushed/);
  });
});
