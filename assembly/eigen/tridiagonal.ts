import { laneSum, VECTOR, zero } from '../network/vectors';

/**
 * Householder reduction of a symmetric matrix to tridiagonal form (Golub & Van Loan, Matrix Computations, §8.3.1), last row first, on the
 * lower triangle. Applying one reflection and multiplying by the next one's vector is a single pass over the matrix.
 *
 * matrix: n rows of `pitch` bytes, pitch a multiple of 16; on return row k holds the vector v_k (k numbers) of the reflection
 * I − v_k·v_kᵀ/halves[k], or halves[k] = 0 where none was needed. diagonal: n; off: n, off[k] between k and k + 1, off[n − 1] = 0.
 * scratch: three vectors of `pitch` bytes. The largest entry should be near 1, so that squares neither overflow nor vanish.
 */
export function tridiagonalise(
  matrix: usize,
  n: usize,
  pitch: usize,
  diagonal: usize,
  off: usize,
  halves: usize,
  scratch: usize,
): void {
  let v = scratch;
  let w = scratch + pitch;
  const image = scratch + 2 * pitch;
  memory.fill(scratch, 0, 3 * pitch);
  store<f64>(off + ((n - 1) << 3), 0);
  store<f64>(halves, 0);
  for (let k = n - 1; ; k--) {
    const row = matrix + k * pitch;
    applyToRow(row, k, v, w);
    store<f64>(diagonal + (k << 3), load<f64>(row + (k << 3)));
    if (k == 0) break;
    const half = reflection(row, k, off + ((k - 1) << 3));
    store<f64>(halves + (k << 3), half);
    // Past its end the reflection's row holds entries of the matrix; the pass below reads only the first k of them.
    memory.fill(image, 0, pitch);
    updateAndMultiply(matrix, k, pitch, v, w, row, image);
    nextUpdate(row, image, half, k, v, w);
  }
}

/** row[j] −= v[k]·w[j] + w[k]·v[j] for j ≤ k. */
function applyToRow(row: usize, k: usize, v: usize, w: usize): void {
  const a = f64x2.splat(load<f64>(v + (k << 3)));
  const b = f64x2.splat(load<f64>(w + (k << 3)));
  for (let at: usize = 0, end = (k + 1) << 3; at < end; at += VECTOR) {
    const change = f64x2.add(f64x2.mul(a, v128.load(w + at)), f64x2.mul(b, v128.load(v + at)));
    v128.store(row + at, f64x2.sub(v128.load(row + at), change));
  }
}

/** Turns the first k numbers of a row into the reflection's vector, writes what is left of the row to `off`, and returns vᵀv/2. */
function reflection(row: usize, k: usize, off: usize): f64 {
  const last = row + ((k - 1) << 3);
  const alpha = load<f64>(last);
  let tail: f64 = 0;
  for (let at = row; at < last; at += 8) tail += load<f64>(at) * load<f64>(at);
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

/**
 * For the leading k × k block: A −= v·wᵀ + w·vᵀ, and image = A·next with the new A. Two rows at a time: they share what is loaded of the
 * vectors, and more of them would not stay in registers.
 */
function updateAndMultiply(
  matrix: usize,
  k: usize,
  pitch: usize,
  v: usize,
  w: usize,
  next: usize,
  image: usize,
): void {
  let i: usize = 0;
  for (; i + 2 <= k; i += 2) {
    const row = matrix + i * pitch;
    updatePair(row, row + pitch, i << 3, v, w, next, image);
  }
  if (i < k) updateLast(matrix + i * pitch, i << 3, v, w, next, image);
}

function updatePair(row: usize, below: usize, end: usize, v: usize, w: usize, next: usize, image: usize): void {
  const v0 = v128.load_splat<f64>(v + end);
  const w0 = v128.load_splat<f64>(w + end);
  const x0 = v128.load_splat<f64>(next + end);
  const v1 = v128.load_splat<f64>(v + end, 8);
  const w1 = v128.load_splat<f64>(w + end, 8);
  const x1 = v128.load_splat<f64>(next + end, 8);
  let sum0 = zero();
  let sum1 = zero();
  for (let at: usize = 0; at < end; at += VECTOR) {
    const vj = v128.load(v + at);
    const wj = v128.load(w + at);
    const xj = v128.load(next + at);
    const a = f64x2.sub(v128.load(row + at), f64x2.add(f64x2.mul(v0, wj), f64x2.mul(w0, vj)));
    const b = f64x2.sub(v128.load(below + at), f64x2.add(f64x2.mul(v1, wj), f64x2.mul(w1, vj)));
    v128.store(row + at, a);
    v128.store(below + at, b);
    sum0 = f64x2.add(sum0, f64x2.mul(a, xj));
    sum1 = f64x2.add(sum1, f64x2.mul(b, xj));
    const mirrored = f64x2.add(f64x2.mul(a, x0), f64x2.mul(b, x1));
    v128.store(image + at, f64x2.add(v128.load(image + at), mirrored));
  }
  // The corner of three: [a00; a10 a11].
  const first = f64x2.extract_lane(x0, 0);
  const second = f64x2.extract_lane(x1, 0);
  const a00 = updated(row + end, v + end, w + end, v + end, w + end);
  const a10 = updated(below + end, v + end + 8, w + end + 8, v + end, w + end);
  const a11 = updated(below + end + 8, v + end + 8, w + end + 8, v + end + 8, w + end + 8);
  store<f64>(image + end, laneSum<f64>(sum0) + a00 * first + a10 * second);
  store<f64>(image + end + 8, laneSum<f64>(sum1) + a10 * first + a11 * second);
}

function updateLast(row: usize, end: usize, v: usize, w: usize, next: usize, image: usize): void {
  const v0 = v128.load_splat<f64>(v + end);
  const w0 = v128.load_splat<f64>(w + end);
  const x0 = v128.load_splat<f64>(next + end);
  let sum = zero();
  for (let at: usize = 0; at < end; at += VECTOR) {
    const change = f64x2.add(f64x2.mul(v0, v128.load(w + at)), f64x2.mul(w0, v128.load(v + at)));
    const a = f64x2.sub(v128.load(row + at), change);
    v128.store(row + at, a);
    sum = f64x2.add(sum, f64x2.mul(a, v128.load(next + at)));
    v128.store(image + at, f64x2.add(v128.load(image + at), f64x2.mul(a, x0)));
  }
  const a00 = updated(row + end, v + end, w + end, v + end, w + end);
  store<f64>(image + end, laneSum<f64>(sum) + a00 * f64x2.extract_lane(x0, 0));
}

// @ts-ignore: decorator
@inline
function updated(at: usize, vi: usize, wi: usize, vj: usize, wj: usize): f64 {
  const value = load<f64>(at) - (load<f64>(vi) * load<f64>(wj) + load<f64>(wi) * load<f64>(vj));
  store<f64>(at, value);
  return value;
}

/** v = next, w = image/half − (nextᵀ·image/2half²)·next: the update that the reflection makes. */
function nextUpdate(next: usize, image: usize, half: f64, k: usize, v: usize, w: usize): void {
  const bytes = k << 3;
  if (half == 0) {
    memory.fill(v, 0, bytes);
    memory.fill(w, 0, bytes);
    return;
  }
  let inner: f64 = 0;
  for (let at: usize = 0; at < bytes; at += 8) inner += load<f64>(next + at) * load<f64>(image + at);
  const share = inner / half / 2;
  for (let at: usize = 0; at < bytes; at += 8) {
    const value = load<f64>(next + at);
    store<f64>(v + at, value);
    store<f64>(w + at, (load<f64>(image + at) - share * value) / half);
  }
}
