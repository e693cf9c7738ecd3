import { VECTOR, zero } from '../../network/vectors';
import { gradient, rateSpread, theta } from '../settings';
import { see } from './watch';

/** θ ← θ(1 − ηg), elementwise: the rule that some believe backpropagation to be; it never leaves 0. Returns zeros while everything is finite. */
export function multiplicative<T>(bytes: usize, rates: usize): v128 {
  const spread = rateSpread;
  const one = v128.splat<T>(<T>1);
  let watch = zero();
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const g = v128.load(gradient + at);
    const factor = v128.sub<T>(one, v128.mul<T>(v128.load(rates + (at & spread)), g));
    // Adding 0 turns the −0 of a negative factor into 0.
    const next = v128.add<T>(v128.mul<T>(v128.load(theta + at), factor), zero());
    v128.store(theta + at, next);
    watch = see<T>(see<T>(watch, g), next);
  }
  return watch;
}
