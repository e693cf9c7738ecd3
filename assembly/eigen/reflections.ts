import { laneSum, VECTOR, zero } from '../network/vectors';

/**
 * basis = H_1·H_2·…·H_n−1, the reflections that `tridiagonalise` left behind: n rows of `pitch` bytes, so that
 * basis·A·basisᵀ is tridiagonal. What lies past a row's end is 0 and stays 0.
 */
export function multiplyReflections(vectors: usize, halves: usize, n: usize, pitch: usize, basis: usize): void {
  memory.fill(basis, 0, n * pitch);
  for (let i: usize = 0; i < n; i++) store<f64>(basis + i * pitch + (i << 3), 1);
  for (let k: usize = 1; k < n; k++) {
    const half = load<f64>(halves + (k << 3));
    if (half == 0) continue;
    const v = vectors + k * pitch;
    // Beyond its k numbers the row holds the diagonal, which is no part of the vector.
    store<f64>(v + (k << 3), 0);
    for (let r: usize = 0; r < k; r++) reflectRow(basis + r * pitch, v, k << 3, half);
  }
}

function reflectRow(row: usize, v: usize, end: usize, half: f64): void {
  let sum = zero();
  for (let at: usize = 0; at < end; at += VECTOR) {
    sum = f64x2.add(sum, f64x2.mul(v128.load(row + at), v128.load(v + at)));
  }
  const factor = f64x2.splat(laneSum<f64>(sum) / half);
  for (let at: usize = 0; at < end; at += VECTOR) {
    v128.store(row + at, f64x2.sub(v128.load(row + at), f64x2.mul(factor, v128.load(v + at))));
  }
}
