import { VECTOR, laneSum, laneSums, zero } from './vectors';

/**
 * ∂loss/∂W[o][k] = Σ_v delta[o][v]·source[k][v] and ∂loss/∂b[o] = Σ_v delta[o][v], summed over the lanes.
 *
 * outputs × vectors and inputs × vectors give outputs × inputs. Each element has one accumulator that takes the vectors in
 * order, then its lanes are added in order: the same sequence in every tile. `first` starts the sum over blocks anew. One index runs
 * over all rows of a tile: a pointer for each would cost V8 two instructions where this costs one.
 */
export function weightGradient<T>(
  deltas: usize,
  source: usize,
  outputs: usize,
  inputs: usize,
  vectors: usize,
  gradient: usize,
  first: bool,
): void {
  const pitch: usize = <usize>vectors * VECTOR;
  const rowBytes: usize = <usize>inputs * sizeof<T>();
  let o: usize = 0;
  for (; o + 4 <= outputs; o += 4) {
    const d = deltas + o * pitch;
    const g = gradient + o * rowBytes;
    let k: usize = 0;
    for (; k + 2 <= inputs; k += 2) {
      tile4x2<T>(d, source + k * pitch, vectors, pitch, g + k * sizeof<T>(), rowBytes, first);
    }
    if (k < inputs) tile4x1<T>(d, source + k * pitch, vectors, pitch, g + k * sizeof<T>(), rowBytes, first);
  }
  for (; o < outputs; o++) {
    const d = deltas + o * pitch;
    const g = gradient + o * rowBytes;
    let k: usize = 0;
    for (; k + 4 <= inputs; k += 4) {
      tile1x4<T>(d, source + k * pitch, vectors, pitch, g + k * sizeof<T>(), first);
    }
    for (; k < inputs; k++) tile1x1<T>(d, source + k * pitch, vectors, g + k * sizeof<T>(), first);
  }
}

/** Four rows at once: each is one long chain of sums, and four of them go side by side. */
export function biasGradient<T>(deltas: usize, outputs: usize, vectors: usize, gradient: usize, first: bool): void {
  const pitch = vectors * VECTOR;
  let o: usize = 0;
  for (; o + 4 <= outputs; o += 4) {
    let s0 = zero();
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    const d1 = deltas + pitch;
    const d2 = d1 + pitch;
    const d3 = d2 + pitch;
    for (let at: usize = 0; at < pitch; at += VECTOR) {
      s0 = v128.add<T>(s0, v128.load(deltas + at));
      s1 = v128.add<T>(s1, v128.load(d1 + at));
      s2 = v128.add<T>(s2, v128.load(d2 + at));
      s3 = v128.add<T>(s3, v128.load(d3 + at));
    }
    put<T>(gradient, s0, first);
    put<T>(gradient + sizeof<T>(), s1, first);
    put<T>(gradient + 2 * sizeof<T>(), s2, first);
    put<T>(gradient + 3 * sizeof<T>(), s3, first);
    gradient += 4 * sizeof<T>();
    deltas = d3 + pitch;
  }
  for (; o < outputs; o++) {
    let sum = zero();
    for (const end = deltas + pitch; deltas < end; deltas += VECTOR) sum = v128.add<T>(sum, v128.load(deltas));
    put<T>(gradient, sum, first);
    gradient += sizeof<T>();
  }
}

// @ts-ignore: decorator
@inline
function put<T>(at: usize, sum: v128, first: bool): void {
  const total = laneSum<T>(sum);
  store<T>(at, first ? total : <T>(load<T>(at) + total));
}

// @ts-ignore: decorator
@inline
function tile4x2<T>(
  d0: usize,
  x0: usize,
  vectors: usize,
  pitch: usize,
  gradient: usize,
  rowBytes: usize,
  first: bool,
): void {
  const d1 = d0 + pitch;
  const d2 = d1 + pitch;
  const d3 = d2 + pitch;
  const x1 = x0 + pitch;
  let s00 = zero();
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  const end = vectors * VECTOR;
  let at: usize = 0;
  do {
    const a = v128.load(x0 + at);
    const b = v128.load(x1 + at);
    let d = v128.load(d0 + at);
    s00 = v128.add<T>(s00, v128.mul<T>(d, a));
    s01 = v128.add<T>(s01, v128.mul<T>(d, b));
    d = v128.load(d1 + at);
    s10 = v128.add<T>(s10, v128.mul<T>(d, a));
    s11 = v128.add<T>(s11, v128.mul<T>(d, b));
    d = v128.load(d2 + at);
    s20 = v128.add<T>(s20, v128.mul<T>(d, a));
    s21 = v128.add<T>(s21, v128.mul<T>(d, b));
    d = v128.load(d3 + at);
    s30 = v128.add<T>(s30, v128.mul<T>(d, a));
    s31 = v128.add<T>(s31, v128.mul<T>(d, b));
    at += VECTOR;
  } while (at < end);
  const second = gradient + rowBytes;
  const third = second + rowBytes;
  const fourth = third + rowBytes;
  let g0 = laneSums<T>(s00, s01);
  let g1 = laneSums<T>(s10, s11);
  let g2 = laneSums<T>(s20, s21);
  let g3 = laneSums<T>(s30, s31);
  if (!first) {
    g0 = v128.add<T>(loadPair<T>(gradient), g0);
    g1 = v128.add<T>(loadPair<T>(second), g1);
    g2 = v128.add<T>(loadPair<T>(third), g2);
    g3 = v128.add<T>(loadPair<T>(fourth), g3);
  }
  storePair<T>(gradient, g0);
  storePair<T>(second, g1);
  storePair<T>(third, g2);
  storePair<T>(fourth, g3);
}

/** Two numbers that stand side by side. */
// @ts-ignore: decorator
@inline
function loadPair<T>(at: usize): v128 {
  return sizeof<T>() == 8 ? v128.load(at) : v128.load64_zero(at);
}

// @ts-ignore: decorator
@inline
function storePair<T>(at: usize, pair: v128): void {
  if (sizeof<T>() == 8) v128.store(at, pair);
  else v128.store64_lane(at, pair, 0);
}

// @ts-ignore: decorator
@inline
function tile4x1<T>(
  d0: usize,
  x0: usize,
  vectors: usize,
  pitch: usize,
  gradient: usize,
  rowBytes: usize,
  first: bool,
): void {
  const d1 = d0 + pitch;
  const d2 = d1 + pitch;
  const d3 = d2 + pitch;
  let s0 = zero();
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const end = vectors * VECTOR;
  let at: usize = 0;
  do {
    const a = v128.load(x0 + at);
    s0 = v128.add<T>(s0, v128.mul<T>(v128.load(d0 + at), a));
    s1 = v128.add<T>(s1, v128.mul<T>(v128.load(d1 + at), a));
    s2 = v128.add<T>(s2, v128.mul<T>(v128.load(d2 + at), a));
    s3 = v128.add<T>(s3, v128.mul<T>(v128.load(d3 + at), a));
    at += VECTOR;
  } while (at < end);
  put<T>(gradient, s0, first);
  gradient += rowBytes;
  put<T>(gradient, s1, first);
  gradient += rowBytes;
  put<T>(gradient, s2, first);
  gradient += rowBytes;
  put<T>(gradient, s3, first);
}

// @ts-ignore: decorator
@inline
function tile1x4<T>(d0: usize, x0: usize, vectors: usize, pitch: usize, gradient: usize, first: bool): void {
  const x1 = x0 + pitch;
  const x2 = x1 + pitch;
  const x3 = x2 + pitch;
  let s0 = zero();
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const end = vectors * VECTOR;
  let at: usize = 0;
  do {
    const d = v128.load(d0 + at);
    s0 = v128.add<T>(s0, v128.mul<T>(d, v128.load(x0 + at)));
    s1 = v128.add<T>(s1, v128.mul<T>(d, v128.load(x1 + at)));
    s2 = v128.add<T>(s2, v128.mul<T>(d, v128.load(x2 + at)));
    s3 = v128.add<T>(s3, v128.mul<T>(d, v128.load(x3 + at)));
    at += VECTOR;
  } while (at < end);
  put<T>(gradient, s0, first);
  put<T>(gradient + sizeof<T>(), s1, first);
  put<T>(gradient + 2 * sizeof<T>(), s2, first);
  put<T>(gradient + 3 * sizeof<T>(), s3, first);
}

// @ts-ignore: decorator
@inline
function tile1x1<T>(d: usize, x: usize, vectors: usize, gradient: usize, first: bool): void {
  let s = zero();
  const end = vectors * VECTOR;
  let at: usize = 0;
  do {
    s = v128.add<T>(s, v128.mul<T>(v128.load(d + at), v128.load(x + at)));
    at += VECTOR;
  } while (at < end);
  put<T>(gradient, s, first);
}
