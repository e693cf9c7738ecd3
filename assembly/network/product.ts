import { panel } from './problem';
import { tile1x1, tile1x2, tile1x4, tile4x1, tile4x2 } from './product-tiles';
import { VECTOR, zero } from './vectors';

/**
 * rows × vectors from depth × vectors:
 *
 *   forward   target[r][v] = bias[r] + Σ_k W[r][k]·source[k][v]        rows are outputs, W rows × depth
 *   backward  target[r][v] = (Σ_k W[k][r]·source[k][v])·target[r][v]   rows are inputs, W depth × rows; without the factor if not `scaled`
 *
 * Both go through tiles of 4 rows × 2 vectors in which the four weights of one k stand side by side: backward they do, forward they
 * are copied to a panel first, once for all vectors. Every element sees one sequence of operations, k ascending, whatever tile
 * it falls in. Without biases the sum starts at 0.
 */
export function productForward<T>(
  weights: usize,
  depth: usize,
  biases: usize,
  source: usize,
  target: usize,
  rows: usize,
  vectors: usize,
): void {
  const pitch: usize = vectors * VECTOR;
  const rowBytes: usize = depth * sizeof<T>();
  const step: usize = 4 * sizeof<T>();
  let row: usize = 0;
  for (; row + 4 <= rows; row += 4) {
    fillPanel<T>(weights + row * rowBytes, rowBytes);
    const bias = biases ? biases + row * sizeof<T>() : 0;
    fourRows<T>(panel, step, depth, bias, source, target + row * pitch, vectors, false);
  }
  for (; row < rows; row++) {
    const bias = biases ? biases + row * sizeof<T>() : 0;
    oneRow<T>(weights + row * rowBytes, sizeof<T>(), depth, bias, source, target + row * pitch, vectors, false);
  }
}

export function productBackward<T>(
  weights: usize,
  depth: usize,
  source: usize,
  target: usize,
  rows: usize,
  vectors: usize,
  scaled: bool,
): void {
  const pitch: usize = vectors * VECTOR;
  const step: usize = rows * sizeof<T>();
  let row: usize = 0;
  for (; row + 4 <= rows; row += 4) {
    fourRows<T>(weights + row * sizeof<T>(), step, depth, 0, source, target + row * pitch, vectors, scaled);
  }
  for (; row < rows; row++) {
    oneRow<T>(weights + row * sizeof<T>(), step, depth, 0, source, target + row * pitch, vectors, scaled);
  }
}

/** panel[k][0 … 3] = four rows of weights at k. */
function fillPanel<T>(weights: usize, rowBytes: usize): void {
  const second = weights + rowBytes;
  const third = second + rowBytes;
  const fourth = third + rowBytes;
  let at = panel;
  for (let k: usize = 0; k < rowBytes; k += sizeof<T>()) {
    store<T>(at, load<T>(weights + k));
    store<T>(at, load<T>(second + k), sizeof<T>());
    store<T>(at, load<T>(third + k), 2 * sizeof<T>());
    store<T>(at, load<T>(fourth + k), 3 * sizeof<T>());
    at += 4 * sizeof<T>();
  }
}

/** 4 × vectors; the weights of k stand at weights + k·step, the biases at `bias` unless that is 0. */
function fourRows<T>(
  weights: usize,
  step: usize,
  depth: usize,
  bias: usize,
  source: usize,
  target: usize,
  vectors: usize,
  scaled: bool,
): void {
  const pitch: usize = vectors * VECTOR;
  let b0 = zero();
  let b1 = b0;
  let b2 = b0;
  let b3 = b0;
  if (bias) {
    b0 = v128.load_splat<T>(bias);
    b1 = v128.load_splat<T>(bias, sizeof<T>());
    b2 = v128.load_splat<T>(bias, 2 * sizeof<T>());
    b3 = v128.load_splat<T>(bias, 3 * sizeof<T>());
  }
  const end = source + pitch;
  for (; source + 2 * VECTOR <= end; source += 2 * VECTOR) {
    tile4x2<T>(weights, step, depth, b0, b1, b2, b3, source, target, pitch, scaled);
    target += 2 * VECTOR;
  }
  if (source < end) tile4x1<T>(weights, step, depth, b0, b1, b2, b3, source, target, pitch, scaled);
}

/** 1 × vectors; the weight of k stands at weights + k·step. */
function oneRow<T>(
  weights: usize,
  step: usize,
  depth: usize,
  bias: usize,
  source: usize,
  target: usize,
  vectors: usize,
  scaled: bool,
): void {
  const pitch: usize = vectors * VECTOR;
  const start = bias ? v128.load_splat<T>(bias) : zero();
  let v: usize = 0;
  for (; v + 4 <= vectors; v += 4) {
    tile1x4<T>(weights, step, depth, start, source + v * VECTOR, target + v * VECTOR, pitch, scaled);
  }
  if (v + 2 <= vectors) {
    tile1x2<T>(weights, step, depth, start, source + v * VECTOR, target + v * VECTOR, pitch, scaled);
    v += 2;
  }
  if (v < vectors) tile1x1<T>(weights, step, depth, start, source + v * VECTOR, target + v * VECTOR, pitch, scaled);
}
