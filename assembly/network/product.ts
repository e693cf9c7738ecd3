import { VECTOR, zero } from './vectors';

/**
 * target[r][v] = (bias[r] + Σ_k weight(r, k)·source[k][v]) · factor[r][v]
 *
 * rows × vectors from depth × vectors; weight(r, k) stands at weights + r·rowStep + k·columnStep, so the same code goes
 * forward (rows are outputs) and backward (rows are inputs). Without biases the sum starts at 0; without factors there is
 * no multiplication. Every element sees one sequence of operations, k ascending, whatever tile it falls in.
 */
export function product<T>(
  weights: usize,
  rowStep: usize,
  columnStep: usize,
  depth: u32,
  biases: usize,
  source: usize,
  target: usize,
  rows: u32,
  vectors: u32,
  factors: usize,
): void {
  const pitch: usize = <usize>vectors * VECTOR;
  const toFactor: usize = factors - target;
  let row: u32 = 0;
  for (; row + 4 <= rows; row += 4) {
    let b0 = zero();
    let b1 = b0;
    let b2 = b0;
    let b3 = b0;
    if (biases) {
      const at = biases + row * sizeof<T>();
      b0 = v128.load_splat<T>(at);
      b1 = v128.load_splat<T>(at, sizeof<T>());
      b2 = v128.load_splat<T>(at, 2 * sizeof<T>());
      b3 = v128.load_splat<T>(at, 3 * sizeof<T>());
    }
    const w = weights + row * rowStep;
    const out = target + row * pitch;
    let v: u32 = 0;
    for (; v + 2 <= vectors; v += 2) {
      tile4x2<T>(w, rowStep, columnStep, depth, b0, b1, b2, b3, source + v * VECTOR, out + v * VECTOR, pitch);
    }
    if (v < vectors) {
      tile4x1<T>(w, rowStep, columnStep, depth, b0, b1, b2, b3, source + v * VECTOR, out + v * VECTOR, pitch);
    }
  }
  for (; row < rows; row++) {
    const bias = biases ? v128.load_splat<T>(biases + row * sizeof<T>()) : zero();
    const w = weights + row * rowStep;
    const out = target + row * pitch;
    let v: u32 = 0;
    for (; v + 4 <= vectors; v += 4) {
      tile1x4<T>(w, columnStep, depth, bias, source + v * VECTOR, out + v * VECTOR, pitch);
    }
    if (v + 2 <= vectors) {
      tile1x2<T>(w, columnStep, depth, bias, source + v * VECTOR, out + v * VECTOR, pitch);
      v += 2;
    }
    if (v < vectors) tile1x1<T>(w, columnStep, depth, bias, source + v * VECTOR, out + v * VECTOR, pitch);
  }
  if (factors != 0) multiplyBy<T>(target, toFactor, pitch * rows);
}

/** target[i] ← target[i]·factor[i], the factors standing at a fixed distance. */
function multiplyBy<T>(target: usize, toFactor: usize, bytes: usize): void {
  for (const end = target + bytes; target < end; target += VECTOR) {
    v128.store(target, v128.mul<T>(v128.load(target), v128.load(target + toFactor)));
  }
}

// @ts-ignore: decorator
@inline
function tile4x2<T>(
  w0: usize,
  rowStep: usize,
  columnStep: usize,
  depth: u32,
  b0: v128,
  b1: v128,
  b2: v128,
  b3: v128,
  source: usize,
  target: usize,
  pitch: usize,
): void {
  let w1 = w0 + rowStep;
  let w2 = w1 + rowStep;
  let w3 = w2 + rowStep;
  let s00 = b0;
  let s01 = b0;
  let s10 = b1;
  let s11 = b1;
  let s20 = b2;
  let s21 = b2;
  let s30 = b3;
  let s31 = b3;
  do {
    const x0 = v128.load(source);
    const x1 = v128.load(source, 16);
    let w = v128.load_splat<T>(w0);
    s00 = v128.add<T>(s00, v128.mul<T>(w, x0));
    s01 = v128.add<T>(s01, v128.mul<T>(w, x1));
    w = v128.load_splat<T>(w1);
    s10 = v128.add<T>(s10, v128.mul<T>(w, x0));
    s11 = v128.add<T>(s11, v128.mul<T>(w, x1));
    w = v128.load_splat<T>(w2);
    s20 = v128.add<T>(s20, v128.mul<T>(w, x0));
    s21 = v128.add<T>(s21, v128.mul<T>(w, x1));
    w = v128.load_splat<T>(w3);
    s30 = v128.add<T>(s30, v128.mul<T>(w, x0));
    s31 = v128.add<T>(s31, v128.mul<T>(w, x1));
    w0 += columnStep;
    w1 += columnStep;
    w2 += columnStep;
    w3 += columnStep;
    source += pitch;
  } while (--depth);
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
function tile4x1<T>(
  w0: usize,
  rowStep: usize,
  columnStep: usize,
  depth: u32,
  s0: v128,
  s1: v128,
  s2: v128,
  s3: v128,
  source: usize,
  target: usize,
  pitch: usize,
): void {
  let w1 = w0 + rowStep;
  let w2 = w1 + rowStep;
  let w3 = w2 + rowStep;
  do {
    const x = v128.load(source);
    s0 = v128.add<T>(s0, v128.mul<T>(v128.load_splat<T>(w0), x));
    s1 = v128.add<T>(s1, v128.mul<T>(v128.load_splat<T>(w1), x));
    s2 = v128.add<T>(s2, v128.mul<T>(v128.load_splat<T>(w2), x));
    s3 = v128.add<T>(s3, v128.mul<T>(v128.load_splat<T>(w3), x));
    w0 += columnStep;
    w1 += columnStep;
    w2 += columnStep;
    w3 += columnStep;
    source += pitch;
  } while (--depth);
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
function tile1x4<T>(
  w0: usize,
  columnStep: usize,
  depth: u32,
  bias: v128,
  source: usize,
  target: usize,
  pitch: usize,
): void {
  let s0 = bias;
  let s1 = bias;
  let s2 = bias;
  let s3 = bias;
  do {
    const w = v128.load_splat<T>(w0);
    s0 = v128.add<T>(s0, v128.mul<T>(w, v128.load(source)));
    s1 = v128.add<T>(s1, v128.mul<T>(w, v128.load(source, 16)));
    s2 = v128.add<T>(s2, v128.mul<T>(w, v128.load(source, 32)));
    s3 = v128.add<T>(s3, v128.mul<T>(w, v128.load(source, 48)));
    w0 += columnStep;
    source += pitch;
  } while (--depth);
  v128.store(target, s0);
  v128.store(target, s1, 16);
  v128.store(target, s2, 32);
  v128.store(target, s3, 48);
}

// @ts-ignore: decorator
@inline
function tile1x2<T>(
  w0: usize,
  columnStep: usize,
  depth: u32,
  bias: v128,
  source: usize,
  target: usize,
  pitch: usize,
): void {
  let s0 = bias;
  let s1 = bias;
  do {
    const w = v128.load_splat<T>(w0);
    s0 = v128.add<T>(s0, v128.mul<T>(w, v128.load(source)));
    s1 = v128.add<T>(s1, v128.mul<T>(w, v128.load(source, 16)));
    w0 += columnStep;
    source += pitch;
  } while (--depth);
  v128.store(target, s0);
  v128.store(target, s1, 16);
}

// @ts-ignore: decorator
@inline
function tile1x1<T>(
  w0: usize,
  columnStep: usize,
  depth: u32,
  s: v128,
  source: usize,
  target: usize,
  pitch: usize,
): void {
  do {
    s = v128.add<T>(s, v128.mul<T>(v128.load_splat<T>(w0), v128.load(source)));
    w0 += columnStep;
    source += pitch;
  } while (--depth);
  v128.store(target, s);
}
