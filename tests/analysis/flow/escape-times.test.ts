import { describe, expect, test } from 'vitest';
import { gradientFlow } from '../../../src/analysis/flow/gradient-flow';
import { core, type Problem } from '../../../src/core';
import { difference, norm } from '../../../src/model/vectors';
import { goldenFile } from '../../core/problems';
import { plusMinus, workspaceOf } from '../escape/problems';

/** Oracles: escape times of gradient flow computed elsewhere (golden), and the closed-form laws of the all-zero saddle. */

interface GoldenEscape {
  case: string;
  eps: number;
  Delta: number;
  theta0?: number[];
  flow_time: number;
  law: number;
  gd_steps_lr_0_1: number;
}
const golden = (goldenFile('escape_public.json') as { cases: GoldenEscape[] }).cases;

/** Time until the distance from `centre` is Δ. */
function time(
  problem: Problem,
  centre: Float64Array,
  start: Float64Array,
  distance: number,
  tolerance = 1e-9,
): number {
  const workspace = workspaceOf(problem);
  const end = gradientFlow((theta) => workspace.gradient(theta), {
    start,
    centre,
    tolerance,
    longest: 1e8,
    event: (theta) => norm(difference(theta, centre)) - distance,
    math: core().math,
  });
  expect(end.how).toBe('event');
  expect(norm(difference(end.theta, centre))).toBeCloseTo(distance, 9);
  return end.time;
}

const from = (entries: Record<number, number>, length: number) => {
  const theta = new Float64Array(length);
  for (const [index, value] of Object.entries(entries)) theta[Number(index)] = value;
  return theta;
};

const xorTanh = plusMinus('xor', ['tanh'], [true, true]);
const half = Math.SQRT1_2;
/** θ₀ of the golden cases that are described in words. */
function described({ case: name, eps, theta0 }: GoldenEscape): [Problem, Float64Array, Float64Array] {
  if (theta0) return [xorTanh, new Float64Array(9), Float64Array.from(theta0)];
  if (name.includes('relu')) {
    const relu = plusMinus('xor', ['relu'], [false, true]);
    return [relu, new Float64Array(7), from({ 0: eps / 2, 1: eps / 2, 4: -eps * half }, 7)];
  }
  const linear = plusMinus('and', ['linear', 'linear'], [true, true, true]);
  const e = eps / Math.sqrt(3);
  const centre = from({ 14: -0.5 }, 15);
  return [linear, centre, from({ 0: e * half, 1: e * half, 6: e, 12: e, 14: -0.5 }, 15)];
}

describe('golden escape times of gradient flow', () => {
  test.each(golden.map((entry) => [`${entry.case}, ε = ${entry.eps}`, entry] as const))('%s', (_, entry) => {
    const [problem, centre, start] = described(entry);
    const found = time(problem, centre, start, entry.Delta);
    expect(Math.abs(found / entry.flow_time - 1)).toBeLessThan(1e-3);
  });
});

describe('AND tanh without biases, |λ| = 1/√2, Δ = 0.1: a strict saddle', () => {
  test.each([
    [1e-2, 3.266],
    [1e-4, 9.779],
    [1e-6, 16.292],
    [1e-8, 22.804],
  ])('ε = %d', (epsilon, expected) => {
    const problem = plusMinus('and', ['tanh'], [false, false]);
    const start = from({ 0: epsilon / 2, 1: epsilon / 2, 4: epsilon * half }, 6);
    const found = time(problem, new Float64Array(6), start, 0.1);
    expect(Math.abs(found - expected)).toBeLessThan(1e-3);
    expect(Math.abs(found / (Math.log(0.1 / epsilon) / half) - 1)).toBeLessThan(
      epsilon < 1e-7 ? 0.001 : 0.01,
    );
  });
});
