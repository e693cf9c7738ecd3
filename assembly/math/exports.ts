/** What the module exports of the elementary functions. */
import {
  expArray,
  expm1Array,
  logArray,
  log1pArray,
  sigmoidArray,
  softplusArray,
  erfArray,
  sinArray,
  cosArray,
} from './arrays';
import { erfF64 } from './erf';
import { expF64 } from './exp';
import { expm1F64 } from './expm1';
import { logF64 } from './log';
import { log1pF64 } from './log1p';
import { sigmoidF64 } from './sigmoid';
import { cosF64, sinF64 } from './sine';
import { softplusF64 } from './softplus';
import { tanhArray, tanhF64 } from './tanh';

export function math_exp(x: f64): f64 {
  return expF64(x);
}

export function math_expm1(x: f64): f64 {
  return expm1F64(x);
}

export function math_log(x: f64): f64 {
  return logF64(x);
}

export function math_log1p(x: f64): f64 {
  return log1pF64(x);
}

export function math_tanh(x: f64): f64 {
  return tanhF64(x);
}

export function math_sigmoid(x: f64): f64 {
  return sigmoidF64(x);
}

export function math_softplus(x: f64): f64 {
  return softplusF64(x);
}

export function math_erf(x: f64): f64 {
  return erfF64(x);
}

export function math_sin(x: f64): f64 {
  return sinF64(x);
}

export function math_cos(x: f64): f64 {
  return cosF64(x);
}

/**
 * target[i] = f(source[i]) for `vectors` 16-byte vectors of f64 (single = 0) or f32 (single = 1).
 * kind: 0 exp, 1 expm1, 2 log, 3 log1p, 4 tanh, 5 sigmoid, 6 softplus, 7 erf, 8 sin, 9 cos.
 */
export function math_map(kind: i32, single: i32, source: usize, target: usize, vectors: i32): void {
  if (single) map<f32>(kind, source, target, vectors);
  else map<f64>(kind, source, target, vectors);
}

function map<T>(kind: i32, source: usize, target: usize, vectors: i32): void {
  switch (kind) {
    case 0:
      return expArray<T>(source, target, vectors);
    case 1:
      return expm1Array<T>(source, target, vectors);
    case 2:
      return logArray<T>(source, target, vectors);
    case 3:
      return log1pArray<T>(source, target, vectors);
    case 4:
      return tanhArray<T>(source, target, vectors);
    case 5:
      return sigmoidArray<T>(source, target, vectors);
    case 6:
      return softplusArray<T>(source, target, vectors);
    case 7:
      return erfArray<T>(source, target, vectors);
    case 8:
      return sinArray<T>(source, target, vectors);
    case 9:
      return cosArray<T>(source, target, vectors);
  }
}
