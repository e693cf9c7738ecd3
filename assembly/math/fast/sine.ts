/**
 * sin and cos for the network's kernels: measured errors in math/README.md; nearly exact forms in math/sine.ts. Own derivation:
 *   sin x = (−1)ⁿ·sin(|x| − nπ)·sgn x,  cos x = (−1)ⁿ⁺¹·sin(|x| − (n + ½)π)
 * with the integer n that leaves an angle r within ±π/2, and sin r = r + r³·P(r²): one polynomial, no quadrants. π comes in three parts
 * so short that their products with n and n + ½ are exact (Cody & Waite 1980, "Software Manual for the Elementary Functions").
 * From 2¹³ (f64) or 2¹⁰ (f32) on that no longer holds: such lanes take the nearly exact form, whatever stands beside them.
 */
import { cos as nearlyExactCos, sin as nearlyExactSin } from '../lanes';
import { affine, bitsAdd, constant, lowestToSign, magnitude, one, sign } from './vector';

// prettier-ignore
const F64: usize = memory.data<f64>([
  0.3183098861837907, //        0  1/π
  6755399441055744.0, //        1  1.5·2⁵²: adding it rounds to an integer and leaves it in the low bits
  3.1415926535883045, //        2  π, first 40 bits
  1.4887094960977053e-12, //    3  the next 40
  -3.806977924038653e-25, //    4  the next 53
  8192.0, //                    5
  0.5, //                       6
  -0.16666666666666666, //      7  P, interpolated at Chebyshev nodes of r² in [0, π²/4]
  0.008333333333333316, //      8
  -0.00019841269841254966, //   9
  2.7557319219160833e-06, //   10
  -2.505210761669045e-08, //   11
  1.6058977292642743e-10, //   12
  -7.643969663988072e-13, //   13
  2.731436876937957e-15, //    14
], 16);

// prettier-ignore
const F32: usize = memory.data<f32>([
  0.31830987334251404, //    0
  12582912.0, //             1  1.5·2²³
  3.1416015625, //           2  π, first 14 bits
  -8.909031748771667e-06, // 3  the next 14
  1.215420125655342e-10, //  4  the next 24
  1024.0, //                 5
  0.5, //                    6
  -0.1666666567325592, //    7
  0.008333242498338223, //   8
  -0.00019822735339403152, // 9
  2.634744532770128e-06, // 10
], 16);

/** P of z = r² */
// @ts-ignore: decorator
@inline
function series<T>(z: v128): v128 {
  const z2 = v128.mul<T>(z, z);
  const p01 = affine<T>(constant<T>(F64, F32, 7), z, constant<T>(F64, F32, 8));
  const p23 = affine<T>(constant<T>(F64, F32, 9), z, constant<T>(F64, F32, 10));
  if (sizeof<T>() == 4) return affine<T>(p01, z2, p23);
  const p45 = affine<T>(constant<T>(F64, F32, 11), z, constant<T>(F64, F32, 12));
  const p67 = affine<T>(constant<T>(F64, F32, 13), z, constant<T>(F64, F32, 14));
  return affine<T>(affine<T>(p01, z2, p23), v128.mul<T>(z2, z2), affine<T>(p45, z2, p67));
}

/** sin(size − n·π) for a size below the limit and n a multiple of ½. */
// @ts-ignore: decorator
@inline
function reducedSine<T>(size: v128, n: v128): v128 {
  const a = v128.sub<T>(size, v128.mul<T>(n, constant<T>(F64, F32, 2)));
  const second = v128.mul<T>(n, constant<T>(F64, F32, 3));
  const b = v128.sub<T>(a, second);
  // What rounding b lost: exact, because a is the larger number wherever b is rounded at all.
  const lost = v128.sub<T>(v128.sub<T>(a, b), second);
  const r = v128.add<T>(b, v128.sub<T>(lost, v128.mul<T>(n, constant<T>(F64, F32, 4))));
  const z = v128.mul<T>(r, r);
  const value = affine<T>(r, v128.mul<T>(r, z), series<T>(z));
  // At the ends of r's range rounding may lead one unit beyond ±1.
  return v128.pmax<T>(v128.pmin<T>(value, one<T>()), v128.neg<T>(one<T>()));
}

/** sin of every lane whose size is below the limit; rubbish in the others. */
// @ts-ignore: decorator
@inline
function commonSine<T>(x: v128, size: v128): v128 {
  const magic = constant<T>(F64, F32, 1);
  const index = affine<T>(magic, size, constant<T>(F64, F32, 0));
  const value = reducedSine<T>(size, v128.sub<T>(index, magic));
  return v128.xor(v128.xor(value, lowestToSign<T>(index)), sign<T>(x));
}

/** cos of every lane whose size is below the limit; rubbish in the others. */
// @ts-ignore: decorator
@inline
function commonCosine<T>(size: v128): v128 {
  const magic = constant<T>(F64, F32, 1);
  const half = constant<T>(F64, F32, 6);
  const turns = v128.sub<T>(v128.mul<T>(size, constant<T>(F64, F32, 0)), half);
  const index = v128.add<T>(magic, turns);
  const value = reducedSine<T>(size, v128.add<T>(v128.sub<T>(index, magic), half));
  return v128.xor(value, lowestToSign<T>(bitsAdd<T>(index, i64x2.splat(-1))));
}

/** The lanes of x whose size is not below the limit in the nearly exact form, the others as they are in `common`. */
function withHugeSines<T>(x: v128, common: v128, near: v128): v128 {
  return v128.bitselect(common, nearlyExactSin<T>(x), near);
}

function withHugeCosines<T>(x: v128, common: v128, near: v128): v128 {
  return v128.bitselect(common, nearlyExactCos<T>(x), near);
}

/** sin of every lane of T = f64 or f32, in radians; exactly odd, −0 and subnormals returned as they are, NaN at ±∞ and NaN. */
// @ts-ignore: decorator
@inline
export function fastSin<T>(x: v128): v128 {
  const size = magnitude<T>(x);
  const near = v128.lt<T>(size, constant<T>(F64, F32, 5));
  const common = commonSine<T>(x, size);
  return i32x4.all_true(near) ? common : withHugeSines<T>(x, common, near);
}

/** cos of every lane of T = f64 or f32, in radians; exactly even, NaN at ±∞ and NaN. */
// @ts-ignore: decorator
@inline
export function fastCos<T>(x: v128): v128 {
  const size = magnitude<T>(x);
  const near = v128.lt<T>(size, constant<T>(F64, F32, 5));
  const common = commonCosine<T>(size);
  return i32x4.all_true(near) ? common : withHugeCosines<T>(x, common, near);
}
