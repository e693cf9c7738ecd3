/**
 * The reduction that log, log1p and softplus share:  u = 2^k·z, z in [0.6875, 1.375);  z·c = 1 + r with c an 11-bit reciprocal from a
 * table;  ln u = k·ln 2 − ln c + ln(1 + r). r is known as the sum of two numbers without error, k·ln 2 − ln c as an exact number
 * and a rest, and c = 1 on both sides of 1, so that the only rounding that counts is the last one.
 * (Tang 1990, "Table-driven implementation of the logarithm function", ACM TOMS 16; own intervals and constants.)
 */
import { half, one } from './constants';
import { leading, orderedSumError, sumError } from './parts';
import { LOG_GRID } from './tables/logarithm';

// prettier-ignore
const BITS: usize = memory.data<u64>([
  0x000a000000000000, //  0  moves 0.6875·2^k to a multiple of 2⁵² and biases k by 1023
  0xfff0000000000000, //  8  sign and exponent
  0x4330000000000000, // 16  2⁵²: or-ing an integer into it makes a number
], 16);

// prettier-ignore
const CONSTANTS: usize = memory.data<f64>([
  4503599627371519.0, //       0  0x43300000000003ff  2⁵² + 1023
  0.6931471805598903, //       8  0x3fe62e42fefa3800  ln 2, 42 bits: its product with k is exact
  5.497923018708371e-14, //   16  0x3d2ef35793c76730  ln 2, the rest
  0.33333333333333365, //     24  0x3fd555555555555b  ln(1+r) = r − r²/2 + r³·(…), interpolated at Chebyshev nodes
  -0.24999999999977535, //    32  0xbfcfffffffffe062
  0.19999999988091455, //     40  0x3fc99999995821d0
  -0.1666666916713819, //     48  0xbfc555558b07d227
  0.14286423281944025, //     56  0x3fc249600bdd22d7
  -0.12447118285406931, //    64  0xbfbfdd57eba714f7
], 16);

/** The bits of u with k + 1023 in the exponent's place and the interval's number in the seven bits below. */
// @ts-ignore: decorator
@inline
export function logarithmIndex(u: v128): v128 {
  return i64x2.add(u, v128.load_splat<u64>(BITS, 0));
}

/** k as a number. */
// @ts-ignore: decorator
@inline
export function logarithmExponent(index: v128): v128 {
  return f64x2.sub(v128.or(i64x2.shr_u(index, 52), v128.load_splat<u64>(BITS, 16)), v128.load_splat<f64>(CONSTANTS, 0));
}

/** k·2⁵² as an integer: subtracted from bits, it divides by 2^k. */
// @ts-ignore: decorator
@inline
export function logarithmShift(index: v128): v128 {
  return i64x2.sub(v128.and(index, v128.load_splat<u64>(BITS, 8)), one());
}

// @ts-ignore: decorator
@inline
function rowAddress(word: i32): usize {
  return LOG_GRID + (((<usize>(<u32>word)) >> 8) & 0xfe0);
}

/**
 * ln(2^k·(z + correction)), where the correction is at most a unit in z's last place.
 * Where `carried` (a literal) is true, `correctionRest` is a rest of the correction, and `carry` is added before the last rounding.
 */
// @ts-ignore: decorator
@inline
export function logarithm(
  index: v128,
  z: v128,
  correction: v128,
  k: v128,
  carried: bool,
  carry: v128,
  correctionRest: v128,
): v128 {
  const at0 = rowAddress(i32x4.extract_lane(index, 1));
  const at1 = rowAddress(i32x4.extract_lane(index, 3));
  const first0 = v128.load(at0);
  const first1 = v128.load(at1);
  const reciprocal = v128.shuffle<f64>(first0, first1, 0, 2);
  const gridLog = v128.shuffle<f64>(first0, first1, 1, 3);
  const gridRest = v128.load_lane<f64>(at1, v128.load_zero<f64>(at0, 16), 1, 16);

  const leadingZ = leading(z);
  const rough = f64x2.sub(f64x2.mul(leadingZ, reciprocal), one());
  const rest = f64x2.mul(f64x2.sub(z, leadingZ), reciprocal);
  const r0 = f64x2.add(rough, rest);
  const c = f64x2.mul(correction, reciprocal);
  const r = f64x2.add(r0, c);
  const rError = f64x2.add(orderedSumError(rough, rest, r0), orderedSumError(r0, c, r));

  const base = f64x2.add(f64x2.mul(k, v128.load_splat<f64>(CONSTANTS, 8)), gridLog);
  const baseRest = f64x2.add(f64x2.mul(k, v128.load_splat<f64>(CONSTANTS, 16)), gridRest);
  const sum = f64x2.add(base, r);
  const sumRest = orderedSumError(base, r, sum);
  const s = f64x2.mul(r, r);
  const p01 = f64x2.add(v128.load_splat<f64>(CONSTANTS, 24), f64x2.mul(r, v128.load_splat<f64>(CONSTANTS, 32)));
  const p23 = f64x2.add(v128.load_splat<f64>(CONSTANTS, 40), f64x2.mul(r, v128.load_splat<f64>(CONSTANTS, 48)));
  const p45 = f64x2.add(v128.load_splat<f64>(CONSTANTS, 56), f64x2.mul(r, v128.load_splat<f64>(CONSTANTS, 64)));
  const p = f64x2.add(p01, f64x2.mul(s, f64x2.add(p23, f64x2.mul(s, p45))));
  // −r²/2 + r³·p
  const tail = f64x2.sub(f64x2.mul(f64x2.mul(r, s), p), f64x2.mul(s, half()));
  const small = f64x2.add(f64x2.add(f64x2.add(baseRest, rError), sumRest), tail);
  if (!carried) return f64x2.add(sum, small);
  const completed = f64x2.add(small, f64x2.mul(correctionRest, reciprocal));
  const total = f64x2.add(carry, sum);
  return f64x2.add(total, f64x2.add(sumError(carry, sum, total), completed));
}
