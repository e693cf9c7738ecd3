import { VECTOR, zero } from '../../network/vectors';
import { a, b, c, firstMoment, gradient, powerA, powerB, rateSpread, secondMoment, theta } from '../settings';
import { see } from './watch';

/**
 * m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; θ ← θ − η·(m/(1 − β₁ᵗ))/(√(v/(1 − β₂ᵗ)) + ε) at step t = 1, 2, …
 * (Kingma and Ba 2015, as in PyTorch; `a`, `b`, `c` are β₁, β₂, ε). The bias corrections are computed in f64.
 * Returns zeros while everything is finite.
 */
export function adam<T>(bytes: usize, rates: usize): v128 {
  const spread = rateSpread;
  const beta1 = v128.splat<T>(<T>a);
  const beta2 = v128.splat<T>(<T>b);
  const rest1 = v128.splat<T>(<T>(1 - a));
  const rest2 = v128.splat<T>(<T>(1 - b));
  const correction1 = v128.splat<T>(<T>(1 - powerA));
  const correction2 = v128.splat<T>(<T>(1 - powerB));
  const epsilon = v128.splat<T>(<T>c);
  let watch = zero();
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const g = v128.load(gradient + at);
    const m = v128.add<T>(v128.mul<T>(beta1, v128.load(firstMoment + at)), v128.mul<T>(rest1, g));
    const square = v128.mul<T>(rest2, v128.mul<T>(g, g));
    const v = v128.add<T>(v128.mul<T>(beta2, v128.load(secondMoment + at)), square);
    v128.store(firstMoment + at, m);
    v128.store(secondMoment + at, v);
    const size = v128.add<T>(v128.sqrt<T>(v128.div<T>(v, correction2)), epsilon);
    const push = v128.mul<T>(v128.load(rates + (at & spread)), v128.div<T>(v128.div<T>(m, correction1), size));
    const next = v128.sub<T>(v128.load(theta + at), push);
    v128.store(theta + at, next);
    watch = see<T>(see<T>(see<T>(watch, g), v), next);
  }
  return watch;
}
