import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope, type StudyResult } from '../../src/app';
import { core } from '../../src/core';
import type { Problem } from '../../src/core/contract';
import { studyView } from '../../src/figures/studies';
import { loadDataset } from '../../src/model/datasets';
import { layerRanges } from '../../src/model/network';
import { parseExperiment } from '../../src/model/schema';

/**
 * Oracles: what Sprinkhuizen-Kuyper & Boers published (1998, 1999) about the 2-2-1 network for XOR and its levels of error; a closed form; the
 * theorem of Fukumizu & Amari (2000).
 */

const app = createSaddlescope({ workers: 2 });
afterAll(() => app.dispose());

const xor = {
  saddlescope: 1,
  network: { sizes: [2, 2, 1], activations: ['sigmoid', 'sigmoid'], biases: true },
  data: { name: 'xor', coding: 'zero-one' },
  loss: 'half-sum-of-squares',
  initialisation: { weights: 'zeros', biases: 'zeros' },
  training: { rule: { name: 'gradient-descent', rate: 0.5 }, steps: 10 },
};

describe('the finite stationary points of 2-2-1 sigmoid networks for XOR', () => {
  const search = async (scale: number, starts: number) => {
    const { run } = await app.createRun(parseExperiment(xor));
    const report = await app.study(run, 'critical-points', { starts, scale });
    await app.closeRun(run);
    return report;
  };

  test('near the all-zero point: outputs ½, error ½, saddles, with 2, 1 or 0 negative eigenvalues', async () => {
    const report = await search(1, 200);
    expect(report.away).toBe(15);
    expect(report.outcomes.converged).toBeGreaterThan(100);
    expect(report.outcomes.converged + report.outcomes['ran-away']).toBe(201 + report.steps.length);
    const indices = new Map<number, number>();
    for (const { gradientNorm, loss, outputs, inertia, distance, theta } of report.points) {
      expect(gradientNorm).toBeLessThan(1e-12);
      expect(distance).toBeLessThan(15);
      expect(theta.length).toBe(9);
      expect(Math.abs(loss - 0.5)).toBeLessThan(1e-9);
      for (const output of outputs) expect(Math.abs(output - 0.5)).toBeLessThan(1e-6);
      indices.set(inertia.negative, (indices.get(inertia.negative) ?? 0) + 1);
    }
    expect([...indices.keys()].sort()).toEqual([0, 1, 2]);
    // Two negative eigenvalues are the most frequent.
    expect(indices.get(2)!).toBeGreaterThan(indices.get(0)!);
  });

  test('farther out: every one a saddle with positive error; levels ⅓, ½, ¾, 1 on the way to infinity', async () => {
    const report = await search(2, 200);
    const beyond = report.points.filter(({ outputs }) => outputs.some((y) => Math.abs(y - 0.5) > 1e-6));
    for (const { loss } of report.points) expect(loss).toBeGreaterThan(0.4);
    // Where nothing was decided an eigenvalue is negative, but within what the gradient that is left may do.
    const open = report.points.filter(({ kind }) => kind !== 'strict-saddle' && kind !== 'saddle');
    expect(open.length).toBeLessThan(0.05 * report.points.length);
    for (const { kind, eigenvalues, inertia } of open) {
      expect(kind).toBe('undecided');
      expect(eigenvalues[0]).toBeLessThan(0);
      expect(eigenvalues[0]).toBeGreaterThan(-inertia.tolerance);
    }
    // Each unit sees one input only there. ∂L/∂z is then equal up to sign for all four, and the logits add up: f²(1 − f) = h(1 − h)² and 2·logit f = logit h + logit(1 − f).
    expect(beyond.length).toBeGreaterThan(0);
    const { log } = core().math;
    const logit = (y: number) => log(y / (1 - y));
    for (const { outputs, inertia } of beyond) {
      const [a, b, c, d] = outputs as unknown as [number, number, number, number];
      const slopes = [a * a * (1 - a), b * (1 - b) ** 2, c * (1 - c) ** 2, d * d * (1 - d)];
      for (const slope of slopes) expect(Math.abs(slope - slopes[0]!)).toBeLessThan(1e-9);
      expect(Math.abs(logit(a) + logit(d) - logit(b) - logit(c))).toBeLessThan(1e-9);
      expect(inertia.negative).toBeGreaterThan(0);
    }
    for (const level of [1 / 3, 1 / 2, 3 / 4, 1])
      expect(Array.from(report.awayLosses).some((loss) => Math.abs(loss - level) < 0.01)).toBe(true);
  });
});

test('the same bits with one thread', async () => {
  const single = createSaddlescope({ workers: 1 });
  const ask = async (service: typeof app): Promise<StudyResult<'critical-points'>> => {
    const { run } = await service.createRun(app.template('xor-pushed'));
    await service.train(run, { steps: 1500 });
    const report = await service.study(run, 'critical-points', { starts: 30 });
    await service.closeRun(run);
    return report;
  };
  const [one, two] = [await ask(single), await ask(app)];
  await single.dispose();
  expect(two).toEqual(one);
  // The plateau is near the all-zero point and the end near a global minimum: both are found from the training.
  expect(one.steps.length).toBeGreaterThan(1);
  expect(one.points.some(({ kind, steps }) => kind === 'zero-error-minimum' && steps.length > 0)).toBe(true);
  const origin = one.points.find(({ fromOrigin }) => fromOrigin)!;
  expect([origin.kind, origin.order]).toEqual(['saddle', 4]);
  expect([origin.inertia.negative, origin.inertia.zero, origin.inertia.positive]).toEqual([0, 8, 1]);
  expect(origin.orbit.withFlips.points).toBe('1');
  const { tables, charts, findings } = studyView('critical-points', one);
  expect(tables[0]!.rows.length).toBe(one.families.length);
  expect(tables[1]!.rows.every((row) => row.length === tables[1]!.columns.length)).toBe(true);
  expect(charts[0]!.series.reduce((sum, { x }) => sum + x.length, 0)).toBe(one.points.length);
  expect(findings[0]!.headline).toMatch(/^Of \d+ starts, \d+ ended at a critical point/);
});

test('points that symmetry makes equal are one, and a duplicated unit’s line is named', async () => {
  const { tanh } = core().math;
  const rows = Array.from({ length: 13 }, (_, i) => -3 + i / 2);
  const text = ['x,y', ...rows.map((x) => `${x},${2 * tanh(x) - tanh(4 * x)}`)].join('\n');
  const fit = (width: number) =>
    parseExperiment({
      ...xor,
      network: { sizes: [1, width, 1], activations: ['tanh', 'linear'], biases: false },
      data: { name: 'csv', text, standardise: false },
      loss: 'half-mean-squared-error',
    });
  const narrow = await app.createRun(fit(1));
  const one = await app.study(narrow.run, 'critical-points', { starts: 40, orderBudget: 0 });
  await app.closeRun(narrow.run);
  // w and −w are the same: the best fit is one point, the all-zero point another.
  const best = one.points[0]!;
  expect(best.kind).toBe('minimum-to-second-order');
  expect(best.loss).toBeCloseTo(0.00865925467025, 12);
  expect(best.theta[0]).toBeCloseTo(0.446044372524515, 12);
  expect(best.theta[1]).toBeCloseTo(1.2060924666390929, 12);
  expect(best.orbit.withFlips.points).toBe('2');
  expect(best.randomStarts).toBeGreaterThan(1);

  const wide = await app.createRun(fit(2));
  const two = await app.study(wide.run, 'critical-points', { starts: 60, orderBudget: 0 });
  await app.closeRun(wide.run);
  const lines = two.twinLines.filter(
    ({ line, point }) => line.critical && Math.abs(two.points[point]!.loss - best.loss) < 1e-10,
  );
  expect(lines.length).toBeGreaterThan(0);
  for (const { line } of lines) expect(line.curvature).toBeLessThan(1e-6);
  expect(two.sentences.join(' ')).toMatch(/on a line of critical points made by duplicating a unit/);
});

test('too many parameters, and a point of the wrong length, are refused with the remedy', async () => {
  const { run } = await app.createRun(
    parseExperiment({ ...xor, network: { ...xor.network, sizes: [2, 200, 1] } }),
  );
  await expect(app.study(run, 'critical-points')).rejects.toThrow(
    /up to 500 parameters, but this network has 801: make its layers narrower/,
  );
  await app.closeRun(run);
  const small = await app.createRun(parseExperiment(xor));
  await expect(app.study(small.run, 'critical-points', { theta: [1, 2] })).rejects.toThrow(
    /theta has 2 numbers but this network has 9 parameters/,
  );
  await app.closeRun(small.run);
});

/**
 * The gradient flow from all zeros on XOR 0/1 with ½·mean of squares; Runge–Kutta, with short steps at first. Units stay identical, W1 grows and comes back, and the
 * flow ends on a continuous set of critical points, at the place computed elsewhere to eight digits.
 */
function flowFromZero(problem: Problem): Float64Array {
  const workspace = core().workspace(problem);
  let theta = new Float64Array(workspace.parameterCount);
  const moved = (by: number, slope: Float64Array) => theta.map((value, i) => value - by * slope[i]!);
  for (let step = 0; step < 62_000; step++) {
    const h = step < 2_000 ? 0.03 : 0.5;
    const a = workspace.gradient(theta);
    const b = workspace.gradient(moved(h / 2, a));
    const c = workspace.gradient(moved(h / 2, b));
    const d = workspace.gradient(moved(h, c));
    theta = theta.map((value, i) => value - (h / 6) * (a[i]! + 2 * (b[i]! + c[i]!) + d[i]!));
  }
  return theta;
}

describe('the critical point that the flow reaches from all zeros', () => {
  test.each([
    {
      name: 'sigmoid',
      width: 2,
      biases: [true, true],
      v: 0.16661694,
      b: 0.00694696,
      c: 0.33280432,
      negative: [-1.808535e-5],
      kind: 'strict-saddle',
      order: 2,
    },
    {
      name: 'sigmoid',
      width: 2,
      biases: [true, false],
      v: 0.48576446,
      b: 0.05862767,
      negative: [-4.444786e-4],
      kind: 'strict-saddle',
      order: 2,
    },
    {
      name: 'sigmoid',
      width: 2,
      biases: [false, true],
      v: 0.16668237,
      c: 0.33331763,
      negative: [],
      kind: 'saddle',
      order: 4,
    },
    { name: 'sigmoid', width: 3, biases: [false, true], negative: [], kind: 'saddle', order: 3 },
    { name: 'sigmoid', width: 2, biases: [false, false], v: 0.5, negative: [], kind: 'saddle', order: 4 },
    {
      name: 'sigmoid',
      width: 4,
      biases: [true, true],
      v: 0.12492365,
      b: 0.00390153,
      c: 0.2496653,
      negative: [-7.61549e-6, -7.61549e-6, -7.61549e-6],
      kind: 'strict-saddle',
      order: 2,
    },
    {
      name: 'softplus',
      width: 2,
      biases: [true, true],
      v: 0.17633891,
      b: 0.01120396,
      c: 0.25356114,
      negative: [-5.510418e-3, -1.579821e-3],
      kind: 'strict-saddle',
      order: 2,
    },
  ] as const)('$name, $width units, biases $biases', async (row) => {
    const experiment = parseExperiment({
      ...xor,
      network: { sizes: [2, row.width, 1], activations: [row.name, 'linear'], biases: row.biases },
      loss: 'half-mean-squared-error',
    });
    const { network } = experiment;
    const train = loadDataset(experiment.data, core()).train;
    const problem: Problem = {
      network,
      loss: 'half-mean-squared-error',
      precision: 'f64',
      train,
      accuracy: { kind: 'none' },
      l1: 0,
      l2: 0,
      batchSize: 4,
    };
    const theta = flowFromZero(problem);
    const { run } = await app.createRun(experiment);
    const report = await app.study(run, 'critical-points', { starts: 0, theta: Array.from(theta) });
    await app.closeRun(run);
    const point = report.points.find(({ fromGiven }) => fromGiven)!;
    const [first, second] = layerRanges(network);
    for (let unit = 0; unit < row.width; unit++) {
      if ('v' in row && row.v !== undefined)
        expect(Math.abs(point.theta[second!.weights + unit]! - row.v)).toBeLessThan(1e-8);
      if ('b' in row && row.b !== undefined)
        expect(Math.abs(point.theta[first!.biases! + unit]! - row.b)).toBeLessThan(1e-8);
    }
    if ('c' in row && row.c !== undefined) expect(Math.abs(point.theta.at(-1)! - row.c)).toBeLessThan(1e-8);
    expect(Math.max(...point.theta.subarray(0, 2 * row.width).map(Math.abs))).toBeLessThan(1e-6);
    expect(Math.abs(point.loss - 0.125)).toBeLessThan(1e-12);
    expect(point.inertia.negative).toBe(row.negative.length);
    row.negative.forEach((value, k) =>
      expect(Math.abs(point.eigenvalues[k]! / value - 1)).toBeLessThan(1e-6),
    );
    expect([point.kind, point.order]).toEqual([row.kind, row.order]);
  });
});
