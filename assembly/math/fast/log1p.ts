/**
 * ln(1 + x) for the network's kernels: measured errors in math/README.md; nearly exact form in math/log1p.ts.
 * u = 1 + x = 2ᵏ·z with z in [√½, √2); f = z − 1 plus the rounding error of u over 2ᵏ, so f = x where k = 0; with s = f/(2 + f)
 *   ln(1 + f) = 2·artanh s = f − s·(f − s²·Q(s²)),
 * the arrangement of fdlibm's e_log.c (Sun Microsystems 1993); own coefficients.
 */
import { affine, bitsAdd, bitsSub, constant, fromExponent, one, sign } from './vector';

// prettier-ignore
const F64: usize = memory.data<f64>([
  0.6931471805598903, //      0  0x3fe62e42fefa3800  ln 2, 42 bits: its product with k is exact
  5.497923018708371e-14, //   1  0x3d2ef35793c76730  ln 2, the rest
  4503599627371519.0, //      2  2⁵² + 1023
  0.666666666666667, //       3  Q, interpolated at Chebyshev nodes of s² in [0, 0.02944]
  0.39999999999899505, //     4
  0.28571428625975487, //     5
  0.2222221113479508, //      6
  0.18182889125261728, //     7
  0.15331721600555914, //     8
  0.14616449685044744, //     9
  2.0, //                    10
  1.152921504606847e18, //   11  2⁶⁰: from here on 1 + x is x
], 16);

// prettier-ignore
const F32: usize = memory.data<f32>([
  0.693145751953125, //     0  0x3f317200  ln 2, 15 bits
  1.428606765330187e-6, //  1  0x35bfbe8e
  8388735.0, //             2  2²³ + 127
  0.6666668653488159, //    3
  0.3998878002166748, //    4
  0.29579949378967285, //   5
  0.0, //                   6  not used
  0.0, //                   7  not used
  0.0, //                   8  not used
  0.0, //                   9  not used
  2.0, //                  10
  1073741824.0, //         11  2³⁰
], 16);

// prettier-ignore
const BITS_F64: usize = memory.data<u64>([
  0x00095f619980c433, //  0  1 − √½ in bits: leads to k + 1023 in the exponent's place
  0xfff0000000000000, //  1  sign and exponent
  0x4330000000000000, //  2  2⁵²: or-ing an integer into it makes a number
  0x7ff0000000000000, //  3  +∞
  0xfff0000000000000, //  4  −∞
  0x7ff8000000000000, //  5  NaN
  0xbff0000000000000, //  6  −1
], 16);

// prettier-ignore
const BITS_F32: usize = memory.data<u32>([
  0x004afb0d, //  0
  0xff800000, //  1
  0x4b000000, //  2  2²³
  0x7f800000, //  3
  0xff800000, //  4
  0x7fc00000, //  5
  0xbf800000, //  6
], 16);

// @ts-ignore: decorator
@inline
function series<T>(w: v128): v128 {
  const q01 = affine<T>(constant<T>(F64, F32, 3), w, constant<T>(F64, F32, 4));
  const w2 = v128.mul<T>(w, w);
  if (sizeof<T>() == 4) return affine<T>(q01, w2, constant<T>(F64, F32, 5));
  const q23 = affine<T>(constant<T>(F64, F32, 5), w, constant<T>(F64, F32, 6));
  const q45 = affine<T>(constant<T>(F64, F32, 7), w, constant<T>(F64, F32, 8));
  return affine<T>(q01, w2, affine<T>(q23, w2, affine<T>(q45, w2, constant<T>(F64, F32, 9))));
}

/** ln(1 + x) of every lane of T = f64 or f32; −∞ at −1, NaN below, −0 and subnormals returned as they are, +∞ and NaN kept. */
// @ts-ignore: decorator
@inline
export function fastLog1p<T>(x: v128): v128 {
  const u = v128.add<T>(x, one<T>());
  // Exact but where x is so large that it counts for nothing.
  const lost = v128.sub<T>(x, v128.sub<T>(u, one<T>()));
  const index = bitsAdd<T>(u, constant<T>(BITS_F64, BITS_F32, 0));
  const number = v128.or(fromExponent<T>(index), constant<T>(BITS_F64, BITS_F32, 2));
  const k = v128.sub<T>(number, constant<T>(F64, F32, 2));
  const shift = bitsSub<T>(v128.and(index, constant<T>(BITS_F64, BITS_F32, 1)), one<T>());
  const z = bitsSub<T>(u, shift);
  // 2⁻ᵏ is no number for the largest k.
  const share = v128.and(v128.mul<T>(lost, bitsSub<T>(one<T>(), shift)), v128.lt<T>(x, constant<T>(F64, F32, 11)));
  const f = v128.add<T>(v128.sub<T>(z, one<T>()), share);
  const s = v128.div<T>(f, v128.add<T>(f, constant<T>(F64, F32, 10)));
  const w = v128.mul<T>(s, s);
  const bend = v128.mul<T>(s, v128.sub<T>(f, v128.mul<T>(w, series<T>(w))));
  const rest = v128.sub<T>(f, v128.sub<T>(bend, v128.mul<T>(k, constant<T>(F64, F32, 1))));
  const value = affine<T>(rest, k, constant<T>(F64, F32, 0));
  // The result has the sign of x; only −0 needs to be told.
  const signed = v128.or(value, sign<T>(x));
  const minusOne = constant<T>(BITS_F64, BITS_F32, 6);
  const below = v128.bitselect(
    constant<T>(BITS_F64, BITS_F32, 4),
    constant<T>(BITS_F64, BITS_F32, 5),
    v128.eq<T>(x, minusOne),
  );
  const bounded = v128.bitselect(below, signed, v128.le<T>(x, minusOne));
  // +∞ and NaN are their own logarithms.
  return v128.bitselect(bounded, x, v128.lt<T>(x, constant<T>(BITS_F64, BITS_F32, 3)));
}
