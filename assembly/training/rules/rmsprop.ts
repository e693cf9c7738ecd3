import { VECTOR, zero } from '../../network/vectors';
import { a, b, gradient, rateSpread, secondMoment, theta } from '../settings';
import { see } from './watch';

/** s ← αs + (1 − α)g²; θ ← θ − ηg/(√s + ε) (PyTorch's RMSprop; `a` is α, `b` is ε). Returns zeros while everything is finite. */
export function rmsprop<T>(bytes: usize, rates: usize): v128 {
  const spread = rateSpread;
  const decay = v128.splat<T>(<T>a);
  const rest = v128.splat<T>(<T>(1 - a));
  const epsilon = v128.splat<T>(<T>b);
  let watch = zero();
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const g = v128.load(gradient + at);
    const kept = v128.mul<T>(decay, v128.load(secondMoment + at));
    const square = v128.add<T>(kept, v128.mul<T>(rest, v128.mul<T>(g, g)));
    const push = v128.div<T>(v128.mul<T>(v128.load(rates + (at & spread)), g), v128.add<T>(v128.sqrt<T>(square), epsilon));
    const next = v128.sub<T>(v128.load(theta + at), push);
    v128.store(secondMoment + at, square);
    v128.store(theta + at, next);
    watch = see<T>(see<T>(see<T>(watch, g), square), next);
  }
  return watch;
}
