/**
 * sin and cos. Up to 2²² the angle is reduced by multiples of π/2 in four parts (Cody & Waite 1980, "Software Manual for the Elementary
 * Functions"), 31 bits each and the last 53, so that products with the multiple are exact; beyond, by payne-hanek.ts.
 */
import { integerMagic, magnitudeMask, signMask } from './constants';
import { sumError } from './parts';
import { reducedAngle, reducedQuadrant, reducedRest, reduceHuge } from './payne-hanek';
import { circle } from './sine-core';

// prettier-ignore
const CONSTANTS: usize = memory.data<f64>([
  0.6366197723675814, //       0  0x3fe45f306dc9c883  2/π
  -1.5707963267341256, //      8  0xbff921fb54400000  −π/2, first 31 bits
  -6.07710050359346e-11, //   16  0xbdd0b4611a400000  the next 31
  -2.9127320548227e-20, //    24  0xbbe13198a2c00000  the next 31
  -1.2706558760139879e-29, // 32  0xb9f01b839a25204a  the next 53
  4194304.0, //               40  0x4150000000000000  2²²
], 16);

// @ts-ignore: decorator
@inline
function commonCircle(size: v128, cosine: bool): v128 {
  const index = f64x2.add(f64x2.mul(size, v128.load_splat<f64>(CONSTANTS, 0)), integerMagic());
  const n = f64x2.sub(index, integerMagic());
  const a = f64x2.add(size, f64x2.mul(n, v128.load_splat<f64>(CONSTANTS, 8)));
  const second = f64x2.mul(n, v128.load_splat<f64>(CONSTANTS, 16));
  const b = f64x2.add(a, second);
  const third = f64x2.mul(n, v128.load_splat<f64>(CONSTANTS, 24));
  const c = f64x2.add(b, third);
  const errors = f64x2.add(sumError(a, second, b), sumError(b, third, c));
  const low = f64x2.add(errors, f64x2.mul(n, v128.load_splat<f64>(CONSTANTS, 32)));
  const r = f64x2.add(c, low);
  const rest = f64x2.add(f64x2.sub(c, r), low);
  return circle(index, r, rest, cosine);
}

/** One lane of at least 2²², infinite or NaN. */
function hugeCircle(size: f64, cosine: bool): f64 {
  if (!(size < Infinity)) return NaN;
  reduceHuge(size);
  const quadrant = i64x2.splat(reducedQuadrant);
  const r = f64x2.splat(reducedAngle);
  const rest = f64x2.splat(reducedRest);
  return f64x2.extract_lane(cosine ? circle(quadrant, r, rest, true) : circle(quadrant, r, rest, false), 0);
}

/** Both lanes where one of them is at least 2²², infinite or NaN. */
function uncommonCircle(size: v128, cosine: bool): v128 {
  const near = f64x2.lt(size, v128.load_splat<f64>(CONSTANTS, 40));
  const bounded = v128.and(size, near);
  let result = cosine ? commonCircle(bounded, true) : commonCircle(bounded, false);
  const size0 = f64x2.extract_lane(size, 0);
  const size1 = f64x2.extract_lane(size, 1);
  if (!(size0 < 4194304.0)) result = f64x2.replace_lane(result, 0, hugeCircle(size0, cosine));
  if (!(size1 < 4194304.0)) result = f64x2.replace_lane(result, 1, hugeCircle(size1, cosine));
  return result;
}

/** sin x, x in radians; exactly odd, −0 and subnormals returned as they are, NaN at ±∞ and NaN. */
// @ts-ignore: decorator
@inline
export function sinF64x2(x: v128): v128 {
  const size = v128.and(x, magnitudeMask());
  const near = f64x2.lt(size, v128.load_splat<f64>(CONSTANTS, 40));
  const result = i64x2.all_true(near) ? commonCircle(size, false) : uncommonCircle(size, false);
  return v128.xor(result, v128.and(x, signMask()));
}

/** cos x, x in radians; exactly even, NaN at ±∞ and NaN. */
// @ts-ignore: decorator
@inline
export function cosF64x2(x: v128): v128 {
  const size = v128.and(x, magnitudeMask());
  const near = f64x2.lt(size, v128.load_splat<f64>(CONSTANTS, 40));
  return i64x2.all_true(near) ? commonCircle(size, true) : uncommonCircle(size, true);
}

/** The same bits as a lane of `sinF64x2`. */
export function sinF64(x: f64): f64 {
  return f64x2.extract_lane(sinF64x2(f64x2.splat(x)), 0);
}

/** The same bits as a lane of `cosF64x2`. */
export function cosF64(x: f64): f64 {
  return f64x2.extract_lane(cosF64x2(f64x2.splat(x)), 0);
}
