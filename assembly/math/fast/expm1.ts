/**
 * eˣ − 1 for the network's kernels: measured errors in math/README.md; nearly exact form in math/expm1.ts. Own derivation: the reduction
 * of exponential-core.ts, but with k = 0 for all |x| ≤ 1/2 (so U and D serve |r| ≤ 1/2 and have one more term), and
 *   eˣ − 1 = 2ᵏ·((1 − w)·D + (1 + w)·U)/(D − U),  w = 2⁻ᵏ,
 * whose factors 1 ± w are exact or as good as that: where the two terms cancel they are small numbers times D and U.
 */
import { exponentialIndex, exponentialRemainder, scaled, zeroIndex } from './exponential-core';
import { affine, bitsSub, constant, magnitude, one, sign, toExponent } from './vector';

// prettier-ignore
const F64: usize = memory.data<f64>([
  710.0, //                    0  e^710 overflows
  -40.0, //                    1  e⁻⁴⁰ − 1 rounds to −1
  0.5, //                      2
  60.0, //                     3  from k = 60 on w counts for nothing
  -1.0, //                     4
  0.028785816939776363, //     5  U = r·(1 + r²·((5) + r²·((6) + r²·(7)))), interpolated with D at Chebyshev nodes of r²
  8.413827082352646e-05, //    6
  -1.0000432821077682e-07, //  7
  0.2242383005462194, //       8  D = 2 + r²·((8) + r²·(9))
  0.002188134920498916, //     9
  2.0, //                     10
], 16);

// prettier-ignore
const F32: usize = memory.data<f32>([
  89.0, //                    0
  -20.0, //                   1
  0.5, //                     2
  30.0, //                    3
  -1.0, //                    4
  0.02379889041185379, //     5  U = r·(1 + r²·(5))
  0.0, //                     6  not used
  0.0, //                     7  not used
  0.21426445245742798, //     8
  0.0011887067230418324, //   9
  2.0, //                    10
], 16);

/** eˣ − 1 of every lane of T = f64 or f32; −0 and subnormals returned as they are, −1 at −∞, +∞ at +∞, never below −1, NaN kept. */
// @ts-ignore: decorator
@inline
export function fastExpm1<T>(x: v128): v128 {
  // pmin and pmax with the variable first keep a NaN.
  const bounded = v128.pmax<T>(v128.pmin<T>(x, constant<T>(F64, F32, 0)), constant<T>(F64, F32, 1));
  const near = v128.le<T>(magnitude<T>(x), constant<T>(F64, F32, 2));
  const index = v128.bitselect(zeroIndex<T>(), exponentialIndex<T>(bounded), near);
  const k = v128.sub<T>(index, zeroIndex<T>());
  const r = exponentialRemainder<T>(bounded, k);
  const s = v128.mul<T>(r, r);
  let rise = constant<T>(F64, F32, 5);
  if (sizeof<T>() == 8) rise = affine<T>(rise, s, affine<T>(constant<T>(F64, F32, 6), s, constant<T>(F64, F32, 7)));
  const u = affine<T>(r, v128.mul<T>(r, s), rise);
  const bend = v128.mul<T>(s, affine<T>(constant<T>(F64, F32, 8), s, constant<T>(F64, F32, 9)));
  const two = constant<T>(F64, F32, 10);
  const bounding = v128.add<T>(v128.pmin<T>(k, constant<T>(F64, F32, 3)), zeroIndex<T>());
  const w = bitsSub<T>(one<T>(), toExponent<T>(bounding));
  const less = v128.sub<T>(one<T>(), w);
  const more = v128.add<T>(one<T>(), w);
  // D in its two parts: the sum is rounded once where that counts.
  const numerator = v128.add<T>(v128.mul<T>(less, two), affine<T>(v128.mul<T>(less, bend), more, u));
  // D − U, rounded once near 2.
  const denominator = v128.add<T>(two, v128.sub<T>(bend, u));
  const value = scaled<T>(v128.div<T>(numerator, denominator), index);
  return v128.or(v128.pmax<T>(value, constant<T>(F64, F32, 4)), sign<T>(x));
}
