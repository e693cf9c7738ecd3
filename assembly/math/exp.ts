/** eˣ. Method and source: exponential-core.ts. */
import {
  exponentialIndex,
  exponentialRemainderHigh,
  exponentialRemainderLow,
  exponentialTail,
  firstScale,
  powerRow,
  secondScale,
} from './exponential-core';

// prettier-ignore
const LIMITS: usize = memory.data<f64>([
  710.0, //  0  0x4086300000000000  e^710 overflows
  -746.0, // 8  0xc087500000000000  e^-746 rounds to 0
], 16);

/** eˣ; +∞ above 709.782712893384, 0 below −745.1332191019412, subnormal results rounded, NaN kept. */
// @ts-ignore: decorator
@inline
export function expF64x2(x: v128): v128 {
  // pmin and pmax with x first keep a NaN.
  const bounded = f64x2.pmax(f64x2.pmin(x, v128.load_splat<f64>(LIMITS, 0)), v128.load_splat<f64>(LIMITS, 8));
  const index = exponentialIndex(bounded);
  const r = f64x2.sub(exponentialRemainderHigh(bounded, index), exponentialRemainderLow(index));
  const row0 = powerRow(index, 0);
  const row1 = powerRow(index, 1);
  const high = v128.shuffle<f64>(row0, row1, 0, 2);
  const low = v128.shuffle<f64>(row0, row1, 1, 3);
  const power = f64x2.add(high, low);
  const value = f64x2.add(high, f64x2.add(low, f64x2.mul(power, exponentialTail(r))));
  return f64x2.mul(f64x2.mul(value, firstScale(index)), secondScale(index));
}

/** The same bits as a lane of `expF64x2`. */
export function expF64(x: f64): f64 {
  return f64x2.extract_lane(expF64x2(f64x2.splat(x)), 0);
}
