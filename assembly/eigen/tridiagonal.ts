import { laneSum, VECTOR, zero } from '../network/vectors';

/**
 * Householder reduction of a symmetric matrix to tridiagonal form (Golub & Van Loan, Matrix Computations, §8.3.1), last row first, on the
 * lower triangle. Applying one reflection and multiplying by the next one's vector is a single pass over the matrix.
 *
 * matrix: n rows of `pitch` bytes, pitch a multiple of 16; on return row k holds the vector v_k (k numbers) of the reflection
 * I − v_k·v_kᵀ/halves[k], or halves[k] = 0 where none was needed. diagonal: n; off: n, off[k] between k and k + 1, off[n − 1] = 0.
 * The largest entry should be near 1, so that squares neither overflow nor vanish.
 *
 * columns: 4·pitch bytes. What a pass needs of columns j and j + 1 stands together in 64 bytes: the update's two vectors v and w, the
 * next reflection's vector x, and A·x; so the innermost loop has three addresses to move.
 */
export function tridiagonalise(
  matrix: usize,
  n: usize,
  pitch: usize,
  diagonal: usize,
  off: usize,
  halves: usize,
  columns: usize,
): void {
  memory.fill(columns, 0, 4 * pitch);
  store<f64>(off + ((n - 1) << 3), 0);
  store<f64>(halves, 0);
  for (let k = n - 1; ; k--) {
    const row = matrix + k * pitch;
    applyToRow(row, k, columns);
    store<f64>(diagonal + (k << 3), load<f64>(row + (k << 3)));
    if (k == 0) break;
    const half = reflection(row, k, off + ((k - 1) << 3));
    store<f64>(halves + (k << 3), half);
    startPass(row, k, columns);
    updateAndMultiply(matrix, k, pitch, columns);
    endPass(half, k, columns);
  }
}

/** Bytes of two columns. */
const PAIR: usize = 64;
const W: usize = 16;
const X: usize = 32;
const IMAGE: usize = 48;

// @ts-ignore: decorator
@inline
function column(columns: usize, j: usize): usize {
  return columns + (j >> 1) * PAIR + ((j & 1) << 3);
}

/** row[j] −= v[k]·w[j] + w[k]·v[j] for j ≤ k. */
function applyToRow(row: usize, k: usize, columns: usize): void {
  const own = column(columns, k);
  const a = v128.load_splat<f64>(own);
  const b = v128.load_splat<f64>(own, W);
  for (const end = row + ((k + 1) << 3); row < end; row += VECTOR) {
    const change = f64x2.add(f64x2.mul(a, v128.load(columns, W)), f64x2.mul(b, v128.load(columns)));
    v128.store(row, f64x2.sub(v128.load(row), change));
    columns += PAIR;
  }
}

/** Turns the first k numbers of a row into the reflection's vector, writes what is left of the row to `off`, and returns vᵀv/2. */
function reflection(row: usize, k: usize, off: usize): f64 {
  const last = row + ((k - 1) << 3);
  const alpha = load<f64>(last);
  let sum = zero();
  let at = row;
  for (; at + VECTOR <= last; at += VECTOR) {
    const pair = v128.load(at);
    sum = f64x2.add(sum, f64x2.mul(pair, pair));
  }
  let tail = laneSum<f64>(sum);
  if (at < last) tail += load<f64>(at) * load<f64>(at);
  if (tail == 0) {
    store<f64>(off, alpha);
    memory.fill(row, 0, k << 3);
    return 0;
  }
  const square = tail + alpha * alpha;
  const length = alpha > 0 ? -Math.sqrt(square) : Math.sqrt(square);
  store<f64>(off, length);
  store<f64>(last, alpha - length);
  return square - alpha * length;
}

/** x = the first k numbers of the row, and 0 after an odd last one; image = 0. */
function startPass(row: usize, k: usize, columns: usize): void {
  for (let left = k; left > 1; left -= 2) {
    v128.store(columns, v128.load(row), X);
    v128.store(columns, zero(), IMAGE);
    row += VECTOR;
    columns += PAIR;
  }
  if (k & 1) {
    v128.store(columns, v128.load64_zero(row), X);
    v128.store(columns, zero(), IMAGE);
  }
}

/**
 * For the leading k × k block: A −= v·wᵀ + w·vᵀ, and image = A·x with the new A. Two rows at a time: they share what is loaded of the
 * columns, and more of them would not stay in registers.
 */
function updateAndMultiply(matrix: usize, k: usize, pitch: usize, columns: usize): void {
  let i: usize = 0;
  for (; i + 2 <= k; i += 2) {
    updatePair(matrix, matrix + pitch, i, columns);
    matrix += 2 * pitch;
  }
  if (i < k) updateLast(matrix, i, columns);
}

function updatePair(row: usize, below: usize, i: usize, columns: usize): void {
  const own = columns + (i >> 1) * PAIR;
  const v0 = v128.load_splat<f64>(own);
  const w0 = v128.load_splat<f64>(own, W);
  const x0 = v128.load_splat<f64>(own, X);
  const v1 = v128.load_splat<f64>(own, 8);
  const w1 = v128.load_splat<f64>(own, W + 8);
  const x1 = v128.load_splat<f64>(own, X + 8);
  let sum0 = zero();
  let sum1 = zero();
  while (columns < own) {
    const v = v128.load(columns);
    const w = v128.load(columns, W);
    const x = v128.load(columns, X);
    const a = f64x2.sub(v128.load(row), f64x2.add(f64x2.mul(v0, w), f64x2.mul(w0, v)));
    v128.store(row, a);
    sum0 = f64x2.add(sum0, f64x2.mul(a, x));
    const b = f64x2.sub(v128.load(below), f64x2.add(f64x2.mul(v1, w), f64x2.mul(w1, v)));
    v128.store(below, b);
    sum1 = f64x2.add(sum1, f64x2.mul(b, x));
    const mirrored = f64x2.add(f64x2.mul(a, x0), f64x2.mul(b, x1));
    v128.store(columns, f64x2.add(v128.load(columns, IMAGE), mirrored), IMAGE);
    row += VECTOR;
    below += VECTOR;
    columns += PAIR;
  }
  // The corner of three: [a00; a10 a11].
  const first = load<f64>(own, X);
  const second = load<f64>(own, X + 8);
  const a00 = updated(row, own, own);
  const a10 = updated(below, own + 8, own);
  const a11 = updated(below + 8, own + 8, own + 8);
  store<f64>(own, laneSum<f64>(sum0) + a00 * first + a10 * second, IMAGE);
  store<f64>(own, laneSum<f64>(sum1) + a10 * first + a11 * second, IMAGE + 8);
}

function updateLast(row: usize, i: usize, columns: usize): void {
  const own = columns + (i >> 1) * PAIR;
  const v0 = v128.load_splat<f64>(own);
  const w0 = v128.load_splat<f64>(own, W);
  const x0 = v128.load_splat<f64>(own, X);
  let sum = zero();
  for (; columns < own; columns += PAIR) {
    const change = f64x2.add(f64x2.mul(v0, v128.load(columns, W)), f64x2.mul(w0, v128.load(columns)));
    const a = f64x2.sub(v128.load(row), change);
    v128.store(row, a);
    sum = f64x2.add(sum, f64x2.mul(a, v128.load(columns, X)));
    v128.store(columns, f64x2.add(v128.load(columns, IMAGE), f64x2.mul(a, x0)), IMAGE);
    row += VECTOR;
  }
  store<f64>(own, laneSum<f64>(sum) + updated(row, own, own) * load<f64>(own, X), IMAGE);
}

/** a −= v_i·w_j + w_i·v_j for one number. */
// @ts-ignore: decorator
@inline
function updated(at: usize, i: usize, j: usize): f64 {
  const value = load<f64>(at) - (load<f64>(i) * load<f64>(j, W) + load<f64>(i, W) * load<f64>(j));
  store<f64>(at, value);
  return value;
}

/** v = x, w = image/half − (xᵀ·image/2half²)·x: the update that the reflection makes. */
function endPass(half: f64, k: usize, columns: usize): void {
  const end = columns + ((k + 1) >> 1) * PAIR;
  let sum = zero();
  for (let at = columns; at < end; at += PAIR) {
    sum = f64x2.add(sum, f64x2.mul(v128.load(at, X), v128.load(at, IMAGE)));
  }
  const divisor = f64x2.splat(half == 0 ? 1 : half);
  const share = f64x2.div(f64x2.splat(laneSum<f64>(sum) / 2), divisor);
  for (let at = columns; at < end; at += PAIR) {
    const x = v128.load(at, X);
    v128.store(at, x);
    v128.store(at, f64x2.div(f64x2.sub(v128.load(at, IMAGE), f64x2.mul(share, x)), divisor), W);
  }
}
