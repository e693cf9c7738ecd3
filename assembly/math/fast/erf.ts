/**
 * erf for the network's kernels: measured errors in math/README.md; nearly exact form in math/erf.ts. Own derivation: with a the multiple of
 * 1/16 (f64) or 1/32 (f32) nearest to |x|, b = |x| − a is exact, and erf(a + b) is a polynomial in b of degree 9 (f64) or 3 (f32)
 * whose coefficients come from a table. A lane's coefficients lie side by side and are turned into lanes by shuffles.
 */
import { ERF_PIECES_F32, ERF_PIECES_F64 } from '../tables/error-function-pieces';
import { affine, constant, magnitude, sign } from './vector';

// prettier-ignore
const F64: usize = memory.data<f64>([
  6.0, //              0  erf rounds to 1 from 5.9216 on
  422212465065984.0, // 1  1.5·2⁴⁸: adding it rounds to a multiple of 1/16 and leaves its number in the low bits
], 16);

// prettier-ignore
const F32: usize = memory.data<f32>([
  4.0, //      0  erf rounds to 1 from 3.92 on
  393216.0, // 1  1.5·2¹⁸: adding it rounds to a multiple of 1/32
], 16);

const ROW_F64: usize = 80;

/** Coefficients `first` and `first` + 1 times b, of both lanes: c + b·d. */
// @ts-ignore: decorator
@inline
function pair(row0: usize, row1: usize, first: usize, b: v128): v128 {
  const c0 = v128.load(row0 + (first << 3));
  const c1 = v128.load(row1 + (first << 3));
  return f64x2.add(v128.shuffle<f64>(c0, c1, 0, 2), f64x2.mul(b, v128.shuffle<f64>(c0, c1, 1, 3)));
}

/** The polynomials of two lanes. The mask keeps a NaN's bits near the table; what is read there is multiplied by the NaN. */
// @ts-ignore: decorator
@inline
function polynomialF64(place: v128, b: v128): v128 {
  const row0 = ERF_PIECES_F64 + (<usize>i32x4.extract_lane(place, 0) & 127) * ROW_F64;
  const row1 = ERF_PIECES_F64 + (<usize>i32x4.extract_lane(place, 2) & 127) * ROW_F64;
  const s = f64x2.mul(b, b);
  const low = affine<f64>(pair(row0, row1, 2, b), s, pair(row0, row1, 4, b));
  const high = affine<f64>(pair(row0, row1, 6, b), s, pair(row0, row1, 8, b));
  const rest = affine<f64>(low, f64x2.mul(s, s), high);
  return f64x2.add(f64x2.mul(s, rest), pair(row0, row1, 0, b));
}

// @ts-ignore: decorator
@inline
function rowF32(place: i32): v128 {
  return v128.load(ERF_PIECES_F32 + ((<usize>place & 255) << 4));
}

/** The polynomials of four lanes. */
// @ts-ignore: decorator
@inline
function polynomialF32(place: v128, b: v128): v128 {
  const r0 = rowF32(i32x4.extract_lane(place, 0));
  const r1 = rowF32(i32x4.extract_lane(place, 1));
  const r2 = rowF32(i32x4.extract_lane(place, 2));
  const r3 = rowF32(i32x4.extract_lane(place, 3));
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  const c0 = v128.shuffle<f64>(low01, low23, 0, 2);
  const c1 = v128.shuffle<f64>(low01, low23, 1, 3);
  const c2 = v128.shuffle<f64>(high01, high23, 0, 2);
  const c3 = v128.shuffle<f64>(high01, high23, 1, 3);
  return affine<f32>(c0, b, affine<f32>(c1, b, affine<f32>(c2, b, c3)));
}

/** erf of every lane of T = f64 or f32; exactly odd, ±1 at most, −0 returned as it is, NaN kept. */
// @ts-ignore: decorator
@inline
export function fastErf<T>(x: v128): v128 {
  // pmin with the variable first keeps a NaN.
  const size = v128.pmin<T>(magnitude<T>(x), constant<T>(F64, F32, 0));
  const rounder = constant<T>(F64, F32, 1);
  const place = v128.add<T>(size, rounder);
  const b = v128.sub<T>(size, v128.sub<T>(place, rounder));
  const value = sizeof<T>() == 8 ? polynomialF64(place, b) : polynomialF32(place, b);
  return v128.or(value, sign<T>(x));
}
