import { exp } from '../../math/lanes';
import { VECTOR, zero } from '../../network/vectors';
import { gradient, rateSpread, theta } from '../settings';
import { see } from './watch';

/** θ ← θ·exp(−ηg), elementwise (Kivinen and Warmuth 1997, not normalised): signs never change, and 0 stays 0. Returns zeros while everything is finite. */
export function exponentiatedGradient<T>(bytes: usize, rates: usize): v128 {
  const spread = rateSpread;
  let watch = zero();
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const g = v128.load(gradient + at);
    const fall = v128.neg<T>(v128.load(rates + (at & spread)));
    const next = v128.mul<T>(v128.load(theta + at), exp<T>(v128.mul<T>(fall, g)));
    v128.store(theta + at, next);
    watch = see<T>(see<T>(watch, g), next);
  }
  return watch;
}
