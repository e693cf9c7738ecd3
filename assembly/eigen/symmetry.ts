import { VECTOR, zero } from '../network/vectors';

/**
 * Largest modulus of a matrix that is symmetric to the bit (but for the sign of 0) and finite, −1 for any other. matrix: n rows of `pitch` bytes, 0 past the
 * end of a row. Tiles of 2 × 2 are compared with their mirror images.
 */
export function largestSymmetric(matrix: usize, n: usize, pitch: usize): f64 {
  let largest = zero();
  let different = zero();
  let i: usize = 0;
  for (; i + 2 <= n; i += 2) {
    let row = matrix + i * pitch;
    let column = matrix + (i << 3);
    for (const end = row + (i << 3); row <= end; row += VECTOR) {
      const a = v128.load(row);
      const b = v128.load(row + pitch);
      const c = v128.load(column);
      const d = v128.load(column + pitch);
      column += 2 * pitch;
      different = v128.or(different, f64x2.ne(a, v128.shuffle<f64>(c, d, 0, 2)));
      different = v128.or(different, f64x2.ne(b, v128.shuffle<f64>(c, d, 1, 3)));
      largest = f64x2.pmax(largest, f64x2.abs(a));
      largest = f64x2.pmax(largest, f64x2.abs(b));
    }
  }
  let most = max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1));
  if (i < n) {
    const row = matrix + i * pitch;
    for (let j: usize = 0; j < n; j++) {
      const value = load<f64>(row + (j << 3));
      if (value != load<f64>(matrix + j * pitch + (i << 3))) return -1;
      most = max(most, Math.abs(value));
    }
  }
  return v128.any_true(different) || !(most < Infinity) ? -1 : most;
}
