import { panel } from './problem';
import { PANEL_STEP, tile1x1, tile1x2, tile1x4, tile4x1, tile4x2 } from './product-tiles';
import { VECTOR, zero } from './vectors';

/**
 * rows × vectors from depth × vectors:
 *
 *   forward   target[r][v] = bias[r] + Σ_k W[r][k]·source[k][v]        rows are outputs, W rows × depth
 *   backward  target[r][v] = (Σ_k W[k][r]·source[k][v])·target[r][v]   rows are inputs, W depth × rows; without the factor if not `scaled`
 *
 * Both go through tiles of 4 rows × 2 vectors. The weights of four rows are copied to a panel first, once for all vectors: k after k, each in
 * all lanes of a vector of its own, so that the innermost loop reads them from one address with fixed offsets (V8 keeps a register for each
 * offset of a splatting load) and never from addresses that fall on one another in the cache. Every element sees one sequence of
 * operations, k ascending, whatever tile it falls in. Without biases the sum starts at 0.
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
  let row: usize = 0;
  for (; row + 4 <= rows; row += 4) {
    fillPanel<T>(weights + row * rowBytes, rowBytes, sizeof<T>(), depth);
    const bias = biases ? biases + row * sizeof<T>() : 0;
    fourRows<T>(depth, bias, source, target + row * pitch, vectors, false);
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
    fillPanel<T>(weights + row * sizeof<T>(), sizeof<T>(), step, depth);
    fourRows<T>(depth, 0, source, target + row * pitch, vectors, scaled);
  }
  for (; row < rows; row++) {
    oneRow<T>(weights + row * sizeof<T>(), step, depth, 0, source, target + row * pitch, vectors, scaled);
  }
}

/** panel[k][0 … 3] = the weights of four rows at k, each in all lanes: row r's stand at weights + r·rowStep + k·step. */
function fillPanel<T>(weights: usize, rowStep: usize, step: usize, depth: usize): void {
  const second = weights + rowStep;
  const third = second + rowStep;
  const fourth = third + rowStep;
  const end = panel + depth * PANEL_STEP;
  let k: usize = 0;
  for (let at = panel; at < end; at += PANEL_STEP) {
    v128.store(at, v128.load_splat<T>(weights + k));
    v128.store(at, v128.load_splat<T>(second + k), 16);
    v128.store(at, v128.load_splat<T>(third + k), 32);
    v128.store(at, v128.load_splat<T>(fourth + k), 48);
    k += step;
  }
}

/** 4 × vectors from the panel; the biases at `bias` unless that is 0. */
function fourRows<T>(depth: usize, bias: usize, source: usize, target: usize, vectors: usize, scaled: bool): void {
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
  const weights = panel;
  const last = weights + (depth - 1) * PANEL_STEP;
  const end = source + pitch;
  const pairs = source + (pitch & ~31);
  for (; source < pairs; source += 2 * VECTOR) {
    tile4x2<T>(weights, last, b0, b1, b2, b3, source, target, pitch, scaled);
    target += 2 * VECTOR;
  }
  if (source < end) tile4x1<T>(weights, last, b0, b1, b2, b3, source, target, pitch, scaled);
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
