/**
 * The reduction that the kernels' exp, sigmoid and softplus share. Own derivation: x = k·ln 2 + r with k the nearest integer (ln 2 in two
 * parts, |r| ≤ ln 2/2), and with tanh(r/2) = U/D, U = r·(1 + …) and D = 2 + …, polynomials in r²,
 *   eˣ = 2ᵏ·(D + U)/(D − U).
 * No table, and the only division can be that of the function which uses it. U and D interpolate at Chebyshev nodes.
 */
import { affine, bitsAdd, bitsSub, constant, halvedBits, one, toExponent } from './vector';

// prettier-ignore
const F64: usize = memory.data<f64>([
  1.4426950408889634, //     0  0x3ff71547652b82fe  1/ln 2
  6755399441055744.0, //     1  1.5·2⁵²: adding it rounds to an integer and leaves it in the low bits
  0.6931471805598903, //     2  0x3fe62e42fefa3800  ln 2, 42 bits: its product with k is exact
  5.497923018708371e-14, //  3  0x3d2ef35793c76730  ln 2, the rest
  0.02777536971510102, //    4  0x3f9c7125823e1fae  U = r·(1 + r²·((4) + r²·(5)))
  6.609745327648697e-05, //  5  0x3f1153b999c68808
  0.22221740609686838, //    6  0x3fcc719eb5e4dd35  D = 2 + r²·((6) + r²·(7))
  0.001983645414711476, //   7  0x3f60400185db8398
  2.0, //                    8
], 16);

// prettier-ignore
const F32: usize = memory.data<f32>([
  1.4426950216293335, //    0  0x3fb8aa3b
  12582912.0, //            1  1.5·2²³
  0.693145751953125, //     2  0x3f317200  ln 2, 15 bits
  1.428606765330187e-6, //  3  0x35bfbe8e
  0.01665237732231617, //   4  0x3c886a91  U = r·(1 + r²·(4))
  0.0, //                   5  not used
  0.19997139275074005, //   6  0x3e4ccc4d  D = 2 + r²·(6)
  0.0, //                   7  not used
  2.0, //                   8
], 16);

/** k in the low bits of a number near 1.5·2⁵² (f64) or 1.5·2²³ (f32). */
// @ts-ignore: decorator
@inline
export function exponentialIndex<T>(x: v128): v128 {
  return affine<T>(zeroIndex<T>(), x, constant<T>(F64, F32, 0));
}

/** The index of k = 0. */
// @ts-ignore: decorator
@inline
export function zeroIndex<T>(): v128 {
  return constant<T>(F64, F32, 1);
}

/** x − k·ln 2 */
// @ts-ignore: decorator
@inline
export function exponentialRemainder<T>(x: v128, k: v128): v128 {
  const high = v128.sub<T>(x, v128.mul<T>(k, constant<T>(F64, F32, 2)));
  return v128.sub<T>(high, v128.mul<T>(k, constant<T>(F64, F32, 3)));
}

/** U of r and s = r² */
// @ts-ignore: decorator
@inline
export function oddPart<T>(r: v128, s: v128): v128 {
  let slope = constant<T>(F64, F32, 4);
  if (sizeof<T>() == 8) slope = affine<T>(slope, s, constant<T>(F64, F32, 5));
  return v128.mul<T>(r, affine<T>(one<T>(), s, slope));
}

/** D of s = r² */
// @ts-ignore: decorator
@inline
export function evenPart<T>(s: v128): v128 {
  let slope = constant<T>(F64, F32, 6);
  if (sizeof<T>() == 8) slope = affine<T>(slope, s, constant<T>(F64, F32, 7));
  return affine<T>(constant<T>(F64, F32, 8), s, slope);
}

/** 2ᵏ·v in two steps, so that subnormal numbers and overflow are reached; k in the low bits of `index`. */
// @ts-ignore: decorator
@inline
export function scaled<T>(v: v128, index: v128): v128 {
  const half = halvedBits<T>(index);
  const first = bitsAdd<T>(toExponent<T>(half), one<T>());
  const second = bitsAdd<T>(toExponent<T>(bitsSub<T>(index, half)), one<T>());
  return v128.mul<T>(v128.mul<T>(v, first), second);
}
