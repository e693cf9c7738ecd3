import { describe, expect, test } from 'vitest';
import { core, type TaylorBranch } from '../../../src/core';
import { distance, goldenCases, goldenProblem, type GoldenCase } from '../problems';

/** Oracle: second and higher derivatives computed in 60-digit arithmetic. */

interface Line {
  d: number[];
  coeffs: number[];
  coeffs_right?: number[];
  coeffs_left?: number[];
}

interface Derivatives {
  hessian: number[][];
  eigenvalues: number[];
  inertia: { negative: number; zero: number; positive: number; tolerance: number };
  hvp: { d: number[]; Hd: number[] }[];
  taylor: Line[];
}

const cases = goldenCases() as (GoldenCase & { expected: Derivatives })[];

describe.each(cases.map((golden) => [golden.id, golden] as const))('%s', (_, golden) => {
  const { expected } = golden;
  const workspace = core().workspace(goldenProblem(golden));
  const second = workspace.secondOrder();
  const theta = Float64Array.from(golden.theta);
  const hessian = second.hessian(theta);

  test('Hessian', () => {
    expect(distance(hessian, expected.hessian.flat())).toBeLessThan(1e-12);
  });

  test('eigenvalues and inertia', () => {
    const { values } = core().eigen(hessian, theta.length, { vectors: false });
    expect(distance(values, expected.eigenvalues)).toBeLessThan(1e-12);
    const { tolerance, ...inertia } = expected.inertia;
    expect({
      negative: values.filter((value) => value < -tolerance).length,
      zero: values.filter((value) => Math.abs(value) <= tolerance).length,
      positive: values.filter((value) => value > tolerance).length,
    }).toEqual(inertia);
  });

  test('Hessian–vector products, single and from one prepared point', () => {
    expect(expected.hvp.length).toBeGreaterThan(0);
    const products = expected.hvp.map(({ d }) => second.hessianVector(theta, Float64Array.from(d)));
    const prepared = second.prepareHessian(theta);
    expected.hvp.forEach(({ d, Hd }, i) => {
      expect(distance(products[i]!, Hd)).toBeLessThan(1e-12);
      expect(prepared.hessianVector(Float64Array.from(d))).toEqual(products[i]);
    });
  });

  test('Taylor coefficients on every branch', () => {
    expect(expected.taylor.length).toBeGreaterThan(0);
    for (const line of expected.taylor) {
      const branches: [TaylorBranch, number[]][] = [
        ['frozen', line.coeffs],
        ['right', line.coeffs_right ?? line.coeffs],
        ['left', line.coeffs_left ?? line.coeffs],
      ];
      for (const [branch, coefficients] of branches) {
        const order = coefficients.length - 1;
        const found = second.taylor(theta, Float64Array.from(line.d), order, branch);
        const largest = Math.max(...coefficients.map(Math.abs));
        found.forEach((value, k) => {
          expect(Math.abs(value - coefficients[k]!), `c${k} ${branch}`).toBeLessThan(1e-12 * (1 + largest));
        });
      }
    }
  });
});

test('some cases have a kink on the line', () => {
  const kinked = cases.filter(({ expected }) => expected.taylor.some((line) => line.coeffs_right));
  expect(kinked.length).toBeGreaterThanOrEqual(2);
});
