/**
 * ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|). Own derivation: e^−|x| is a sum of two numbers (exponential-core.ts); 1 plus it, with the
 * rounding error, goes through logarithm-core.ts; max(x, 0) is added there before the last rounding.
 */
import { magnitudeMask, one } from './constants';
import {
  exponentialIndex,
  exponentialRemainderHigh,
  exponentialRemainderLow,
  exponentialTail,
  firstScale,
  powerRow,
  secondScale,
} from './exponential-core';
import { logarithm, logarithmExponent, logarithmIndex, logarithmShift } from './logarithm-core';

// prettier-ignore
const CONSTANTS: usize = memory.data<f64>([
  746.0, //                  0  0x4087500000000000  e^-746 rounds to 0
  1.152921504606847e18, //  8  0x43b0000000000000  2⁶⁰: from here on the result is x
], 16);

/** ln(1 + eˣ); ln 2 correctly rounded at 0, 0 below −745.1332191019412, x from 37 on, +∞ and NaN kept. */
// @ts-ignore: decorator
@inline
export function softplusF64x2(x: v128): v128 {
  const size = f64x2.neg(f64x2.pmin(v128.and(x, magnitudeMask()), v128.load_splat<f64>(CONSTANTS, 0)));
  const index = exponentialIndex(size);
  const r = f64x2.sub(exponentialRemainderHigh(size, index), exponentialRemainderLow(index));
  const row0 = powerRow(index, 0);
  const row1 = powerRow(index, 1);
  const tableHigh = v128.shuffle<f64>(row0, row1, 0, 2);
  const tableLow = v128.shuffle<f64>(row0, row1, 1, 3);
  const addend = f64x2.add(tableLow, f64x2.mul(f64x2.add(tableHigh, tableLow), exponentialTail(r)));
  const high = f64x2.add(tableHigh, addend);
  const low = f64x2.sub(addend, f64x2.sub(high, tableHigh));
  const first = firstScale(index);
  const second = secondScale(index);
  const e = f64x2.mul(f64x2.mul(high, first), second);
  const eRest = f64x2.mul(f64x2.mul(low, first), second);

  const u = f64x2.add(one(), e);
  const error = f64x2.sub(e, f64x2.sub(u, one()));
  const place = logarithmIndex(u);
  const shift = logarithmShift(place);
  const z = i64x2.sub(u, shift);
  const scale = i64x2.sub(one(), shift);
  const correction = f64x2.mul(error, scale);
  const positive = f64x2.pmax(x, f64x2.splat(0));
  const value = logarithm(place, z, correction, logarithmExponent(place), true, positive, f64x2.mul(eRest, scale));
  return v128.bitselect(x, value, f64x2.ge(x, v128.load_splat<f64>(CONSTANTS, 8)));
}

/** The same bits as a lane of `softplusF64x2`. */
export function softplusF64(x: f64): f64 {
  return f64x2.extract_lane(softplusF64x2(f64x2.splat(x)), 0);
}
