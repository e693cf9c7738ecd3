/** Uniform sampling of an n-ball: a normal vector gives the direction, radius·U^(1/n) the distance (Muller 1959). */
import { expF64 } from '../math/exp';
import { logF64 } from '../math/log';
import { normal } from './normal';
import { uniform } from './xoshiro256';

/** n f64 at `target`: a uniform sample of the ball of `radius` about 0. Draws n normals (again, should all be 0), then one uniform. */
export function fillBall(state: usize, target: usize, n: i32, radius: f64): void {
  const end = target + ((<usize>n) << 3);
  let sum: f64 = 0;
  while (n > 0 && sum == 0) {
    for (let at = target; at < end; at += 8) {
      const value = normal(state);
      store<f64>(at, value);
      sum += value * value;
    }
  }
  // 1 − U is in (0, 1] and its logarithm finite.
  const distance = radius * expF64(logF64(1 - uniform(state)) / <f64>n);
  const scale = distance / sqrt<f64>(sum);
  for (let at = target; at < end; at += 8) store<f64>(at, load<f64>(at) * scale);
}
