import { VECTOR, zero } from '../network/vectors';

/**
 * target[r][v] = bias[r] + Σ_k first(r, k)·x[k][v] + Σ_k second(r, k)·y[k][v]
 *
 * rows × vectors from two sources of depth × vectors, in f64; both matrices are laid out alike (rowStep, columnStep as in `product`).
 * The two sums share their accumulators, one after the other, so a loop body has one block of multiply-adds. Every element
 * sees one sequence of operations, whatever tile it falls in.
 */
export function productSum(
  first: usize,
  second: usize,
  rowStep: usize,
  columnStep: usize,
  depth: usize,
  biases: usize,
  x: usize,
  y: usize,
  target: usize,
  rows: usize,
  vectors: usize,
): void {
  const pitch = vectors * VECTOR;
  let row: usize = 0;
  for (; row + 4 <= rows; row += 4) {
    const bias = biases ? biases + row * sizeof<f64>() : 0;
    const a = first + row * rowStep;
    const b = second + row * rowStep;
    const out = target + row * pitch;
    let at: usize = 0;
    for (; at + 2 * VECTOR <= pitch; at += 2 * VECTOR) {
      tile4x2(a, b, rowStep, columnStep, depth, bias, x + at, y + at, out + at, pitch);
    }
    if (at < pitch) tile4x1(a, b, rowStep, columnStep, depth, bias, x + at, y + at, out + at, pitch);
  }
  for (; row < rows; row++) {
    const bias = biases ? v128.load_splat<f64>(biases + row * sizeof<f64>()) : zero();
    const a = first + row * rowStep;
    const b = second + row * rowStep;
    const out = target + row * pitch;
    let at: usize = 0;
    for (; at + 4 * VECTOR <= pitch; at += 4 * VECTOR) {
      tile1x4(a, b, columnStep, depth, bias, x + at, y + at, out + at, pitch);
    }
    for (; at < pitch; at += VECTOR) tile1x1(a, b, columnStep, depth, bias, x + at, y + at, out + at, pitch);
  }
}

// @ts-ignore: decorator
@inline
function biasAt(biases: usize, row: usize): v128 {
  return biases ? v128.load_splat<f64>(biases + row * sizeof<f64>()) : zero();
}

function tile4x2(
  first: usize,
  second: usize,
  rowStep: usize,
  columnStep: usize,
  depth: usize,
  biases: usize,
  x: usize,
  y: usize,
  target: usize,
  pitch: usize,
): void {
  let s00 = biasAt(biases, 0);
  let s01 = s00;
  let s10 = biasAt(biases, 1);
  let s11 = s10;
  let s20 = biasAt(biases, 2);
  let s21 = s20;
  let s30 = biasAt(biases, 3);
  let s31 = s30;
  let w0 = first;
  let source = x;
  for (let pass = 0; pass < 2; pass++) {
    let w1 = w0 + rowStep;
    let w2 = w1 + rowStep;
    let w3 = w2 + rowStep;
    let left = depth;
    do {
      const x0 = v128.load(source);
      const x1 = v128.load(source, 16);
      let w = v128.load_splat<f64>(w0);
      s00 = f64x2.add(s00, f64x2.mul(w, x0));
      s01 = f64x2.add(s01, f64x2.mul(w, x1));
      w = v128.load_splat<f64>(w1);
      s10 = f64x2.add(s10, f64x2.mul(w, x0));
      s11 = f64x2.add(s11, f64x2.mul(w, x1));
      w = v128.load_splat<f64>(w2);
      s20 = f64x2.add(s20, f64x2.mul(w, x0));
      s21 = f64x2.add(s21, f64x2.mul(w, x1));
      w = v128.load_splat<f64>(w3);
      s30 = f64x2.add(s30, f64x2.mul(w, x0));
      s31 = f64x2.add(s31, f64x2.mul(w, x1));
      w0 += columnStep;
      w1 += columnStep;
      w2 += columnStep;
      w3 += columnStep;
      source += pitch;
    } while (--left);
    w0 = second;
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

function tile4x1(
  first: usize,
  second: usize,
  rowStep: usize,
  columnStep: usize,
  depth: usize,
  biases: usize,
  x: usize,
  y: usize,
  target: usize,
  pitch: usize,
): void {
  let s0 = biasAt(biases, 0);
  let s1 = biasAt(biases, 1);
  let s2 = biasAt(biases, 2);
  let s3 = biasAt(biases, 3);
  let w0 = first;
  let source = x;
  for (let pass = 0; pass < 2; pass++) {
    let w1 = w0 + rowStep;
    let w2 = w1 + rowStep;
    let w3 = w2 + rowStep;
    let left = depth;
    do {
      const value = v128.load(source);
      s0 = f64x2.add(s0, f64x2.mul(v128.load_splat<f64>(w0), value));
      s1 = f64x2.add(s1, f64x2.mul(v128.load_splat<f64>(w1), value));
      s2 = f64x2.add(s2, f64x2.mul(v128.load_splat<f64>(w2), value));
      s3 = f64x2.add(s3, f64x2.mul(v128.load_splat<f64>(w3), value));
      w0 += columnStep;
      w1 += columnStep;
      w2 += columnStep;
      w3 += columnStep;
      source += pitch;
    } while (--left);
    w0 = second;
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

function tile1x4(
  first: usize,
  second: usize,
  columnStep: usize,
  depth: usize,
  bias: v128,
  x: usize,
  y: usize,
  target: usize,
  pitch: usize,
): void {
  let s0 = bias;
  let s1 = bias;
  let s2 = bias;
  let s3 = bias;
  let weight = first;
  let source = x;
  for (let pass = 0; pass < 2; pass++) {
    let left = depth;
    do {
      const w = v128.load_splat<f64>(weight);
      s0 = f64x2.add(s0, f64x2.mul(w, v128.load(source)));
      s1 = f64x2.add(s1, f64x2.mul(w, v128.load(source, 16)));
      s2 = f64x2.add(s2, f64x2.mul(w, v128.load(source, 32)));
      s3 = f64x2.add(s3, f64x2.mul(w, v128.load(source, 48)));
      weight += columnStep;
      source += pitch;
    } while (--left);
    weight = second;
    source = y;
  }
  v128.store(target, s0);
  v128.store(target, s1, 16);
  v128.store(target, s2, 32);
  v128.store(target, s3, 48);
}

function tile1x1(
  first: usize,
  second: usize,
  columnStep: usize,
  depth: usize,
  bias: v128,
  x: usize,
  y: usize,
  target: usize,
  pitch: usize,
): void {
  let sum = bias;
  let weight = first;
  let source = x;
  for (let pass = 0; pass < 2; pass++) {
    let left = depth;
    do {
      sum = f64x2.add(sum, f64x2.mul(v128.load_splat<f64>(weight), v128.load(source)));
      weight += columnStep;
      source += pitch;
    } while (--left);
    weight = second;
    source = y;
  }
  v128.store(target, sum);
}
