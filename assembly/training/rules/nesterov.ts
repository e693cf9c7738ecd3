import { VECTOR, zero } from '../../network/vectors';
import { a, firstMoment, gradient, rateSpread, theta } from '../settings';
import { see } from './watch';

/** v ← βv + g; θ ← θ − η(g + βv) (PyTorch's SGD with nesterov; `a` is β). Returns zeros while everything is finite. */
export function nesterov<T>(bytes: usize, rates: usize): v128 {
  const spread = rateSpread;
  const beta = v128.splat<T>(<T>a);
  let watch = zero();
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const g = v128.load(gradient + at);
    const velocity = v128.add<T>(v128.mul<T>(beta, v128.load(firstMoment + at)), g);
    const ahead = v128.add<T>(g, v128.mul<T>(beta, velocity));
    const next = v128.sub<T>(v128.load(theta + at), v128.mul<T>(v128.load(rates + (at & spread)), ahead));
    v128.store(firstMoment + at, velocity);
    v128.store(theta + at, next);
    watch = see<T>(see<T>(see<T>(watch, g), velocity), next);
  }
  return watch;
}
