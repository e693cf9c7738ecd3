/** Natural logarithm. Method and source: logarithm-core.ts. */
import { logarithm, logarithmExponent, logarithmIndex, logarithmShift } from './logarithm-core';

// prettier-ignore
const LIMITS: usize = memory.data<f64>([
  2.2250738585072014e-308, //  0  0x0010000000000000  the smallest normal number
  1.7976931348623157e308, //   8  0x7fefffffffffffff  the largest
], 16);

/** Scale of subnormal arguments: 2⁵² and its exponent. */
const LIFT: f64 = 4503599627370496.0;
const LIFT_EXPONENT: f64 = 52.0;

// @ts-ignore: decorator
@inline
function positiveLog(x: v128, exponentOffset: v128): v128 {
  const index = logarithmIndex(x);
  const z = i64x2.sub(x, logarithmShift(index));
  const k = f64x2.sub(logarithmExponent(index), exponentOffset);
  return logarithm(index, z, f64x2.splat(0), k, false, x, x);
}

/** Both lanes once more where one of them is 0, subnormal, negative, infinite or NaN. */
function uncommonLog(x: v128): v128 {
  const subnormal = f64x2.lt(x, v128.load_splat<f64>(LIMITS, 0));
  const lifted = v128.bitselect(f64x2.mul(x, f64x2.splat(LIFT)), x, subnormal);
  let result = positiveLog(lifted, v128.and(subnormal, f64x2.splat(LIFT_EXPONENT)));
  const zero = f64x2.splat(0);
  result = v128.bitselect(f64x2.splat(-Infinity), result, f64x2.eq(x, zero));
  result = v128.bitselect(f64x2.splat(NaN), result, f64x2.lt(x, zero));
  // +∞ and NaN are their own logarithms.
  const finite = f64x2.le(x, v128.load_splat<f64>(LIMITS, 8));
  return v128.bitselect(result, x, finite);
}

/** ln x; −∞ at ±0, NaN below 0, subnormal arguments exact, +∞ and NaN kept. */
// @ts-ignore: decorator
@inline
export function logF64x2(x: v128): v128 {
  const common = v128.and(
    f64x2.ge(x, v128.load_splat<f64>(LIMITS, 0)),
    f64x2.le(x, v128.load_splat<f64>(LIMITS, 8)),
  );
  if (i64x2.all_true(common)) {
    const index = logarithmIndex(x);
    const z = i64x2.sub(x, logarithmShift(index));
    return logarithm(index, z, f64x2.splat(0), logarithmExponent(index), false, x, x);
  }
  return uncommonLog(x);
}

/** The same bits as a lane of `logF64x2`. */
export function logF64(x: f64): f64 {
  return f64x2.extract_lane(logF64x2(f64x2.splat(x)), 0);
}
