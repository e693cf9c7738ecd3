import { VECTOR, zero } from './vectors';

/**
 * target[r][v] = bias[r] + Σ_k weight(r, k)·source[k][v], times what stood in target[r][v] if `scaled`
 *
 * rows × vectors from depth × vectors; weight(r, k) stands at weights + r·rowStep + k·columnStep, so the same code goes
 * forward (rows are outputs) and backward (rows are inputs). Without biases the sum starts at 0. Every element sees one sequence of operations, k ascending, whatever tile it falls in.
 */
export function product<T>(
  weights: usize,
  rowStep: usize,
  columnStep: usize,
  depth: usize,
  biases: usize,
  source: usize,
  target: usize,
  rows: usize,
  vectors: usize,
  scaled: bool,
): void {
  const pitch: usize = <usize>vectors * VECTOR;
  let row: usize = 0;
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
    let v: usize = 0;
    for (; v + 2 <= vectors; v += 2) {
      tile4x2<T>(w, rowStep, columnStep, depth, b0, b1, b2, b3, source + v * VECTOR, out + v * VECTOR, pitch, scaled);
    }
    if (v < vectors) {
      tile4x1<T>(w, rowStep, columnStep, depth, b0, b1, b2, b3, source + v * VECTOR, out + v * VECTOR, pitch, scaled);
    }
  }
  for (; row < rows; row++) {
    const bias = biases ? v128.load_splat<T>(biases + row * sizeof<T>()) : zero();
    const w = weights + row * rowStep;
    const out = target + row * pitch;
    let v: usize = 0;
    for (; v + 4 <= vectors; v += 4) {
      tile1x4<T>(w, columnStep, depth, bias, source + v * VECTOR, out + v * VECTOR, pitch, scaled);
    }
    if (v + 2 <= vectors) {
      tile1x2<T>(w, columnStep, depth, bias, source + v * VECTOR, out + v * VECTOR, pitch, scaled);
      v += 2;
    }
    if (v < vectors) tile1x1<T>(w, columnStep, depth, bias, source + v * VECTOR, out + v * VECTOR, pitch, scaled);
  }
}

// @ts-ignore: decorator
@inline
function put<T>(at: usize, sum: v128, scaled: bool): void {
  v128.store(at, scaled ? v128.mul<T>(sum, v128.load(at)) : sum);
}

// @ts-ignore: decorator
@inline
function tile4x2<T>(
  w0: usize,
  rowStep: usize,
  columnStep: usize,
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
  put<T>(target, s00, scaled);
  put<T>(target + 16, s01, scaled);
  target += pitch;
  put<T>(target, s10, scaled);
  put<T>(target + 16, s11, scaled);
  target += pitch;
  put<T>(target, s20, scaled);
  put<T>(target + 16, s21, scaled);
  target += pitch;
  put<T>(target, s30, scaled);
  put<T>(target + 16, s31, scaled);
}

// @ts-ignore: decorator
@inline
function tile4x1<T>(
  w0: usize,
  rowStep: usize,
  columnStep: usize,
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
  w0: usize,
  columnStep: usize,
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
    const w = v128.load_splat<T>(w0);
    s0 = v128.add<T>(s0, v128.mul<T>(w, v128.load(source)));
    s1 = v128.add<T>(s1, v128.mul<T>(w, v128.load(source, 16)));
    s2 = v128.add<T>(s2, v128.mul<T>(w, v128.load(source, 32)));
    s3 = v128.add<T>(s3, v128.mul<T>(w, v128.load(source, 48)));
    w0 += columnStep;
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
  w0: usize,
  columnStep: usize,
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
    const w = v128.load_splat<T>(w0);
    s0 = v128.add<T>(s0, v128.mul<T>(w, v128.load(source)));
    s1 = v128.add<T>(s1, v128.mul<T>(w, v128.load(source, 16)));
    w0 += columnStep;
    source += pitch;
  } while (--depth);
  put<T>(target, s0, scaled);
  put<T>(target + 16, s1, scaled);
}

// @ts-ignore: decorator
@inline
function tile1x1<T>(
  w0: usize,
  columnStep: usize,
  depth: usize,
  s: v128,
  source: usize,
  target: usize,
  pitch: usize,
  scaled: bool,
): void {
  do {
    s = v128.add<T>(s, v128.mul<T>(v128.load_splat<T>(w0), v128.load(source)));
    w0 += columnStep;
    source += pitch;
  } while (--depth);
  put<T>(target, s, scaled);
}
