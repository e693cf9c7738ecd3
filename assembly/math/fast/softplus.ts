/**
 * ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|) for the network's kernels: measured errors in math/README.md; nearly exact form in
 * math/softplus.ts. By the reduction of exponential-core.ts e^−|x| = N/P with N = 2ᵏ·(D + U), P = D − U, and
 *   ln(1 + N/P) = 2·artanh(q/2) = q + q³·Q(q²),  q = N/(P + N/2) in [0, 2/3]:
 * one division for both functions, and all the digits of small results.
 */
import { evenPart, exponentialIndex, exponentialRemainder, oddPart, scaled, zeroIndex } from './exponential-core';
import { bounded } from './sigmoid';
import { affine, constant } from './vector';

// prettier-ignore
const F64: usize = memory.data<f64>([
  0.5, //                    0
  0.08333333333333333, //    1  Q, interpolated at Chebyshev nodes of q² in [0, 4/9]
  0.012500000000004558, //   2
  0.0022321428568053718, //  3
  0.00043402778744976297, // 4
  8.877826873111747e-05, //  5
  1.8781213458201468e-05, // 6
  4.0631543608565264e-06, // 7
  9.156091926264143e-07, //  8
  1.678607651926927e-07, //  9
  7.707617574673917e-08, // 10
], 16);

// prettier-ignore
const F32: usize = memory.data<f32>([
  0.5, //                   0
  0.08333329856395721, //   1
  0.012502362951636314, //  2
  0.0022059858310967684, // 3
  0.0005244433414191008, // 4
], 16);

/** Q of w = q² */
// @ts-ignore: decorator
@inline
function series<T>(w: v128): v128 {
  const w2 = v128.mul<T>(w, w);
  const q01 = affine<T>(constant<T>(F64, F32, 1), w, constant<T>(F64, F32, 2));
  const q23 = affine<T>(constant<T>(F64, F32, 3), w, constant<T>(F64, F32, 4));
  if (sizeof<T>() == 4) return affine<T>(q01, w2, q23);
  const q45 = affine<T>(constant<T>(F64, F32, 5), w, constant<T>(F64, F32, 6));
  const q67 = affine<T>(constant<T>(F64, F32, 7), w, constant<T>(F64, F32, 8));
  const q89 = affine<T>(constant<T>(F64, F32, 9), w, constant<T>(F64, F32, 10));
  const w4 = v128.mul<T>(w2, w2);
  return affine<T>(affine<T>(q01, w2, q23), w4, affine<T>(affine<T>(q45, w2, q67), w4, q89));
}

/** ln(1 + N/P) from N, which may be 0 or subnormal, and P near 2. */
// @ts-ignore: decorator
@inline
function logOfOnePlus<T>(small: v128, large: v128): v128 {
  const q = v128.div<T>(small, affine<T>(large, small, constant<T>(F64, F32, 0)));
  const w = v128.mul<T>(q, q);
  return affine<T>(q, v128.mul<T>(q, w), series<T>(w));
}

/** ln(1 + e^−|x|) of every lane of T = f64 or f32: what softplus adds to max(x, 0). NaN kept. */
// @ts-ignore: decorator
@inline
export function fastSoftplusTail<T>(x: v128): v128 {
  const size = bounded<T>(x);
  const index = exponentialIndex<T>(size);
  const r = exponentialRemainder<T>(size, v128.sub<T>(index, zeroIndex<T>()));
  const s = v128.mul<T>(r, r);
  const u = oddPart<T>(r, s);
  const d = evenPart<T>(s);
  return logOfOnePlus<T>(scaled<T>(v128.add<T>(d, u), index), v128.sub<T>(d, u));
}

/** ln(1 + eˣ) of every lane of T = f64 or f32: never below max(x, 0), subnormal results rounded, 0 at −∞, +∞ at +∞, NaN kept. */
// @ts-ignore: decorator
@inline
export function fastSoftplus<T>(x: v128): v128 {
  return v128.add<T>(v128.pmax<T>(x, i64x2.splat(0)), fastSoftplusTail<T>(x));
}

/** values[0] = ln(1 + eˣ) and slopes[0] = 1/(1 + e⁻ˣ), with the bits of `fastSoftplus` and `fastSigmoid`, which share their exponential. */
// @ts-ignore: decorator
@inline
export function fastSoftplusAndSigmoid<T>(x: v128, values: usize, slopes: usize): void {
  const size = bounded<T>(x);
  const index = exponentialIndex<T>(size);
  const r = exponentialRemainder<T>(size, v128.sub<T>(index, zeroIndex<T>()));
  const s = v128.mul<T>(r, r);
  const u = oddPart<T>(r, s);
  const d = evenPart<T>(s);
  const small = scaled<T>(v128.add<T>(d, u), index);
  const large = v128.sub<T>(d, u);
  v128.store(values, v128.add<T>(v128.pmax<T>(x, i64x2.splat(0)), logOfOnePlus<T>(small, large)));
  const numerator = v128.bitselect(small, large, v128.lt<T>(x, i64x2.splat(0)));
  v128.store(slopes, v128.div<T>(numerator, v128.add<T>(large, small)));
}
