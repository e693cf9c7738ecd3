/**
 * 1/(1 + e⁻ˣ) for the network's kernels: measured errors in math/README.md; nearly exact form in math/sigmoid.ts. Own derivation:
 * |x| = k·ln 2 + r with k the nearest integer (ln 2 in two parts), and with tanh(r/2) = u/d, u = r·n, n and d polynomials in r²,
 *   e^−|x| = 2⁻ᵏ·(d − u)/(d + u),  so the sigmoid is P/(P + M) for x ≥ 0 and M/(P + M) for x < 0
 * with P = d + u, M = 2⁻ᵏ·(d − u): one division, no table, and both ends keep all their digits.
 *
 * Exactly 1/2 at ±0, between 0 and 1, subnormal results rounded, NaN kept.
 */

// prettier-ignore
const F64: usize = memory.data<f64>([
  746.0, //                   0  e^−746 rounds to 0
  1.4426950408889634, //      8  0x3ff71547652b82fe  1/ln 2
  6755399441055744.0, //     16  1.5·2⁵²: adding it rounds to an integer and leaves it in the low bits
  0.6931471805598903, //     24  0x3fe62e42fefa3800  ln 2, 42 bits: its product with k is exact
  5.497923018708371e-14, //  32  0x3d2ef35793c76730  ln 2, the rest
  0.5, //                    40  n = (40) + r²·((48) + r²·(56)), interpolated with d at Chebyshev nodes of r² in [0, (ln 2/2)²]
  0.01388768485755051, //    48  0x3f8c7125823e1fae
  3.3048726638243485e-05, // 56  0x3f0153b999c68808
  0.11110870304843419, //    64  0x3fbc719eb5e4dd35  d = 1 + r²·((64) + r²·(72))
  0.000991822707355738, //   72  0x3f50400185db8398
  1.0, //                    80
], 16);

// prettier-ignore
const F32: usize = memory.data<f32>([
  105.0, //                 0  e^−105 rounds to 0
  1.4426950216293335, //    4  0x3fb8aa3b
  12582912.0, //            8  1.5·2²³
  0.693145751953125, //    12  0x3f317200  ln 2, 15 bits
  1.428606765330187e-6, // 16  0x35bfbe8e
  0.5, //                  20  n = (20) + r²·(24); the others are 0 in f32
  0.008326188661158085, // 24  0x3c086a91
  0.0, //                  28
  0.09998569637537003, //  32  0x3dccc54d  d = 1 + r²·(32)
  0.0, //                  36
  1.0, //                  40
], 16);

// @ts-ignore: decorator
@inline
function constant<T>(index: usize): v128 {
  return sizeof<T>() == 8 ? v128.load_splat<f64>(F64 + (index << 3)) : v128.load_splat<f32>(F32 + (index << 2));
}

/** first + s·(second + s·third); in f32 the last term is not needed. */
// @ts-ignore: decorator
@inline
function polynomial<T>(s: v128, first: v128, second: v128, third: v128): v128 {
  const rest = sizeof<T>() == 8 ? f64x2.add(second, f64x2.mul(s, third)) : second;
  return v128.add<T>(first, v128.mul<T>(s, rest));
}

/** 2⁻ᵏ for the integer in the low bits of `index`, 0 ≤ k < 1023 (f64) or 127 (f32). */
// @ts-ignore: decorator
@inline
function power<T>(index: v128, one: v128): v128 {
  return sizeof<T>() == 8 ? i64x2.sub(one, i64x2.shl(index, 52)) : i32x4.sub(one, i32x4.shl(index, 23));
}

/** ⌊k/2⌋ in the low bits, for the first of two factors: together they reach subnormal numbers. */
// @ts-ignore: decorator
@inline
function halved<T>(index: v128): v128 {
  return sizeof<T>() == 8 ? i64x2.shr_u(index, 1) : i32x4.shr_u(index, 1);
}

// @ts-ignore: decorator
@inline
function difference<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 8 ? i64x2.sub(a, b) : i32x4.sub(a, b);
}

/** The sigmoid of every lane of T = f64 or f32. */
// @ts-ignore: decorator
@inline
export function fastSigmoid<T>(x: v128): v128 {
  const one = constant<T>(10);
  // pmin with the variable first keeps a NaN.
  const size = v128.pmin<T>(v128.abs<T>(x), constant<T>(0));
  const index = v128.add<T>(v128.mul<T>(size, constant<T>(1)), constant<T>(2));
  const k = v128.sub<T>(index, constant<T>(2));
  const high = v128.sub<T>(size, v128.mul<T>(k, constant<T>(3)));
  const r = v128.sub<T>(high, v128.mul<T>(k, constant<T>(4)));
  const s = v128.mul<T>(r, r);
  const u = v128.mul<T>(r, polynomial<T>(s, constant<T>(5), constant<T>(6), constant<T>(7)));
  const d = polynomial<T>(s, one, constant<T>(8), constant<T>(9));
  const half = halved<T>(index);
  const scaled = v128.mul<T>(v128.sub<T>(d, u), power<T>(half, one));
  const plus = v128.add<T>(d, u);
  const minus = v128.mul<T>(scaled, power<T>(difference<T>(index, half), one));
  const numerator = v128.bitselect(minus, plus, v128.lt<T>(x, i64x2.splat(0)));
  return v128.div<T>(numerator, v128.add<T>(plus, minus));
}
