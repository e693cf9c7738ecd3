import { describe, expect, test } from 'vitest';
import { canonicalForm } from '../../../src/analysis/critical/canonical';
import {
  alongLine,
  duplicatedUnitCurvature,
  duplicatedUnitLine,
} from '../../../src/analysis/critical/duplicated-unit';
import { polish } from '../../../src/analysis/critical/polish';
import { twinLines } from '../../../src/analysis/critical/twin-lines';
import { core } from '../../../src/core';
import type { Problem } from '../../../src/core/contract';
import { norm } from '../../../src/model/vectors';

/**
 * Oracle: the published theorem (Fukumizu & Amari 2000) on y = 2·tanh x − tanh 4x, with the stationary point, A and the eigenvalues computed in
 * 40-digit arithmetic. A least-squares fit stops a little beside it: at w = .446044374203972, v = 1.20609246401069 the gradient is still 1e-10.
 */

const { tanh } = core().math;
const x = Float64Array.from({ length: 13 }, (_, i) => -3 + i / 2);
const narrow: Problem = {
  network: { sizes: [1, 1, 1], activations: ['tanh', 'linear'], biases: [false, false] },
  loss: 'half-mean-squared-error',
  precision: 'f64',
  train: { count: 13, inputs: x, targets: x.map((value) => 2 * tanh(value) - tanh(4 * value)) },
  accuracy: { kind: 'none' },
  l1: 0,
  l2: 0,
  batchSize: 13,
};
const settings = { tolerance: 1e-12, iterations: 200, away: 20 };
const point = polish(core(), core().workspace(narrow), Float64Array.of(0.5, 1), settings, () => undefined);
const line = duplicatedUnitLine(narrow.network, point.theta, 1, 0);
const wide = core().workspace({ ...narrow, network: line.network });

describe('duplicating the only unit of a best fit', () => {
  test('the narrow network’s critical point', () => {
    expect(point.outcome).toBe('converged');
    expect(point.gradientNorm).toBeLessThan(1e-15);
    expect(point.theta[0]).toBeCloseTo(0.446044372524515, 13);
    expect(point.theta[1]).toBeCloseTo(1.2060924666390929, 13);
    expect(point.loss).toBeCloseTo(0.008659254670254812, 15);
  });

  test('is where a least-squares fit ends', () => {
    expect(Math.abs(point.theta[0]! - 0.446044374203972)).toBeLessThan(5e-9);
    expect(Math.abs(point.theta[1]! - 1.20609246401069)).toBeLessThan(5e-9);
    expect(point.loss).toBeCloseTo(0.00865925467025, 13);
  });

  test('A is positive definite, so the part between is made of minima', () => {
    const { matrix, minima } = duplicatedUnitCurvature(core(), narrow, line);
    expect(matrix[0]).toBeCloseTo(0.0245678884823649, 13);
    expect(minima).toBe('between');
  });

  test.each([
    [0.5, [0, 0.012283944241182, 0.033076197095911, 1.2061675734395]],
    [-1, [-0.011535416009237, 0, 0.063263685945285, 5.3723375274124]],
  ])('eigenvalues at λ = %f', (lambda, expected) => {
    const theta = alongLine(line, lambda);
    const { values } = core().eigen(wide.secondOrder().hessian(theta), 4, { vectors: false });
    expected.forEach((value, k) => expect(values[k]).toBeCloseTo(value, 12));
    expect(norm(wide.gradient(theta))).toBeLessThan(1e-14);
    expect(wide.evaluate(theta).loss).toBeCloseTo(point.loss, 15);
  });

  test('the line is found again from a point on it, with the unit’s share', () => {
    const lines = twinLines(wide, alongLine(line, 0.3), 1e-6, 1e-9);
    expect(lines.length).toBe(1);
    const [found] = lines;
    expect(found!.units).toEqual([0, 1]);
    expect(found!.share).toBeCloseTo(0.3, 12);
    expect(found!.critical).toBe(true);
    expect(found!.curvature).toBeLessThan(1e-14);
  });

  test('units that are no duplicates make no line', () => {
    expect(twinLines(wide, Float64Array.of(0.4, 0.5, 1, 1), 1e-6, 1e-9)).toEqual([]);
  });
});

test('a unit of any layer can be duplicated, with biases and several outputs: the outputs stay', () => {
  const network = {
    sizes: [2, 3, 2, 2],
    activations: ['tanh', 'sigmoid', 'linear'],
    biases: [true, false, true],
  } as const;
  const samples = { count: 5, inputs: new Float64Array(10), targets: new Float64Array(10) };
  const random = core().stream(3, 'test');
  for (let i = 0; i < 10; i++) samples.inputs[i] = random.normal();
  const problem = { ...narrow, network, train: samples, batchSize: 5 };
  const workspace = core().workspace(problem);
  const theta = Float64Array.from({ length: workspace.parameterCount }, () => random.normal());
  for (const [layer, unit] of [
    [1, 0],
    [1, 2],
    [2, 1],
  ] as const) {
    const split = duplicatedUnitLine(network, theta, layer, unit);
    const after = core().workspace({ ...problem, network: split.network });
    const outputs = after.outputs(alongLine(split, -0.7));
    workspace.outputs(theta).forEach((value, i) => expect(outputs[i]).toBeCloseTo(value, 13));
  }
  expect(() => duplicatedUnitLine(network, theta, 3, 0)).toThrow(/no hidden layer 3: this network has 2/);
  expect(() => duplicatedUnitLine(network, theta, 2, 2)).toThrow(/no unit 3 in hidden layer 2/);
  expect(() => duplicatedUnitLine(network, theta.slice(1), 1, 0)).toThrow(/theta has/);
});

describe('the canonical arrangement', () => {
  const network = {
    sizes: [2, 3, 2, 1],
    activations: ['tanh', 'tanh', 'linear'],
    biases: [true, true, true],
  } as const;
  const workspace = core().workspace({
    ...narrow,
    network,
    train: { count: 4, inputs: Float64Array.of(1, 2, -1, 0, 3, 1, 0.5, -2), targets: new Float64Array(4) },
    batchSize: 4,
  });
  const random = core().stream(5, 'test');
  const theta = Float64Array.from({ length: workspace.parameterCount }, () => random.normal());

  test('has the same outputs', () => {
    const form = canonicalForm(network, theta, 1e-6);
    expect(form).not.toEqual(theta);
    const outputs = workspace.outputs(form);
    workspace.outputs(theta).forEach((value, i) => expect(outputs[i]).toBeCloseTo(value, 13));
  });

  test('is the same after units were exchanged and flipped in both layers', () => {
    // W1 3×2, b1, W2 2×3, b2, W3 1×2, b3: units 1 and 3 of the first layer change places and the second is flipped …
    const moved = theta.slice();
    const row = (at: number, n: number) => theta.slice(at, at + n);
    moved.set(row(4, 2), 0);
    moved.set(row(0, 2), 4);
    moved.set(row(2, 2).map((value) => -value), 2); // prettier-ignore
    moved.set([theta[8]!, -theta[7]!, theta[6]!], 6);
    for (const start of [9, 12]) moved.set([theta[start + 2]!, -theta[start + 1]!, theta[start]!], start);
    // … and so do the units of the second.
    const second = moved.slice();
    second.set(moved.slice(12, 15), 9);
    second.set(moved.slice(9, 12), 12);
    second.set([moved[16]!, moved[15]!], 15);
    second.set([moved[18]!, moved[17]!], 17);
    expect(canonicalForm(network, second, 1e-6)).toEqual(canonicalForm(network, theta, 1e-6));
  });
});
