import { describe, expect, test } from 'vitest';
import { principalDirections } from '../../src/analysis/principal-directions';
import { symmetricEigen } from '../../src/analysis/symmetric-eigen';
import { dot } from '../../src/model/vectors';

/** Oracle: closed forms. */

describe('eigenvalues of symmetric matrices', () => {
  test('the second-difference matrix has 2 − 2 cos(kπ/(n+1))', () => {
    const n = 12;
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      matrix[i * n + i] = 2;
      if (i > 0) matrix[i * n + i - 1] = matrix[(i - 1) * n + i] = -1;
    }
    const { values, vectors } = symmetricEigen(matrix, n);
    for (let k = 0; k < n; k++)
      expect(values[k]).toBeCloseTo(2 - 2 * Math.cos(((n - k) * Math.PI) / (n + 1)), 13);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) expect(dot(vectors[i]!, vectors[j]!)).toBeCloseTo(i === j ? 1 : 0, 13);
    }
  });

  test('exact ±λ pairs and repeated eigenvalues', () => {
    const { values } = symmetricEigen(Float64Array.from([0, 1, 0, 1, 0, 0, 0, 0, 1]), 3);
    expect(Array.from(values, (v) => Math.round(v * 1e14) / 1e14)).toEqual([1, 1, -1]);
  });
});

describe('principal directions of a trajectory about a centre', () => {
  const centre = Float64Array.from([1, 1, 1]);
  const at = (a: number, b: number) => Float64Array.from([1 + a, 1 + b, 1]);

  test('an ellipse about the centre has its axes as directions, with their shares', () => {
    const points = Array.from({ length: 400 }, (_, i) =>
      at(3 * Math.cos((i * Math.PI) / 200), Math.sin((i * Math.PI) / 200)),
    );
    const { directions, shares } = principalDirections(points, centre, 2);
    expect(Math.abs(directions[0]![0]!)).toBeCloseTo(1, 2);
    expect(Math.abs(directions[1]![1]!)).toBeCloseTo(1, 2);
    expect(shares[0]).toBeCloseTo(0.9, 2);
    expect(shares[0]! + shares[1]!).toBeCloseTo(1, 12);
    expect(dot(directions[0]!, directions[1]!)).toBeCloseTo(0, 14);
  });

  test('a straight path has one direction, pointing to its end', () => {
    const { directions, shares } = principalDirections([at(0, 0), at(-1, -1), at(-3, -3)], centre, 2);
    expect(directions).toHaveLength(1);
    expect(directions[0]![0]).toBeCloseTo(-Math.SQRT1_2, 14);
    expect(shares).toEqual([1]);
  });

  test('a path that never left the centre has none', () => {
    expect(principalDirections([centre, centre, centre], centre, 2)).toEqual({ directions: [], shares: [] });
  });
});
