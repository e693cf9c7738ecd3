import { VECTOR, zero } from '../network/vectors';
import { sumPanel } from './layers';

/**
 * Two matrix products in one, rows × vectors from two sources of depth × vectors, in f64:
 *
 *   forward   target[r][v] = bias[r] + Σ_k A[r][k]·x[k][v] + Σ_k B[r][k]·y[k][v]     A, B rows × depth
 *   backward  target[r][v] = Σ_k A[k][r]·x[k][v] + Σ_k B[k][r]·y[k][v]               A, B depth × rows
 *
 * The two sums share their accumulators, one after the other, so a loop body has one block of multiply-adds. As in network/product.ts the four
 * weights of one k stand side by side: backward they do, forward they are copied to a panel first. Every element sees one sequence
 * of operations, whatever tile it falls in.
 */
export function productSumForward(
  first: usize,
  second: usize,
  depth: usize,
  biases: usize,
  x: usize,
  y: usize,
  target: usize,
  rows: usize,
  vectors: usize,
): void {
  const pitch = vectors * VECTOR;
  const rowBytes = depth * sizeof<f64>();
  const other = sumPanel + 4 * rowBytes;
  let row: usize = 0;
  for (; row + 4 <= rows; row += 4) {
    fillPanel(first + row * rowBytes, rowBytes, sumPanel);
    fillPanel(second + row * rowBytes, rowBytes, other);
    const bias = biases ? biases + row * sizeof<f64>() : 0;
    fourRows(sumPanel, other, 32, depth, bias, x, y, target + row * pitch, pitch);
  }
  for (; row < rows; row++) {
    const bias = biases ? biases + row * sizeof<f64>() : 0;
    oneRow(first + row * rowBytes, second + row * rowBytes, sizeof<f64>(), depth, bias, x, y, target + row * pitch, pitch);
  }
}

export function productSumBackward(
  first: usize,
  second: usize,
  depth: usize,
  x: usize,
  y: usize,
  target: usize,
  rows: usize,
  vectors: usize,
): void {
  const pitch = vectors * VECTOR;
  const step = rows * sizeof<f64>();
  let row: usize = 0;
  for (; row + 4 <= rows; row += 4) {
    const at = row * sizeof<f64>();
    fourRows(first + at, second + at, step, depth, 0, x, y, target + row * pitch, pitch);
  }
  for (; row < rows; row++) {
    const at = row * sizeof<f64>();
    oneRow(first + at, second + at, step, depth, 0, x, y, target + row * pitch, pitch);
  }
}

/** panel[k][0 … 3] = four rows of weights at k. */
function fillPanel(weights: usize, rowBytes: usize, at: usize): void {
  const second = weights + rowBytes;
  const third = second + rowBytes;
  const fourth = third + rowBytes;
  for (let k: usize = 0; k < rowBytes; k += sizeof<f64>()) {
    store<f64>(at, load<f64>(weights + k));
    store<f64>(at, load<f64>(second + k), 8);
    store<f64>(at, load<f64>(third + k), 16);
    store<f64>(at, load<f64>(fourth + k), 24);
    at += 32;
  }
}

/** 4 × vectors; the weights of k stand at first + k·step and second + k·step, the biases at `bias` unless that is 0. */
function fourRows(
  first: usize,
  second: usize,
  step: usize,
  depth: usize,
  bias: usize,
  x: usize,
  y: usize,
  target: usize,
  pitch: usize,
): void {
  let b0 = zero();
  let b1 = b0;
  let b2 = b0;
  let b3 = b0;
  if (bias) {
    b0 = v128.load_splat<f64>(bias);
    b1 = v128.load_splat<f64>(bias, 8);
    b2 = v128.load_splat<f64>(bias, 16);
    b3 = v128.load_splat<f64>(bias, 24);
  }
  const end = x + pitch;
  for (; x + 2 * VECTOR <= end; x += 2 * VECTOR) {
    tile4x2(first, second, step, depth, b0, b1, b2, b3, x, y, target, pitch);
    y += 2 * VECTOR;
    target += 2 * VECTOR;
  }
  if (x < end) tile4x1(first, second, step, depth, b0, b1, b2, b3, x, y, target, pitch);
}

/** 1 × vectors; the weight of k stands at first + k·step and second + k·step. */
function oneRow(
  first: usize,
  second: usize,
  step: usize,
  depth: usize,
  bias: usize,
  x: usize,
  y: usize,
  target: usize,
  pitch: usize,
): void {
  const start = bias ? v128.load_splat<f64>(bias) : zero();
  let at: usize = 0;
  for (; at + 4 * VECTOR <= pitch; at += 4 * VECTOR) {
    tile1x4(first, second, step, depth, start, x + at, y + at, target + at, pitch);
  }
  for (; at < pitch; at += VECTOR) tile1x1(first, second, step, depth, start, x + at, y + at, target + at, pitch);
}

// @ts-ignore: decorator
@inline
function tile4x2(
  weights: usize,
  second: usize,
  step: usize,
  depth: usize,
  b0: v128,
  b1: v128,
  b2: v128,
  b3: v128,
  source: usize,
  y: usize,
  target: usize,
  pitch: usize,
): void {
  let s00 = b0;
  let s01 = b0;
  let s10 = b1;
  let s11 = b1;
  let s20 = b2;
  let s21 = b2;
  let s30 = b3;
  let s31 = b3;
  const bytes = depth * step;
  for (let pass = 0; pass < 2; pass++) {
    const end = weights + bytes;
    do {
      const x0 = v128.load(source);
      const x1 = v128.load(source, 16);
      let w = v128.load_splat<f64>(weights);
      s00 = f64x2.add(s00, f64x2.mul(w, x0));
      s01 = f64x2.add(s01, f64x2.mul(w, x1));
      w = v128.load_splat<f64>(weights, 8);
      s10 = f64x2.add(s10, f64x2.mul(w, x0));
      s11 = f64x2.add(s11, f64x2.mul(w, x1));
      w = v128.load_splat<f64>(weights, 16);
      s20 = f64x2.add(s20, f64x2.mul(w, x0));
      s21 = f64x2.add(s21, f64x2.mul(w, x1));
      w = v128.load_splat<f64>(weights, 24);
      s30 = f64x2.add(s30, f64x2.mul(w, x0));
      s31 = f64x2.add(s31, f64x2.mul(w, x1));
      weights += step;
      source += pitch;
    } while (weights != end);
    weights = second;
    source = y;
  }
  v128.store(target, s00);
  v128.store(target, s01, 16);
  target += pitch;
  v128.store(target, s10);
  v128.store(target, s11, 16);
  target += pitch;
  v128.store(target, s20);
  v128.store(target, s21, 16);
  target += pitch;
  v128.store(target, s30);
  v128.store(target, s31, 16);
}

// @ts-ignore: decorator
@inline
function tile4x1(
  weights: usize,
  second: usize,
  step: usize,
  depth: usize,
  s0: v128,
  s1: v128,
  s2: v128,
  s3: v128,
  source: usize,
  y: usize,
  target: usize,
  pitch: usize,
): void {
  for (let pass = 0; pass < 2; pass++) {
    let left = depth;
    do {
      const value = v128.load(source);
      s0 = f64x2.add(s0, f64x2.mul(v128.load_splat<f64>(weights), value));
      s1 = f64x2.add(s1, f64x2.mul(v128.load_splat<f64>(weights, 8), value));
      s2 = f64x2.add(s2, f64x2.mul(v128.load_splat<f64>(weights, 16), value));
      s3 = f64x2.add(s3, f64x2.mul(v128.load_splat<f64>(weights, 24), value));
      weights += step;
      source += pitch;
    } while (--left);
    weights = second;
    source = y;
  }
  v128.store(target, s0);
  target += pitch;
  v128.store(target, s1);
  target += pitch;
  v128.store(target, s2);
  target += pitch;
  v128.store(target, s3);
}

// @ts-ignore: decorator
@inline
function tile1x4(
  weights: usize,
  second: usize,
  step: usize,
  depth: usize,
  bias: v128,
  source: usize,
  y: usize,
  target: usize,
  pitch: usize,
): void {
  let s0 = bias;
  let s1 = bias;
  let s2 = bias;
  let s3 = bias;
  for (let pass = 0; pass < 2; pass++) {
    let left = depth;
    do {
      const w = v128.load_splat<f64>(weights);
      s0 = f64x2.add(s0, f64x2.mul(w, v128.load(source)));
      s1 = f64x2.add(s1, f64x2.mul(w, v128.load(source, 16)));
      s2 = f64x2.add(s2, f64x2.mul(w, v128.load(source, 32)));
      s3 = f64x2.add(s3, f64x2.mul(w, v128.load(source, 48)));
      weights += step;
      source += pitch;
    } while (--left);
    weights = second;
    source = y;
  }
  v128.store(target, s0);
  v128.store(target, s1, 16);
  v128.store(target, s2, 32);
  v128.store(target, s3, 48);
}

// @ts-ignore: decorator
@inline
function tile1x1(
  weights: usize,
  second: usize,
  step: usize,
  depth: usize,
  sum: v128,
  source: usize,
  y: usize,
  target: usize,
  pitch: usize,
): void {
  for (let pass = 0; pass < 2; pass++) {
    let left = depth;
    do {
      sum = f64x2.add(sum, f64x2.mul(v128.load_splat<f64>(weights), v128.load(source)));
      weights += step;
      source += pitch;
    } while (--left);
    weights = second;
    source = y;
  }
  v128.store(target, sum);
}
