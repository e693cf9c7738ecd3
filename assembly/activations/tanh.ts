import { VECTOR } from '../network/vectors';
import { constant } from './constant';

/** φ(z) = tanh z comes from math/fast/tanh.ts, over whole arrays in stages; here φ′ = 1 − φ² from the values. */
export function tanhSlopes<T>(values: usize, slopes: usize, bytes: usize): void {
  const one = constant<T>(1);
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const value = v128.load(values + at);
    v128.store(slopes + at, v128.sub<T>(one, v128.mul<T>(value, value)));
  }
}
