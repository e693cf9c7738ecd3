/**
 * ln(1 + x): the sum 1 + x is carried with its rounding error through the reduction of logarithm-core.ts, so that small x keep
 * all their digits.
 */
import { one, signMask } from './constants';
import { logF64x2 } from './log';
import { logarithm, logarithmExponent, logarithmIndex, logarithmShift } from './logarithm-core';
import { sumError } from './parts';

// prettier-ignore
const LIMITS: usize = memory.data<f64>([
  -1.0, //                    0  0xbff0000000000000
  1.152921504606847e18, //   8  0x43b0000000000000  2⁶⁰: from here on 1 + x is x to all digits
], 16);

// @ts-ignore: decorator
@inline
function commonLog1p(x: v128): v128 {
  const u = f64x2.add(one(), x);
  const error = sumError(one(), x, u);
  const index = logarithmIndex(u);
  const shift = logarithmShift(index);
  const z = i64x2.sub(u, shift);
  const correction = f64x2.mul(error, i64x2.sub(one(), shift));
  const value = logarithm(index, z, correction, logarithmExponent(index), false, x, x);
  // The sign of the result is that of x; only −0 needs to be told.
  return v128.or(value, v128.and(x, signMask()));
}

/** Both lanes where one of them is at most −1, at least 2⁶⁰, or NaN. */
function uncommonLog1p(x: v128): v128 {
  const huge = f64x2.ge(x, v128.load_splat<f64>(LIMITS, 8));
  const low = f64x2.le(x, v128.load_splat<f64>(LIMITS, 0));
  const unusual = v128.or(huge, low);
  const result = commonLog1p(v128.andnot(x, unusual));
  // log answers −∞ for 0 and NaN for negative numbers.
  return v128.bitselect(logF64x2(v128.bitselect(x, f64x2.add(x, one()), huge)), result, unusual);
}

/** ln(1 + x); −∞ at −1, NaN below, −0 and subnormals returned as they are, +∞ and NaN kept. */
// @ts-ignore: decorator
@inline
export function log1pF64x2(x: v128): v128 {
  const common = v128.and(
    f64x2.gt(x, v128.load_splat<f64>(LIMITS, 0)),
    f64x2.lt(x, v128.load_splat<f64>(LIMITS, 8)),
  );
  return i64x2.all_true(common) ? commonLog1p(x) : uncommonLog1p(x);
}

/** The same bits as a lane of `log1pF64x2`. */
export function log1pF64(x: f64): f64 {
  return f64x2.extract_lane(log1pF64x2(f64x2.splat(x)), 0);
}
