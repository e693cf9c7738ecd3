/**
 * eˣ − 1. The reduction is that of exponential-core.ts; here the remainder r is kept in two parts, and 2^e·2^(j/128) − 1 and the
 * product of the leading bits of 2^(j/128) and r are exact, so that small x keep all their digits.
 */
import { one, signMask } from './constants';
import { expF64x2 } from './exp';
import { exponentialIndex, exponentialRemainderHigh, exponentialRemainderLow, powerRow } from './exponential-core';
import { leading, orderedSumError, sumError } from './parts';

// prettier-ignore
const CONSTANTS: usize = memory.data<f64>([
  -40.0, //                  0  0xc044000000000000  e⁻⁴⁰ − 1 rounds to −1
  700.0, //                  8  0x4085e00000000000  from here on eˣ
  0.1666666666666633, //    16  0x3fc55555555554dc  e^r − 1 − r − r²/2 = r³·(…), interpolated at Chebyshev nodes
  0.041666666666681076, //  24  0x3fa5555555555d72
  0.008333335158834863, //  32  0x3f8111114fca5912
  0.0013888864309635587, // 40  0x3f56c16973204daf
  0.5, //                   48  0x3fe0000000000000
], 16);

// @ts-ignore: decorator
@inline
function commonExpm1(x: v128): v128 {
  const bounded = f64x2.pmax(x, v128.load_splat<f64>(CONSTANTS, 0));
  const index = exponentialIndex(bounded);
  const rough = exponentialRemainderHigh(bounded, index);
  const correction = exponentialRemainderLow(index);
  const r = f64x2.sub(rough, correction);
  const rError = f64x2.sub(f64x2.sub(rough, r), correction);
  const row0 = powerRow(index, 0);
  const row1 = powerRow(index, 1);
  const scale = i64x2.add(i64x2.shl(i64x2.shr_u(index, 7), 52), one());
  const power = f64x2.mul(scale, v128.shuffle<f64>(row0, row1, 0, 2));
  const powerRest = f64x2.mul(scale, v128.shuffle<f64>(row0, row1, 1, 3));

  const s = f64x2.mul(r, r);
  const p01 = f64x2.add(v128.load_splat<f64>(CONSTANTS, 16), f64x2.mul(r, v128.load_splat<f64>(CONSTANTS, 24)));
  const p23 = f64x2.add(v128.load_splat<f64>(CONSTANTS, 32), f64x2.mul(r, v128.load_splat<f64>(CONSTANTS, 40)));
  const cubic = f64x2.mul(f64x2.mul(r, s), f64x2.add(p01, f64x2.mul(s, p23)));
  const bend = f64x2.add(f64x2.mul(s, v128.load_splat<f64>(CONSTANTS, 48)), f64x2.add(cubic, rError));

  const base = f64x2.sub(power, one());
  const baseError = sumError(power, f64x2.neg(one()), base);
  const leadingR = leading(r);
  const exact = f64x2.mul(power, leadingR);
  const sum = f64x2.add(base, exact);
  const rest = f64x2.add(f64x2.sub(r, leadingR), bend);
  const small = f64x2.add(
    f64x2.add(f64x2.mul(power, rest), f64x2.mul(powerRest, f64x2.add(leadingR, rest))),
    f64x2.add(f64x2.add(baseError, powerRest), orderedSumError(base, exact, sum)),
  );
  return v128.or(f64x2.add(sum, small), v128.and(x, signMask()));
}

/** Both lanes where one of them is 700 or more. */
function largeExpm1(x: v128): v128 {
  const large = f64x2.ge(x, v128.load_splat<f64>(CONSTANTS, 8));
  return v128.bitselect(expF64x2(x), commonExpm1(v128.andnot(x, large)), large);
}

/** eˣ − 1; −1 at −∞, +∞ above 709.782712893384, −0 and subnormals returned as they are, NaN kept. */
// @ts-ignore: decorator
@inline
export function expm1F64x2(x: v128): v128 {
  return v128.any_true(f64x2.ge(x, v128.load_splat<f64>(CONSTANTS, 8))) ? largeExpm1(x) : commonExpm1(x);
}

/** The same bits as a lane of `expm1F64x2`. */
export function expm1F64(x: f64): f64 {
  return f64x2.extract_lane(expm1F64x2(f64x2.splat(x)), 0);
}
