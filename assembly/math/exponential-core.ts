/**
 * The reduction that exp, expm1, sigmoid and softplus share:  eˣ = 2^e · 2^(j/128) · e^r  with k = 128e + j the integer nearest
 * to x·128/ln 2 and |r| ≤ ln 2/256. 2^(j/128) comes from a table, in two parts, so that the only rounding that counts is
 * the last one. (Tang 1989, "Table-driven implementation of the exponential function", ACM TOMS 15; own constants.)
 */
import { integerMagic, one } from './constants';
import { POWERS_OF_TWO } from './tables/exponential';

// prettier-ignore
const CONSTANTS: usize = memory.data<f64>([
  184.6649652337873, //       0  0x40671547652b82fe  128/ln 2
  0.0054152123482253955, //   8  0x3f762e42fefc0000  ln 2/128, 35 bits: its product with k is exact
  -1.0082281460997769e-13, // 16 0xbd3c610ca86c3899  ln 2/128, the rest
  0.4999999999999907, //     24  0x3fdfffffffffff58  e^r − 1 − r = r²·(…), interpolated at Chebyshev nodes
  0.16666666666666533, //    32  0x3fc5555555555525
  0.041666676850831016, //   40  0x3fa55555acd08c2e
  0.008333334788213917, //   48  0x3f811111430e54e5
], 16);

/** k, in the low bits of a number near 1.5·2⁵². */
// @ts-ignore: decorator
@inline
export function exponentialIndex(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, v128.load_splat<f64>(CONSTANTS, 0)), integerMagic());
}

/** x − k·(ln 2/128)₁, exact. */
// @ts-ignore: decorator
@inline
export function exponentialRemainderHigh(x: v128, index: v128): v128 {
  return f64x2.sub(x, f64x2.mul(f64x2.sub(index, integerMagic()), v128.load_splat<f64>(CONSTANTS, 8)));
}

/** k·(ln 2/128)₂, still to be subtracted. */
// @ts-ignore: decorator
@inline
export function exponentialRemainderLow(index: v128): v128 {
  return f64x2.mul(f64x2.sub(index, integerMagic()), v128.load_splat<f64>(CONSTANTS, 16));
}

/** e^r − 1 to about 2⁻⁵³·r. */
// @ts-ignore: decorator
@inline
export function exponentialTail(r: v128): v128 {
  const square = f64x2.mul(r, r);
  const low = f64x2.add(v128.load_splat<f64>(CONSTANTS, 24), f64x2.mul(r, v128.load_splat<f64>(CONSTANTS, 32)));
  const high = f64x2.add(v128.load_splat<f64>(CONSTANTS, 40), f64x2.mul(r, v128.load_splat<f64>(CONSTANTS, 48)));
  return f64x2.add(r, f64x2.mul(square, f64x2.add(low, f64x2.mul(square, high))));
}

/** The table's row (leading 26 bits of 2^(j/128), rest) of one lane. The mask keeps a NaN's bits inside the table. */
// @ts-ignore: decorator
@inline
export function powerRow(index: v128, lane: u8): v128 {
  return lane == 0
    ? v128.load(POWERS_OF_TWO + (((<usize>i32x4.extract_lane(index, 0)) & 127) << 4))
    : v128.load(POWERS_OF_TWO + (((<usize>i32x4.extract_lane(index, 2)) & 127) << 4));
}

/** 2^(⌊e/2⌋): the first of two factors whose product is 2^e. Two, so that subnormal results and 2¹⁰²⁴ are reached. */
// @ts-ignore: decorator
@inline
export function firstScale(index: v128): v128 {
  return i64x2.add(i64x2.shl(i64x2.shr_u(index, 8), 52), one());
}

/** 2^(e − ⌊e/2⌋) */
// @ts-ignore: decorator
@inline
export function secondScale(index: v128): v128 {
  return i64x2.add(i64x2.shl(i64x2.sub(i64x2.shr_u(index, 7), i64x2.shr_u(index, 8)), 52), one());
}
