import { panel } from './problem';
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

// @ts-ignore: decorator
@inline
function put<T>(at: usize, sum: v128, scaled: bool): void {
  v128.store(at, scaled ? v128.mul<T>(sum, v128.load(at)) : sum);
}

// @ts-ignore: decorator
@inline
function tile4x2<T>(
  weights: usize,
  step: usize,
  depth: usize,
  b0: v128,
  b1: v128,
  b2: v128,
  b3: v128,
  source: usize,
  target: usize,
  pitch: usize,
  scaled: bool,
): void {
  let s00 = b0;
  let s01 = b0;
  let s10 = b1;
  let s11 = b1;
  let s20 = b2;
  let s21 = b2;
  let s30 = b3;
  let s31 = b3;
  const end = weights + depth * step;
  let x0: v128;
  let x1: v128;
  let w: v128;
  do {
    x0 = v128.load(source);
    x1 = v128.load(source, 16);
    w = v128.load_splat<T>(weights);
    s00 = v128.add<T>(s00, v128.mul<T>(w, x0));
    s01 = v128.add<T>(s01, v128.mul<T>(w, x1));
    w = v128.load_splat<T>(weights, sizeof<T>());
    s10 = v128.add<T>(s10, v128.mul<T>(w, x0));
    s11 = v128.add<T>(s11, v128.mul<T>(w, x1));
    w = v128.load_splat<T>(weights, 2 * sizeof<T>());
    s20 = v128.add<T>(s20, v128.mul<T>(w, x0));
    s21 = v128.add<T>(s21, v128.mul<T>(w, x1));
    w = v128.load_splat<T>(weights, 3 * sizeof<T>());
    s30 = v128.add<T>(s30, v128.mul<T>(w, x0));
    s31 = v128.add<T>(s31, v128.mul<T>(w, x1));
    weights += step;
    source += pitch;
  } while (weights != end);
  const second = target + pitch;
  const third = second + pitch;
  const fourth = third + pitch;
  if (scaled) {
    s00 = v128.mul<T>(s00, v128.load(target));
    s01 = v128.mul<T>(s01, v128.load(target, 16));
    s10 = v128.mul<T>(s10, v128.load(second));
    s11 = v128.mul<T>(s11, v128.load(second, 16));
    s20 = v128.mul<T>(s20, v128.load(third));
    s21 = v128.mul<T>(s21, v128.load(third, 16));
    s30 = v128.mul<T>(s30, v128.load(fourth));
    s31 = v128.mul<T>(s31, v128.load(fourth, 16));
  }
  v128.store(target, s00);
  v128.store(target, s01, 16);
  v128.store(second, s10);
  v128.store(second, s11, 16);
  v128.store(third, s20);
  v128.store(third, s21, 16);
  v128.store(fourth, s30);
  v128.store(fourth, s31, 16);
}

// @ts-ignore: decorator
@inline
function tile4x1<T>(
  weights: usize,
  step: usize,
  depth: usize,
  s0: v128,
  s1: v128,
  s2: v128,
  s3: v128,
  source: usize,
  target: usize,
  pitch: usize,
  scaled: bool,
): void {
  do {
    const x = v128.load(source);
    s0 = v128.add<T>(s0, v128.mul<T>(v128.load_splat<T>(weights), x));
    s1 = v128.add<T>(s1, v128.mul<T>(v128.load_splat<T>(weights, sizeof<T>()), x));
    s2 = v128.add<T>(s2, v128.mul<T>(v128.load_splat<T>(weights, 2 * sizeof<T>()), x));
    s3 = v128.add<T>(s3, v128.mul<T>(v128.load_splat<T>(weights, 3 * sizeof<T>()), x));
    weights += step;
    source += pitch;
  } while (--depth);
  put<T>(target, s0, scaled);
  target += pitch;
  put<T>(target, s1, scaled);
  target += pitch;
  put<T>(target, s2, scaled);
  target += pitch;
  put<T>(target, s3, scaled);
}

// @ts-ignore: decorator
@inline
function tile1x4<T>(
  weights: usize,
  step: usize,
  depth: usize,
  bias: v128,
  source: usize,
  target: usize,
  pitch: usize,
  scaled: bool,
): void {
  let s0 = bias;
  let s1 = bias;
  let s2 = bias;
  let s3 = bias;
  do {
    const w = v128.load_splat<T>(weights);
    s0 = v128.add<T>(s0, v128.mul<T>(w, v128.load(source)));
    s1 = v128.add<T>(s1, v128.mul<T>(w, v128.load(source, 16)));
    s2 = v128.add<T>(s2, v128.mul<T>(w, v128.load(source, 32)));
    s3 = v128.add<T>(s3, v128.mul<T>(w, v128.load(source, 48)));
    weights += step;
    source += pitch;
  } while (--depth);
  put<T>(target, s0, scaled);
  put<T>(target + 16, s1, scaled);
  put<T>(target + 32, s2, scaled);
  put<T>(target + 48, s3, scaled);
}

// @ts-ignore: decorator
@inline
function tile1x2<T>(
  weights: usize,
  step: usize,
  depth: usize,
  bias: v128,
  source: usize,
  target: usize,
  pitch: usize,
  scaled: bool,
): void {
  let s0 = bias;
  let s1 = bias;
  do {
    const w = v128.load_splat<T>(weights);
    s0 = v128.add<T>(s0, v128.mul<T>(w, v128.load(source)));
    s1 = v128.add<T>(s1, v128.mul<T>(w, v128.load(source, 16)));
    weights += step;
    source += pitch;
  } while (--depth);
  put<T>(target, s0, scaled);
  put<T>(target + 16, s1, scaled);
}

// @ts-ignore: decorator
@inline
function tile1x1<T>(
  weights: usize,
  step: usize,
  depth: usize,
  s: v128,
  source: usize,
  target: usize,
  pitch: usize,
  scaled: bool,
): void {
  do {
    s = v128.add<T>(s, v128.mul<T>(v128.load_splat<T>(weights), v128.load(source)));
    weights += step;
    source += pitch;
  } while (--depth);
  put<T>(target, s, scaled);
}
