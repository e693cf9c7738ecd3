/**
 * The micro-kernels of product.ts: rows × vectors of target[r][v] = b_r + Σ_k weight(k, r)·source[k][v], times what stood there if `scaled`.
 *
 * Four rows read the panel from `weights` to `last`, its part of the last k; one row reads its weights at weights + k·step. source[k] stands at
 * source + k·pitch. One k per turn, one accumulator per element: eight accumulators, two sources and four weights are what fifteen
 * registers hold, and V8 loads all of a turn before it computes, so more of it spills. V8 makes two turns of one by itself.
 */

// @ts-ignore: decorator
@inline
function put<T>(at: usize, sum: v128, scaled: bool): void {
  v128.store(at, scaled ? v128.mul<T>(sum, v128.load(at)) : sum);
}

/** Bytes of the panel for one k: the weights of four rows, each in all lanes. */
export const PANEL_STEP: usize = 64;

// @ts-ignore: decorator
@inline
export function tile4x2<T>(
  weights: usize,
  last: usize,
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
  let x0: v128;
  let x1: v128;
  let w: v128;
  for (;;) {
    x0 = v128.load(source);
    x1 = v128.load(source, 16);
    w = v128.load(weights);
    s00 = v128.add<T>(s00, v128.mul<T>(w, x0));
    s01 = v128.add<T>(s01, v128.mul<T>(w, x1));
    w = v128.load(weights, 16);
    s10 = v128.add<T>(s10, v128.mul<T>(w, x0));
    s11 = v128.add<T>(s11, v128.mul<T>(w, x1));
    w = v128.load(weights, 32);
    s20 = v128.add<T>(s20, v128.mul<T>(w, x0));
    s21 = v128.add<T>(s21, v128.mul<T>(w, x1));
    w = v128.load(weights, 48);
    s30 = v128.add<T>(s30, v128.mul<T>(w, x0));
    s31 = v128.add<T>(s31, v128.mul<T>(w, x1));
    if (weights == last) break;
    weights += PANEL_STEP;
    source += pitch;
  }
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
export function tile4x1<T>(
  weights: usize,
  last: usize,
  s0: v128,
  s1: v128,
  s2: v128,
  s3: v128,
  source: usize,
  target: usize,
  pitch: usize,
  scaled: bool,
): void {
  for (;;) {
    const x = v128.load(source);
    s0 = v128.add<T>(s0, v128.mul<T>(v128.load(weights), x));
    s1 = v128.add<T>(s1, v128.mul<T>(v128.load(weights, 16), x));
    s2 = v128.add<T>(s2, v128.mul<T>(v128.load(weights, 32), x));
    s3 = v128.add<T>(s3, v128.mul<T>(v128.load(weights, 48), x));
    if (weights == last) break;
    weights += PANEL_STEP;
    source += pitch;
  }
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
export function tile1x4<T>(
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
export function tile1x2<T>(
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
export function tile1x1<T>(
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
