/** The kernels' own elementary functions as the tests call them. */
import { fastErf } from './erf';
import { fastExp } from './exp';
import { fastExpm1 } from './expm1';
import { fastLog1p } from './log1p';
import { fastSigmoid } from './sigmoid';
import { fastCos, fastSin } from './sine';
import { fastSoftplus } from './softplus';
import { fastTanh, fastTanhArray } from './tanh';
import { lane0 } from './vector';

/**
 * target[i] = f(source[i]) for `bytes` of f64 (single = 0) or f32 (single = 1) vectors. kind: 0 tanh, 1 tanh over an array in
 * stages, 2 sigmoid, 3 exp, 4 expm1, 5 log1p, 6 softplus, 7 erf, 8 sin, 9 cos.
 */
export function math_fast_map(kind: i32, single: i32, source: usize, target: usize, bytes: usize): void {
  if (single) map<f32>(kind, source, target, bytes);
  else map<f64>(kind, source, target, bytes);
}

/** f(x) alone, kinds as above: what one lane of the vector form gives. */
export function math_fast(kind: i32, single: i32, x: f64): f64 {
  return single ? <f64>lane0<f32>(apply<f32>(kind, f32x4.splat(<f32>x))) : lane0<f64>(apply<f64>(kind, f64x2.splat(x)));
}

function apply<T>(kind: i32, x: v128): v128 {
  switch (kind) {
    case 2:
      return fastSigmoid<T>(x);
    case 3:
      return fastExp<T>(x);
    case 4:
      return fastExpm1<T>(x);
    case 5:
      return fastLog1p<T>(x);
    case 6:
      return fastSoftplus<T>(x);
    case 7:
      return fastErf<T>(x);
    case 8:
      return fastSin<T>(x);
    case 9:
      return fastCos<T>(x);
  }
  return fastTanh<T>(x);
}

/** One loop per function, as the activations have them: what is timed is then what the kernels take. */
function map<T>(kind: i32, source: usize, target: usize, bytes: usize): void {
  const end = source + bytes;
  switch (kind) {
    case 0:
      for (; source + 32 <= end; source += 32, target += 32) {
        const first = fastTanh<T>(v128.load(source));
        const second = fastTanh<T>(v128.load(source, 16));
        v128.store(target, first);
        v128.store(target, second, 16);
      }
      if (source < end) v128.store(target, fastTanh<T>(v128.load(source)));
      return;
    case 1:
      return fastTanhArray<T>(source, target, bytes);
    case 2:
      for (; source + 32 <= end; source += 32, target += 32) {
        const first = fastSigmoid<T>(v128.load(source));
        const second = fastSigmoid<T>(v128.load(source, 16));
        v128.store(target, first);
        v128.store(target, second, 16);
      }
      if (source < end) v128.store(target, fastSigmoid<T>(v128.load(source)));
      return;
    case 3:
      for (; source + 32 <= end; source += 32, target += 32) {
        const first = fastExp<T>(v128.load(source));
        const second = fastExp<T>(v128.load(source, 16));
        v128.store(target, first);
        v128.store(target, second, 16);
      }
      if (source < end) v128.store(target, fastExp<T>(v128.load(source)));
      return;
    case 4:
      for (; source + 32 <= end; source += 32, target += 32) {
        const first = fastExpm1<T>(v128.load(source));
        const second = fastExpm1<T>(v128.load(source, 16));
        v128.store(target, first);
        v128.store(target, second, 16);
      }
      if (source < end) v128.store(target, fastExpm1<T>(v128.load(source)));
      return;
    case 5:
      for (; source + 32 <= end; source += 32, target += 32) {
        const first = fastLog1p<T>(v128.load(source));
        const second = fastLog1p<T>(v128.load(source, 16));
        v128.store(target, first);
        v128.store(target, second, 16);
      }
      if (source < end) v128.store(target, fastLog1p<T>(v128.load(source)));
      return;
    case 6:
      for (; source + 32 <= end; source += 32, target += 32) {
        const first = fastSoftplus<T>(v128.load(source));
        const second = fastSoftplus<T>(v128.load(source, 16));
        v128.store(target, first);
        v128.store(target, second, 16);
      }
      if (source < end) v128.store(target, fastSoftplus<T>(v128.load(source)));
      return;
    case 7:
      for (; source + 32 <= end; source += 32, target += 32) {
        const first = fastErf<T>(v128.load(source));
        const second = fastErf<T>(v128.load(source, 16));
        v128.store(target, first);
        v128.store(target, second, 16);
      }
      if (source < end) v128.store(target, fastErf<T>(v128.load(source)));
      return;
    case 8:
      for (; source + 32 <= end; source += 32, target += 32) {
        const first = fastSin<T>(v128.load(source));
        const second = fastSin<T>(v128.load(source, 16));
        v128.store(target, first);
        v128.store(target, second, 16);
      }
      if (source < end) v128.store(target, fastSin<T>(v128.load(source)));
      return;
    case 9:
      for (; source + 32 <= end; source += 32, target += 32) {
        const first = fastCos<T>(v128.load(source));
        const second = fastCos<T>(v128.load(source, 16));
        v128.store(target, first);
        v128.store(target, second, 16);
      }
      if (source < end) v128.store(target, fastCos<T>(v128.load(source)));
      return;
  }
}
