import { gradientOver } from '../../network/backward';
import { norm } from '../../network/norm';
import { parameterCount } from '../../network/problem';
import { SampleSet } from '../../network/samples';
import { fillBall } from '../../random/ball';
import { seedRandom } from '../../random/xoshiro256';
import { a, b, c, gradient, step, theta } from '../settings';
import { gradientDescent } from './gradient-descent';

/** Address of the random state, and of one f64 per parameter for the sample of the ball. */
let randomState: usize = 0;
let ball: usize = 0;
export let pushed: bool = false;
/** Step of the last push. */
export let lastPush: u32 = 0;

export function defineNoise(state: usize, sample: usize, seed: u64): void {
  randomState = state;
  ball = sample;
  pushed = false;
  seedRandom(state, seed);
}

/** Goes on from a state in which pushes have been made. */
export function resumePushes(wasPushed: bool, last: u32): void {
  pushed = wasPushed;
  lastPush = last;
}

/**
 * Jin et al. 2017, algorithm 2: where ‖g‖ ≤ threshold and the last push is more than `interval` steps ago, θ gets a uniform
 * sample of the ball of `radius` and the gradient is taken anew; then θ ← θ − ηg. `a`, `b`, `c` are radius, threshold,
 * interval. Returns zeros while everything is finite.
 */
export function perturbedGradientDescent<T>(bytes: usize, rates: usize, set: SampleSet): v128 {
  if ((!pushed || <f64>(step - lastPush) > c) && norm<T>(gradient) <= b) {
    pushed = true;
    lastPush = step;
    fillBall(randomState, ball, parameterCount, a);
    for (let i: u32 = 0; i < parameterCount; i++) {
      const at = theta + i * sizeof<T>();
      store<T>(at, <T>(load<T>(at) + <T>load<f64>(ball + (i << 3))));
    }
    gradientOver<T>(theta, set, gradient);
  }
  return gradientDescent<T>(bytes, rates);
}
