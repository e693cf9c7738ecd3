import { expect, test } from 'vitest';
import { singularValues } from '../../src/analysis/singular-values';
import { core } from '../../src/core';
import { dot } from '../../src/model/vectors';

/** Oracles: the definition (A = Σ σ·u·vᵀ with orthonormal u and v), matrices whose singular values are known, the core's eigenvalues of AᵀA. */

test.each([
  [3, 3],
  [5, 2],
  [2, 7],
  [1, 4],
  [6, 1],
])('a random %i × %i matrix', (rows, columns) => {
  const random = core().stream(rows * 10 + columns, 'test');
  const A = Float64Array.from({ length: rows * columns }, () => random.normal());
  const { values, left, right } = singularValues(A, rows, columns);
  const count = Math.min(rows, columns);
  expect(values.length).toBe(count);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < count; k++) sum += values[k]! * left[k]![i]! * right[k]![j]!;
      expect(Math.abs(sum - A[i * columns + j]!)).toBeLessThan(1e-14);
    }
  for (let a = 0; a < count; a++)
    for (let b = 0; b < count; b++) {
      expect(dot(left[a]!, left[b]!)).toBeCloseTo(a === b ? 1 : 0, 14);
      expect(dot(right[a]!, right[b]!)).toBeCloseTo(a === b ? 1 : 0, 14);
    }
  const gram = new Float64Array(columns * columns);
  for (let i = 0; i < columns; i++)
    for (let j = 0; j < columns; j++)
      for (let r = 0; r < rows; r++) gram[i * columns + j]! += A[r * columns + i]! * A[r * columns + j]!;
  const squares = core().eigen(gram, columns, { vectors: false }).values.slice().reverse();
  values.forEach((value, k) => expect(Math.abs(value * value - squares[k]!)).toBeLessThan(1e-13));
});

test('rank 1, rank 0, and a tiny value beside a large one keeps its digits', () => {
  expect(singularValues(Float64Array.of(3, 6, 4, 8), 2, 2).values[0]).toBeCloseTo(Math.sqrt(125), 13);
  expect(singularValues(Float64Array.of(3, 6, 4, 8), 2, 2).values[1]).toBeLessThan(1e-15);
  expect(singularValues(new Float64Array(6), 2, 3).values).toEqual(new Float64Array(2));
  // Columns (1, 1e-10)·… : σ₁σ₂ = |det| = 1e-10.
  const { values } = singularValues(Float64Array.of(1, 1, 0, 1e-10), 2, 2);
  expect(Math.abs((values[0]! * values[1]!) / 1e-10 - 1)).toBeLessThan(1e-12);
});
