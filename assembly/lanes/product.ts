import { VECTOR, zero } from '../network/vectors';

/**
 * target[r][s] = bias[r] + Σ_k weight(r, k)·source[k][s], times what stood there if `scaled`, for one vector of lanes: rows × places from
 * depth × places, places `step` bytes apart in rows of `pitch` bytes. The weight of row r and depth k stands at
 * weights + r·rowStep + k·depthStep, the bias of row r at biases + 16·r; without biases the sum starts at 0. k ascends in every sum.
 */
export function laneProduct<T>(
  weights: usize,
  rowStep: usize,
  depthStep: usize,
  depth: usize,
  biases: usize,
  source: usize,
  target: usize,
  rows: usize,
  step: usize,
  pitch: usize,
  scaled: bool,
): void {
  let row: usize = 0;
  for (; row + 2 <= rows; row += 2) {
    const a = biases ? v128.load(biases + row * VECTOR) : zero();
    const b = biases ? v128.load(biases + row * VECTOR, 16) : zero();
    const w = weights + row * rowStep;
    const t = target + row * pitch;
    let at: usize = 0;
    for (; at + 4 * step <= pitch; at += 4 * step) {
      tile2x4<T>(w, rowStep, depthStep, depth, a, b, source + at, t + at, step, pitch, scaled);
    }
    if (at < pitch) {
      tile1x2<T>(w, depthStep, depth, a, source + at, t + at, step, pitch, scaled);
      tile1x2<T>(w + rowStep, depthStep, depth, b, source + at, t + pitch + at, step, pitch, scaled);
    }
  }
  if (row == rows) return;
  const bias = biases ? v128.load(biases + row * VECTOR) : zero();
  for (let at: usize = 0; at < pitch; at += 2 * step) {
    tile1x2<T>(weights + row * rowStep, depthStep, depth, bias, source + at, target + row * pitch + at, step, pitch, scaled);
  }
}

// @ts-ignore: decorator
@inline
function put<T>(at: usize, sum: v128, scaled: bool): void {
  v128.store(at, scaled ? v128.mul<T>(sum, v128.load(at)) : sum);
}

// @ts-ignore: decorator
@inline
function tile2x4<T>(
  weights: usize,
  rowStep: usize,
  depthStep: usize,
  depth: usize,
  a: v128,
  b: v128,
  source: usize,
  target: usize,
  step: usize,
  pitch: usize,
  scaled: bool,
): void {
  let a0 = a;
  let a1 = a;
  let a2 = a;
  let a3 = a;
  let b0 = b;
  let b1 = b;
  let b2 = b;
  let b3 = b;
  do {
    const x0 = v128.load(source);
    const x1 = v128.load(source + step);
    const x2 = v128.load(source + 2 * step);
    const x3 = v128.load(source + 3 * step);
    let w = v128.load(weights);
    a0 = v128.add<T>(a0, v128.mul<T>(w, x0));
    a1 = v128.add<T>(a1, v128.mul<T>(w, x1));
    a2 = v128.add<T>(a2, v128.mul<T>(w, x2));
    a3 = v128.add<T>(a3, v128.mul<T>(w, x3));
    w = v128.load(weights + rowStep);
    b0 = v128.add<T>(b0, v128.mul<T>(w, x0));
    b1 = v128.add<T>(b1, v128.mul<T>(w, x1));
    b2 = v128.add<T>(b2, v128.mul<T>(w, x2));
    b3 = v128.add<T>(b3, v128.mul<T>(w, x3));
    weights += depthStep;
    source += pitch;
  } while (--depth);
  put<T>(target, a0, scaled);
  put<T>(target + step, a1, scaled);
  put<T>(target + 2 * step, a2, scaled);
  put<T>(target + 3 * step, a3, scaled);
  target += pitch;
  put<T>(target, b0, scaled);
  put<T>(target + step, b1, scaled);
  put<T>(target + 2 * step, b2, scaled);
  put<T>(target + 3 * step, b3, scaled);
}

/** Places always come in twos at least: that many samples stand in a vector. */
// @ts-ignore: decorator
@inline
function tile1x2<T>(
  weights: usize,
  depthStep: usize,
  depth: usize,
  start: v128,
  source: usize,
  target: usize,
  step: usize,
  pitch: usize,
  scaled: bool,
): void {
  let s0 = start;
  let s1 = start;
  do {
    const w = v128.load(weights);
    s0 = v128.add<T>(s0, v128.mul<T>(w, v128.load(source)));
    s1 = v128.add<T>(s1, v128.mul<T>(w, v128.load(source + step)));
    weights += depthStep;
    source += pitch;
  } while (--depth);
  put<T>(target, s0, scaled);
  put<T>(target + step, s1, scaled);
}
