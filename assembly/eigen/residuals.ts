import { laneSum, VECTOR, zero } from '../network/vectors';

/** residuals[k] = ‖A·x − λ·x‖ for x = row k of vectors and λ = values[k]; matrix and vectors n rows of `pitch` bytes, 0 past the n numbers. */
export function eigenResiduals(
  matrix: usize,
  vectors: usize,
  values: usize,
  n: usize,
  pitch: usize,
  residuals: usize,
): void {
  for (let k: usize = 0; k < n; k++) {
    const x = vectors + k * pitch;
    store<f64>(residuals + (k << 3), residual(matrix, x, load<f64>(values + (k << 3)), n, pitch));
  }
}

function residual(matrix: usize, x: usize, value: f64, n: usize, pitch: usize): f64 {
  let total: f64 = 0;
  for (let i: usize = 0; i < n; i++) {
    const row = matrix + i * pitch;
    let even = zero();
    let odd = zero();
    let at: usize = 0;
    for (; at + 2 * VECTOR <= pitch; at += 2 * VECTOR) {
      even = f64x2.add(even, f64x2.mul(v128.load(row + at), v128.load(x + at)));
      odd = f64x2.add(odd, f64x2.mul(v128.load(row + at, 16), v128.load(x + at, 16)));
    }
    if (at < pitch) even = f64x2.add(even, f64x2.mul(v128.load(row + at), v128.load(x + at)));
    const gap = laneSum<f64>(f64x2.add(even, odd)) - value * load<f64>(x + (i << 3));
    total += gap * gap;
  }
  return Math.sqrt(total);
}
