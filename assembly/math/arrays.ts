/**
 * The elementary functions over arrays of vectors: target[i] = f(source[i]); source and target may be the same.
 * tanhArray, in staged passes, is in tanh.ts.
 */
import { exp, expm1, log, log1p, sigmoid, softplus, erf, sin, cos } from './lanes';

/** `vectors` 16-byte vectors of T. */
export function expArray<T>(source: usize, target: usize, vectors: i32): void {
  const end = source + ((<usize>vectors) << 4);
  for (; source < end; source += 16, target += 16) v128.store(target, exp<T>(v128.load(source)));
}

/** `vectors` 16-byte vectors of T. */
export function expm1Array<T>(source: usize, target: usize, vectors: i32): void {
  const end = source + ((<usize>vectors) << 4);
  for (; source < end; source += 16, target += 16) v128.store(target, expm1<T>(v128.load(source)));
}

/** `vectors` 16-byte vectors of T. */
export function logArray<T>(source: usize, target: usize, vectors: i32): void {
  const end = source + ((<usize>vectors) << 4);
  for (; source < end; source += 16, target += 16) v128.store(target, log<T>(v128.load(source)));
}

/** `vectors` 16-byte vectors of T. */
export function log1pArray<T>(source: usize, target: usize, vectors: i32): void {
  const end = source + ((<usize>vectors) << 4);
  for (; source < end; source += 16, target += 16) v128.store(target, log1p<T>(v128.load(source)));
}

/** `vectors` 16-byte vectors of T. */
export function sigmoidArray<T>(source: usize, target: usize, vectors: i32): void {
  const end = source + ((<usize>vectors) << 4);
  for (; source < end; source += 16, target += 16) v128.store(target, sigmoid<T>(v128.load(source)));
}

/** `vectors` 16-byte vectors of T. */
export function softplusArray<T>(source: usize, target: usize, vectors: i32): void {
  const end = source + ((<usize>vectors) << 4);
  for (; source < end; source += 16, target += 16) v128.store(target, softplus<T>(v128.load(source)));
}

/** `vectors` 16-byte vectors of T. */
export function erfArray<T>(source: usize, target: usize, vectors: i32): void {
  const end = source + ((<usize>vectors) << 4);
  for (; source < end; source += 16, target += 16) v128.store(target, erf<T>(v128.load(source)));
}

/** `vectors` 16-byte vectors of T. */
export function sinArray<T>(source: usize, target: usize, vectors: i32): void {
  const end = source + ((<usize>vectors) << 4);
  for (; source < end; source += 16, target += 16) v128.store(target, sin<T>(v128.load(source)));
}

/** `vectors` 16-byte vectors of T. */
export function cosArray<T>(source: usize, target: usize, vectors: i32): void {
  const end = source + ((<usize>vectors) << 4);
  for (; source < end; source += 16, target += 16) v128.store(target, cos<T>(v128.load(source)));
}
