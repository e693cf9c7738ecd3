import { describe, expect, test } from 'vitest';
import { passAt } from '../../src/analysis/pass';
import { roundingBounds } from '../../src/analysis/rounding';
import { criticality } from '../../src/analysis/criticality';
import { core } from '../../src/core';
import { activations } from '../../src/model/activations';
import { difference, norm } from '../../src/model/vectors';
import { goldenCases, goldenProblem, numbers, problemOf, type GoldenCase } from '../core/problems';

/** Oracles: derivatives in 60-digit arithmetic, the same problem in f64 for one in f32, and difference quotients of the activations. */

const cases = goldenCases() as (GoldenCase & { expected: { hessian: number[][] } })[];

describe('what rounding does is within the bound', () => {
  test.each(cases.map((golden) => [golden.id, golden] as const))('%s', (_, golden) => {
    const problem = goldenProblem(golden);
    const theta = Float64Array.from(golden.theta);
    const workspace = core().workspace(problem);
    const bounds = roundingBounds(problem, theta, passAt(workspace, theta));
    const off = norm(difference(workspace.gradient(theta), Float64Array.from(golden.expected.gradient)));
    // The expected numbers are themselves rounded to doubles.
    const rounded = 2 ** -53 * golden.expected.gradient_norm;
    expect(off).toBeLessThanOrEqual(bounds.gradient + rounded);
    const n = theta.length;
    const error = difference(
      workspace.secondOrder().hessian(theta),
      Float64Array.from(golden.expected.hessian.flat()),
    );
    const { values } = core().eigen(error, n, { vectors: false });
    const size = Math.max(Math.abs(values[0]!), Math.abs(values[n - 1]!));
    expect(size).toBeLessThanOrEqual(bounds.hessian);
    // … and the bound is no licence: small against what it is a bound for.
    expect(bounds.hessian).toBeLessThan(
      1e-11 * (1 + norm(Float64Array.from(golden.expected.hessian.flat()))),
    );
  });

  test.each([
    ['tanh', [3, 7, 5, 2]],
    ['gelu', [3, 9, 2]],
    ['silu', [3, 4, 4, 4, 2]],
    ['sigmoid', [3, 6, 2]],
  ] as const)('f32 against f64: %s', (activation, sizes) => {
    const next = numbers(9);
    const rows = (count: number) =>
      Array.from({ length: 40 }, () => Array.from({ length: count }, () => Math.fround(next())));
    const names = sizes.slice(1).map((_, l) => (l === sizes.length - 2 ? 'linear' : activation));
    const problem = problemOf([...sizes], names, rows(3), rows(2));
    const single = core().workspace({ ...problem, precision: 'f32' });
    const double = core().workspace(problem);
    const theta = Float64Array.from({ length: single.parameterCount }, () => Math.fround(next()));
    const off = norm(difference(single.gradient(theta), double.gradient(theta)));
    const bounds = roundingBounds(single.problem, theta, passAt(single, theta));
    expect(off).toBeGreaterThan(0);
    expect(off).toBeLessThanOrEqual(bounds.gradient);
    expect(bounds.gradient).toBeLessThan(1e5 * off);
    const within = roundingBounds(double.problem, theta, passAt(double, theta));
    expect(bounds.gradient / within.gradient / 2 ** 29).toBeCloseTo(1, 3);
  });
});

describe('bounds on φ′ and φ″', () => {
  test.each(activations.map((entry) => [entry.name, entry] as const))(
    '%s',
    (name, { steepest, mostCurved }) => {
      const z = Float64Array.from({ length: 4001 }, (_, i) => (i - 2000) / 200);
      const workspace = core().workspace(problemOf([1, 1], [name], [[1]], [[0]]));
      const values = workspace.outputs(Float64Array.of(1, 0), z);
      const h = 1 / 200;
      const slopes = values.subarray(1).map((value, i) => (value - values[i]!) / h);
      // A quotient over a step that spans the kink of ReLU is no curvature.
      const curvatures = slopes.subarray(1).map((slope, i) => (i === 1999 ? 0 : (slope - slopes[i]!) / h));
      const largest = (all: Float64Array) => all.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(largest(slopes)).toBeLessThanOrEqual(steepest + 1e-12);
      expect(largest(curvatures)).toBeLessThanOrEqual(mostCurved + 1e-6);
      expect(largest(slopes)).toBeGreaterThan(0.9 * steepest);
      if (mostCurved > 0) expect(largest(curvatures)).toBeGreaterThan(0.9 * mostCurved);
    },
  );
});

describe('critical or not', () => {
  const bounds = { layerGradients: [1e-16, 2e-16], gradient: 3e-16, hessian: 0 };
  test.each([
    [[0, -0], 'exact', true],
    [[1e-16, 0], 'to-rounding', true],
    [[1e-15, 0], 'none', false],
    [[NaN, 0], 'unknown', false],
    [[Infinity, 0], 'unknown', false],
  ] as const)('%j is %s', (gradient, verdict, critical) => {
    const vector = Float64Array.from(gradient);
    const report = criticality(vector, norm(vector), bounds);
    expect(report).toMatchObject({ verdict, critical, tolerance: 3e-16 });
    expect(report.reason).not.toBe('');
  });

  test('the mean of unlucky targets is critical to rounding, not exactly', () => {
    // Targets 0.1, 0.2, 0.6 and their mean 0.3 as the output bias: the three errors do not cancel to the last bit.
    const problem = problemOf([1, 1], ['linear'], [[0], [0], [0]], [[0.1], [0.2], [0.6]]);
    const workspace = core().workspace(problem);
    const verdictAt = (bias: number) => {
      const theta = Float64Array.of(0, bias);
      const gradient = workspace.gradient(theta);
      return criticality(gradient, norm(gradient), roundingBounds(problem, theta, passAt(workspace, theta)))
        .verdict;
    };
    expect(verdictAt(0.3)).toBe('to-rounding');
    expect(verdictAt(0.3 + 1e-14)).toBe('none');
  });
});
