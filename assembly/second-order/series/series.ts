import { VECTOR, zero } from '../../network/vectors';

/**
 * A series is order + 1 vectors, one after the other: the Taylor coefficients of a function of t, a sample in each lane. The recurrences
 * are those of Griewank & Walther, Evaluating Derivatives, §13.2. `series` arguments are addresses; results must not stand on arguments.
 */

/** The highest order there is. */
export const HIGHEST_ORDER: u32 = 12;
/** Bytes of the longest series. */
export const SERIES_BYTES: i32 = 208;

// @ts-ignore: decorator
@inline
export function term(series: usize, k: u32): v128 {
  return v128.load(series + <usize>k * VECTOR);
}

// @ts-ignore: decorator
@inline
export function setTerm(series: usize, k: u32, value: v128): void {
  v128.store(series + <usize>k * VECTOR, value);
}

// @ts-ignore: decorator
@inline
export function scaled(value: v128, factor: f64): v128 {
  return f64x2.mul(f64x2.splat(factor), value);
}

/** Coefficient k of a·b. */
export function productTerm(a: usize, b: usize, k: u32): v128 {
  let sum = zero();
  for (let j: u32 = 0; j <= k; j++) sum = f64x2.add(sum, f64x2.mul(term(a, j), term(b, k - j)));
  return sum;
}

/** Coefficient k ≥ 1 of ∫ slope·z′: what f with f′ = slope(t)·z′(t) has there; needs slope up to k − 1. */
export function integralTerm(slope: usize, z: usize, k: u32): v128 {
  let sum = zero();
  for (let j: u32 = 1; j <= k; j++) {
    sum = f64x2.add(sum, f64x2.mul(scaled(term(z, j), j), term(slope, k - j)));
  }
  return f64x2.div(sum, f64x2.splat(k));
}

/** Coefficient k of a/b, from `quotient` up to k − 1. */
export function quotientTerm(a: usize, b: usize, quotient: usize, k: u32): v128 {
  let rest = term(a, k);
  for (let j: u32 = 1; j <= k; j++) rest = f64x2.sub(rest, f64x2.mul(term(b, j), term(quotient, k - j)));
  return f64x2.div(rest, term(b, 0));
}

/** target = a·b. */
export function multiplySeries(a: usize, b: usize, target: usize, order: u32): void {
  for (let k: u32 = 0; k <= order; k++) setTerm(target, k, productTerm(a, b, k));
}
