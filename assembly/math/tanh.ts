/**
 * tanh. Own derivation: with a = j/8 the multiple of 1/8 nearest to |x| and b = |x| − a (exact, |b| ≤ 1/16) the addition formula is
 *   tanh(a + b) = A + C·(T − A·T²/(1 + A·T)),  A = tanh a, C = 1 − A², T = tanh b = b + b³·P(b²).
 * A and C come from a table in two parts; the product of the leading 26 bits of C and of b is exact, its sum with A keeps its
 * rounding error, and everything else is at most a hundredth of the result. So the error is little more than that of the last rounding.
 */
import { integerMagic, leadingMask, magnitudeMask, one, signMask } from './constants';
import { TANH_GRID } from './tables/hyperbolic-tangent';

// prettier-ignore
const CONSTANTS: usize = memory.data<f64>([
  20.0, //                   0  0x4034000000000000  tanh rounds to 1 from 19.0615 on
  844424930131968.0, //      8  0x4308000000000000  1.5·2⁴⁹: adding it rounds to a multiple of 1/8
  -0.33333333333331727, //  16  0xbfd5555555555434  P, interpolated at Chebyshev nodes of b² in [0, 1/256]
  0.13333333320163213, //   24  0x3fc1111110c8a9c5
  -0.05396808536252941, //  32  0xbfaba1b47351d152
  0.02180038806438226, //   40  0x3f9652d7471b450a
], 16);

/** tanh x; exactly odd, ±1 from 19.0615 on, subnormals and −0 returned as they are, NaN kept. */
// @ts-ignore: decorator
@inline
export function tanhF64x2(x: v128): v128 {
  const size = f64x2.pmin(v128.and(x, magnitudeMask()), v128.load_splat<f64>(CONSTANTS, 0));
  const rounder = v128.load_splat<f64>(CONSTANTS, 8);
  const index = f64x2.add(size, rounder);
  const b = f64x2.sub(size, f64x2.sub(index, rounder));
  // The mask keeps a NaN's bits near the table; what is read there is multiplied by the NaN.
  const at0 = TANH_GRID + (((<usize>i32x4.extract_lane(index, 0)) & 255) << 5);
  const at1 = TANH_GRID + (((<usize>i32x4.extract_lane(index, 2)) & 255) << 5);
  const value0 = v128.load(at0);
  const value1 = v128.load(at1);
  const slope0 = v128.load(at0, 16);
  const slope1 = v128.load(at1, 16);
  const value = v128.shuffle<f64>(value0, value1, 0, 2);
  const valueRest = v128.shuffle<f64>(value0, value1, 1, 3);
  const slope = v128.shuffle<f64>(slope0, slope1, 0, 2);
  const slopeRest = v128.shuffle<f64>(slope0, slope1, 1, 3);

  const s = f64x2.mul(b, b);
  const low = f64x2.add(v128.load_splat<f64>(CONSTANTS, 16), f64x2.mul(s, v128.load_splat<f64>(CONSTANTS, 24)));
  const high = f64x2.add(v128.load_splat<f64>(CONSTANTS, 32), f64x2.mul(s, v128.load_splat<f64>(CONSTANTS, 40)));
  const excess = f64x2.mul(f64x2.mul(b, s), f64x2.add(low, f64x2.mul(f64x2.mul(s, s), high)));
  const t = f64x2.add(b, excess);
  const product = f64x2.mul(value, t);
  const bend = f64x2.sub(excess, f64x2.div(f64x2.mul(product, t), f64x2.add(one(), product)));

  const leadingB = v128.and(b, leadingMask());
  const exact = f64x2.mul(slope, leadingB);
  const sum = f64x2.add(value, exact);
  const sumError = f64x2.sub(exact, f64x2.sub(sum, value));
  const small = f64x2.add(
    f64x2.mul(slope, f64x2.add(f64x2.sub(b, leadingB), bend)),
    f64x2.add(f64x2.mul(slopeRest, f64x2.add(b, bend)), f64x2.add(valueRest, sumError)),
  );
  return v128.or(f64x2.add(sum, small), v128.and(x, signMask()));
}

/** The same bits as a lane of `tanhF64x2`. */
export function tanhF64(x: f64): f64 {
  return f64x2.extract_lane(tanhF64x2(f64x2.splat(x)), 0);
}
