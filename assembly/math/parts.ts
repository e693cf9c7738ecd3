/**
 * Exact splitting of sums and products into a rounded value and its error (Dekker 1971, Knuth TAOCP 2 §4.2.2), on f64x2.
 * No fused multiply-add: WebAssembly has none that gives the same bits on every machine.
 */
import { leadingMask } from './constants';

/** Error of sum = a + b where |a| ≥ |b| or a = 0: sum + error = a + b exactly. */
// @ts-ignore: decorator
@inline
export function orderedSumError(a: v128, b: v128, sum: v128): v128 {
  return f64x2.sub(b, f64x2.sub(sum, a));
}

/** Error of sum = a + b for any order of magnitudes. */
// @ts-ignore: decorator
@inline
export function sumError(a: v128, b: v128, sum: v128): v128 {
  const shadow = f64x2.sub(sum, a);
  return f64x2.add(f64x2.sub(a, f64x2.sub(sum, shadow)), f64x2.sub(b, shadow));
}

/** The leading 26 bits of x: a product of two such numbers is exact. */
// @ts-ignore: decorator
@inline
export function leading(x: v128): v128 {
  return v128.and(x, leadingMask());
}
