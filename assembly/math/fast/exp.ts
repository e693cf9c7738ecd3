/** eˣ for the network's kernels: measured errors in math/README.md, method in exponential-core.ts; nearly exact form in math/exp.ts. */
import { evenPart, exponentialIndex, exponentialRemainder, oddPart, scaled, zeroIndex } from './exponential-core';
import { constant } from './vector';

// prettier-ignore
const F64: usize = memory.data<f64>([
  710.0, //  0  e^710 overflows
  -746.0, // 1  e^−746 rounds to 0
], 16);

// prettier-ignore
const F32: usize = memory.data<f32>([
  89.0, //   0
  -105.0, // 1
], 16);

/** eˣ of every lane of T = f64 or f32; 1 at ±0, +∞ and 0 beyond the ends, subnormal results rounded, NaN kept. */
// @ts-ignore: decorator
@inline
export function fastExp<T>(x: v128): v128 {
  // pmin and pmax with the variable first keep a NaN.
  const bounded = v128.pmax<T>(v128.pmin<T>(x, constant<T>(F64, F32, 0)), constant<T>(F64, F32, 1));
  const index = exponentialIndex<T>(bounded);
  const r = exponentialRemainder<T>(bounded, v128.sub<T>(index, zeroIndex<T>()));
  const s = v128.mul<T>(r, r);
  const u = oddPart<T>(r, s);
  const d = evenPart<T>(s);
  return scaled<T>(v128.div<T>(v128.add<T>(d, u), v128.sub<T>(d, u)), index);
}
