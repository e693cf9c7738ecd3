import { VECTOR, zero } from '../../network/vectors';
import { gradient, rateSpread, theta } from '../settings';
import { see } from './watch';

/** θ ← θ − ηg. Returns zeros while everything is finite. */
export function gradientDescent<T>(bytes: usize, rates: usize): v128 {
  const spread = rateSpread;
  let watch = zero();
  for (let at: usize = 0, p = theta, q = gradient; at < bytes; at += VECTOR) {
    const g = v128.load(q + at);
    const next = v128.sub<T>(v128.load(p + at), v128.mul<T>(v128.load(rates + (at & spread)), g));
    v128.store(p + at, next);
    watch = see<T>(see<T>(watch, g), next);
  }
  return watch;
}
