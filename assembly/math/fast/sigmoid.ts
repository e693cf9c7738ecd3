/**
 * 1/(1 + e⁻ˣ) for the network's kernels: measured errors in math/README.md; nearly exact form in math/sigmoid.ts. By the reduction of
 * exponential-core.ts e^−|x| = N/P with N = 2ᵏ·(D + U), P = D − U, so the sigmoid is P/(P + N) for x ≥ 0 and N/(P + N) for x < 0:
 * one division, no table, and both ends keep all their digits.
 */
import { evenPart, exponentialIndex, exponentialRemainder, oddPart, scaled, zeroIndex } from './exponential-core';
import { constant, magnitude } from './vector';

const LIMIT_F64: usize = memory.data<f64>([-746.0], 16); // e^−746 rounds to 0
const LIMIT_F32: usize = memory.data<f32>([-105.0], 16);

/** −|x|, but not where e^−|x| is 0 anyway; pmax with the variable first keeps a NaN. */
// @ts-ignore: decorator
@inline
export function bounded<T>(x: v128): v128 {
  return v128.pmax<T>(v128.neg<T>(magnitude<T>(x)), constant<T>(LIMIT_F64, LIMIT_F32, 0));
}

/** The sigmoid of every lane of T = f64 or f32: exactly 1/2 at ±0, between 0 and 1, subnormal results rounded, NaN kept. */
// @ts-ignore: decorator
@inline
export function fastSigmoid<T>(x: v128): v128 {
  const size = bounded<T>(x);
  const index = exponentialIndex<T>(size);
  const r = exponentialRemainder<T>(size, v128.sub<T>(index, zeroIndex<T>()));
  const s = v128.mul<T>(r, r);
  const u = oddPart<T>(r, s);
  const d = evenPart<T>(s);
  const small = scaled<T>(v128.add<T>(d, u), index);
  const large = v128.sub<T>(d, u);
  const numerator = v128.bitselect(small, large, v128.lt<T>(x, i64x2.splat(0)));
  return v128.div<T>(numerator, v128.add<T>(large, small));
}
