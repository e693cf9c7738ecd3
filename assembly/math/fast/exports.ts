/** The kernels' own elementary functions as the tests call them. */
import { fastSigmoid } from './sigmoid';
import { fastTanh, fastTanhArray } from './tanh';

/**
 * target[i] = f(source[i]) for `bytes` of f64 (single = 0) or f32 (single = 1) vectors. kind: 0 tanh, 1 tanh over an array in
 * stages, 2 sigmoid.
 */
export function math_fast_map(kind: i32, single: i32, source: usize, target: usize, bytes: usize): void {
  if (single) map<f32>(kind, source, target, bytes);
  else map<f64>(kind, source, target, bytes);
}

function map<T>(kind: i32, source: usize, target: usize, bytes: usize): void {
  if (kind == 1) return fastTanhArray<T>(source, target, bytes);
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = v128.load(source + at);
    v128.store(target + at, kind == 2 ? fastSigmoid<T>(x) : fastTanh<T>(x));
  }
}
