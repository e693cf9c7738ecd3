/**
 * The error function. Own derivation: with a = j/8 the multiple of 1/8 nearest to |x| and b = |x| − a (exact, |b| ≤ 1/16),
 *   erf(a + b) = erf a + S·b + b²·Q_a(b),  S = 2/√π·exp(−a²),
 * Q_a a polynomial of degree 9 per interval, interpolated at Chebyshev nodes. erf a and S come in two parts; the product of
 * the leading 26 bits of S and of b is exact and its sum with erf a keeps its rounding error.
 */
import { leadingMask, magnitudeMask, signMask } from './constants';
import { ERF_GRID } from './tables/error-function';

// prettier-ignore
const CONSTANTS: usize = memory.data<f64>([
  6.0, //                     0  0x4018000000000000  erf rounds to 1 from 5.9216 on
  844424930131968.0, //       8  0x4308000000000000  1.5·2⁴⁹: adding it rounds to a multiple of 1/8
  1.0020841800044864e-292, // 16  0x0350000000000000  2⁻⁹⁷⁰: below, products would lose digits to underflow
], 16);

const LIFT: f64 = 1.329227995784916e36; // 2¹²⁰
const LOWER: f64 = 7.52316384526264e-37; // 2⁻¹²⁰
const ROW_BYTES: usize = 112;

// @ts-ignore: decorator
@inline
function coefficient(at0: usize, at1: usize, offset: usize): v128 {
  return v128.load_lane<f64>(at1 + offset, v128.load_zero<f64>(at0 + offset), 1);
}

// @ts-ignore: decorator
@inline
function pair(low: v128, high: v128, b: v128): v128 {
  return f64x2.add(low, f64x2.mul(high, b));
}

// @ts-ignore: decorator
@inline
function commonErf(x: v128): v128 {
  const size = f64x2.pmin(v128.and(x, magnitudeMask()), v128.load_splat<f64>(CONSTANTS, 0));
  const rounder = v128.load_splat<f64>(CONSTANTS, 8);
  const index = f64x2.add(size, rounder);
  const b = f64x2.sub(size, f64x2.sub(index, rounder));
  // The mask keeps a NaN's bits near the table; what is read there is multiplied by the NaN.
  const at0 = ERF_GRID + ((<usize>i32x4.extract_lane(index, 0)) & 63) * ROW_BYTES;
  const at1 = ERF_GRID + ((<usize>i32x4.extract_lane(index, 2)) & 63) * ROW_BYTES;
  const value = coefficient(at0, at1, 0);
  const slope = coefficient(at0, at1, 16);

  const s = f64x2.mul(b, b);
  const q01 = pair(coefficient(at0, at1, 32), coefficient(at0, at1, 40), b);
  const q23 = pair(coefficient(at0, at1, 48), coefficient(at0, at1, 56), b);
  const q45 = pair(coefficient(at0, at1, 64), coefficient(at0, at1, 72), b);
  const q67 = pair(coefficient(at0, at1, 80), coefficient(at0, at1, 88), b);
  const q89 = pair(coefficient(at0, at1, 96), coefficient(at0, at1, 104), b);
  const q = pair(q01, pair(q23, pair(q45, pair(q67, q89, s), s), s), s);

  const leadingB = v128.and(b, leadingMask());
  const exact = f64x2.mul(slope, leadingB);
  const sum = f64x2.add(value, exact);
  const sumError = f64x2.sub(exact, f64x2.sub(sum, value));
  const small = f64x2.add(
    f64x2.add(f64x2.mul(slope, f64x2.sub(b, leadingB)), f64x2.mul(coefficient(at0, at1, 24), b)),
    f64x2.add(f64x2.add(coefficient(at0, at1, 8), sumError), f64x2.mul(s, q)),
  );
  return v128.or(f64x2.add(sum, small), v128.and(x, signMask()));
}

/** Both lanes where one of them is tiny. */
function tinyErf(x: v128): v128 {
  const tiny = f64x2.lt(v128.and(x, magnitudeMask()), v128.load_splat<f64>(CONSTANTS, 16));
  const lifted = commonErf(v128.bitselect(f64x2.mul(x, f64x2.splat(LIFT)), x, tiny));
  return v128.bitselect(f64x2.mul(lifted, f64x2.splat(LOWER)), lifted, tiny);
}

/** erf x; exactly odd, ±1 from 5.9216 on, −0 returned as it is, NaN kept. */
// @ts-ignore: decorator
@inline
export function erfF64x2(x: v128): v128 {
  const tiny = f64x2.lt(v128.and(x, magnitudeMask()), v128.load_splat<f64>(CONSTANTS, 16));
  return v128.any_true(tiny) ? tinyErf(x) : commonErf(x);
}

/** The same bits as a lane of `erfF64x2`. */
export function erfF64(x: f64): f64 {
  return f64x2.extract_lane(erfF64x2(f64x2.splat(x)), 0);
}
