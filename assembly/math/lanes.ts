/**
 * The elementary functions on a whole vector of T = f64 (two lanes) or f32 (four lanes). f32 lanes are computed in f64 and rounded once
 * more, so they are correctly rounded except where the f64 result falls within its own error of a midpoint between two f32.
 */
import { erfF64x2 } from './erf';
import { expF64x2 } from './exp';
import { expm1F64x2 } from './expm1';
import { logF64x2 } from './log';
import { log1pF64x2 } from './log1p';
import { sigmoidF64x2 } from './sigmoid';
import { cosF64x2, sinF64x2 } from './sine';
import { softplusF64x2 } from './softplus';
import { tanhF64x2 } from './tanh';

// @ts-ignore: decorator
@inline
function lower(v: v128): v128 {
  return f64x2.promote_low_f32x4(v);
}

// @ts-ignore: decorator
@inline
function upper(v: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<u64>(v, v, 1, 1));
}

// @ts-ignore: decorator
@inline
function join(low: v128, high: v128): v128 {
  return v128.shuffle<u64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

// @ts-ignore: decorator
@inline
export function exp<T>(v: v128): v128 {
  return sizeof<T>() == 8 ? expF64x2(v) : join(expF64x2(lower(v)), expF64x2(upper(v)));
}

// @ts-ignore: decorator
@inline
export function expm1<T>(v: v128): v128 {
  return sizeof<T>() == 8 ? expm1F64x2(v) : join(expm1F64x2(lower(v)), expm1F64x2(upper(v)));
}

// @ts-ignore: decorator
@inline
export function log<T>(v: v128): v128 {
  return sizeof<T>() == 8 ? logF64x2(v) : join(logF64x2(lower(v)), logF64x2(upper(v)));
}

// @ts-ignore: decorator
@inline
export function log1p<T>(v: v128): v128 {
  return sizeof<T>() == 8 ? log1pF64x2(v) : join(log1pF64x2(lower(v)), log1pF64x2(upper(v)));
}

// @ts-ignore: decorator
@inline
export function tanh<T>(v: v128): v128 {
  return sizeof<T>() == 8 ? tanhF64x2(v) : join(tanhF64x2(lower(v)), tanhF64x2(upper(v)));
}

// @ts-ignore: decorator
@inline
export function sigmoid<T>(v: v128): v128 {
  return sizeof<T>() == 8 ? sigmoidF64x2(v) : join(sigmoidF64x2(lower(v)), sigmoidF64x2(upper(v)));
}

// @ts-ignore: decorator
@inline
export function softplus<T>(v: v128): v128 {
  return sizeof<T>() == 8 ? softplusF64x2(v) : join(softplusF64x2(lower(v)), softplusF64x2(upper(v)));
}

// @ts-ignore: decorator
@inline
export function erf<T>(v: v128): v128 {
  return sizeof<T>() == 8 ? erfF64x2(v) : join(erfF64x2(lower(v)), erfF64x2(upper(v)));
}

// @ts-ignore: decorator
@inline
export function sin<T>(v: v128): v128 {
  return sizeof<T>() == 8 ? sinF64x2(v) : join(sinF64x2(lower(v)), sinF64x2(upper(v)));
}

// @ts-ignore: decorator
@inline
export function cos<T>(v: v128): v128 {
  return sizeof<T>() == 8 ? cosF64x2(v) : join(cosF64x2(lower(v)), cosF64x2(upper(v)));
}
