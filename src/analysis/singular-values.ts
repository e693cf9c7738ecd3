import { dot } from '../model/vectors';

/** A = Σ_k values[k]·left[k]·right[k]ᵀ, min(rows, columns) terms. */
export interface SingularValues {
  /** Descending, none negative. */
  readonly values: Float64Array;
  /** Unit vectors of length rows; all 0 where the value is 0. */
  readonly left: readonly Float64Array[];
  /** Unit vectors of length columns; all 0 where the value is 0 and the matrix is wide. */
  readonly right: readonly Float64Array[];
}

/** More sweeps have never been needed; a matrix of 100 columns takes about 8. */
const mostSweeps = 60;

/**
 * Singular values and vectors of a small matrix by one-sided Jacobi rotations (Hestenes 1958; Golub & Van Loan, Matrix Computations, §8.6): columns are
 * rotated in pairs until all are orthogonal. Small singular values keep their digits, which those of AᵀA would not.
 * @param matrix rows × columns, row-major; only read
 */
export function singularValues(matrix: Float64Array, rows: number, columns: number): SingularValues {
  const wide = columns > rows;
  const [m, n] = wide ? [columns, rows] : [rows, columns];
  const a = Array.from({ length: n }, (_, j) =>
    Float64Array.from({ length: m }, (__, i) => matrix[wide ? j * columns + i : i * columns + j]!),
  );
  const v = Array.from({ length: n }, (_, j) =>
    Float64Array.from({ length: n }, (__, i) => (i === j ? 1 : 0)),
  );
  for (let sweep = 0, turned = true; turned && sweep < mostSweeps; sweep++) {
    turned = false;
    for (let p = 0; p < n - 1; p++)
      for (let q = p + 1; q < n; q++) {
        const [pp, qq, pq] = [dot(a[p]!, a[p]!), dot(a[q]!, a[q]!), dot(a[p]!, a[q]!)];
        if (pq === 0 || Math.abs(pq) <= 2 ** -52 * Math.sqrt(pp) * Math.sqrt(qq)) continue;
        turned = true;
        const tau = (qq - pp) / (2 * pq);
        const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        const c = 1 / Math.sqrt(1 + t * t);
        rotate(a[p]!, a[q]!, c, t * c);
        rotate(v[p]!, v[q]!, c, t * c);
      }
  }
  const lengths = a.map((column) => Math.sqrt(dot(column, column)));
  const order = lengths.map((_, j) => j).sort((i, j) => lengths[j]! - lengths[i]! || i - j);
  const units = order.map((j) => a[j]!.map((entry) => (lengths[j] === 0 ? 0 : entry / lengths[j]!)));
  const turns = order.map((j) => v[j]!);
  return {
    values: Float64Array.from(order, (j) => lengths[j]!),
    left: wide ? turns : units,
    right: wide ? units : turns,
  };
}

function rotate(p: Float64Array, q: Float64Array, c: number, s: number): void {
  for (let i = 0; i < p.length; i++) {
    const [x, y] = [p[i]!, q[i]!];
    p[i] = c * x - s * y;
    q[i] = s * x + c * y;
  }
}
