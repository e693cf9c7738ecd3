/**
 * 1/(1 + e⁻ˣ). Own derivation: E = e^−|x| as a sum of two numbers (exponential-core.ts); the result is N/(1 + E) with N = 1 for x ≥ 0
 * and N = E for x < 0, so that both ends keep all their digits. The quotient is cut to 26 bits, its remainder is exact, and the
 * remainder times 1/(1 + E), which is the quotient or its complement, completes it.
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
import { leading } from './parts';

// prettier-ignore
const CONSTANTS: usize = memory.data<f64>([
  746.0, // 0  0x4087500000000000  e^-746 rounds to 0
], 16);

/** 1/(1 + e⁻ˣ); exactly 1/2 at 0, 0 below −745.1332191019412, 1 from 36.74 on, NaN kept. */
// @ts-ignore: decorator
@inline
export function sigmoidF64x2(x: v128): v128 {
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

  const negative = f64x2.lt(x, f64x2.splat(0));
  const denominator = f64x2.add(one(), e);
  const denominatorRest = f64x2.add(f64x2.sub(e, f64x2.sub(denominator, one())), eRest);
  const numerator = v128.bitselect(e, one(), negative);
  const numeratorRest = v128.and(eRest, negative);
  const rough = f64x2.div(numerator, denominator);
  const reciprocal = v128.bitselect(f64x2.sub(one(), rough), rough, negative);
  const quotient = leading(rough);
  const leadingDenominator = leading(denominator);
  const remainder = f64x2.add(
    f64x2.sub(
      f64x2.sub(numerator, f64x2.mul(quotient, leadingDenominator)),
      f64x2.mul(quotient, f64x2.sub(denominator, leadingDenominator)),
    ),
    f64x2.sub(numeratorRest, f64x2.mul(quotient, denominatorRest)),
  );
  return f64x2.add(quotient, f64x2.mul(remainder, reciprocal));
}

/** The same bits as a lane of `sigmoidF64x2`. */
export function sigmoidF64(x: f64): f64 {
  return f64x2.extract_lane(sigmoidF64x2(f64x2.splat(x)), 0);
}
