/**
 * sin and cos of r + rest, |r| ≤ π/4, |rest| ≤ half a unit in r's last place, in one of four quadrants.
 * The arrangement of the sums is that of fdlibm's __kernel_sin and __kernel_cos (Sun Microsystems 1993); own coefficients.
 */
import { half, one, signMask } from './constants';

// prettier-ignore
const CONSTANTS: usize = memory.data<f64>([
  -0.16666666666666666, //     0  0xbfc5555555555555  sin r = r + r³·(…), interpolated at Chebyshev nodes of r² in [0, π²/16]
  0.008333333333330946, //     8  0x3f81111111110bb1
  -0.0001984126983675497, //  16  0xbf2a01a019e8357d
  2.755731610068303e-06, //   24  0x3ec71de37961e4c6
  -2.5051131455427943e-08, // 32  0xbe5ae600a926c899
  1.5918101230273893e-10, //  40  0x3de5e0af186af6e1
  0.041666666666666664, //    48  0x3fa5555555555555  cos r = 1 − r²/2 + r⁴·(…)
  -0.0013888888888887395, //  56  0xbf56c16c16c16966
  2.4801587298763433e-05, //  64  0x3efa01a019f4e867
  -2.7557317270560173e-07, // 72  0xbe927e4fa17a4197
  2.0876146024665577e-09, //  80  0x3e21eeb68b107a9f
  -1.1382614867131847e-11, // 88  0xbda907d7aeafea10
], 16);

// @ts-ignore: decorator
@inline
function sineKernel(r: v128, rest: v128, z: v128): v128 {
  const v = f64x2.mul(z, r);
  let p = f64x2.add(v128.load_splat<f64>(CONSTANTS, 32), f64x2.mul(z, v128.load_splat<f64>(CONSTANTS, 40)));
  p = f64x2.add(v128.load_splat<f64>(CONSTANTS, 24), f64x2.mul(z, p));
  p = f64x2.add(v128.load_splat<f64>(CONSTANTS, 16), f64x2.mul(z, p));
  p = f64x2.add(v128.load_splat<f64>(CONSTANTS, 8), f64x2.mul(z, p));
  const bend = f64x2.sub(f64x2.mul(z, f64x2.sub(f64x2.mul(half(), rest), f64x2.mul(v, p))), rest);
  return f64x2.sub(r, f64x2.sub(bend, f64x2.mul(v, v128.load_splat<f64>(CONSTANTS, 0))));
}

// @ts-ignore: decorator
@inline
function cosineKernel(r: v128, rest: v128, z: v128): v128 {
  let p = f64x2.add(v128.load_splat<f64>(CONSTANTS, 80), f64x2.mul(z, v128.load_splat<f64>(CONSTANTS, 88)));
  p = f64x2.add(v128.load_splat<f64>(CONSTANTS, 72), f64x2.mul(z, p));
  p = f64x2.add(v128.load_splat<f64>(CONSTANTS, 64), f64x2.mul(z, p));
  p = f64x2.add(v128.load_splat<f64>(CONSTANTS, 56), f64x2.mul(z, p));
  p = f64x2.add(v128.load_splat<f64>(CONSTANTS, 48), f64x2.mul(z, p));
  const halfSquare = f64x2.mul(half(), z);
  const w = f64x2.sub(one(), halfSquare);
  const bend = f64x2.sub(f64x2.mul(z, f64x2.mul(z, p)), f64x2.mul(r, rest));
  return f64x2.add(w, f64x2.add(f64x2.sub(f64x2.sub(one(), w), halfSquare), bend));
}

/** sin (or, where the literal `cosine` is true, cos) of quadrant·π/2 + r + rest; the quadrant in the low bits of each lane. */
// @ts-ignore: decorator
@inline
export function circle(quadrant: v128, r: v128, rest: v128, cosine: bool): v128 {
  const z = f64x2.mul(r, r);
  const sine = sineKernel(r, rest, z);
  const other = cosineKernel(r, rest, z);
  const unit = i64x2.splat(1);
  const turn = cosine ? i64x2.add(quadrant, unit) : quadrant;
  const odd = i64x2.eq(v128.and(turn, unit), unit);
  const sign = v128.and(i64x2.shl(turn, 62), signMask());
  return v128.xor(v128.bitselect(other, sine, odd), sign);
}
