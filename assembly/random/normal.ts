/**
 * Standard normal deviates (Box & Muller 1958): from successive uniforms U, U'  R = √(−2 ln(1 − U)); first R cos 2πU', then R sin 2πU'.
 * The second is kept in the state until it is asked for.
 */
import { logF64 } from '../math/log';
import { turn } from '../math/turns';
import { SPARE_FLAG_OFFSET, SPARE_OFFSET, uniform } from './xoshiro256';

export function normal(state: usize): f64 {
  if (load<u64>(state, SPARE_FLAG_OFFSET)) {
    store<u64>(state, 0, SPARE_FLAG_OFFSET);
    return load<f64>(state, SPARE_OFFSET);
  }
  const u1 = 1 - uniform(state);
  const u2 = uniform(state);
  const radius = sqrt<f64>(-2 * logF64(u1));
  const pair = turn(u2);
  store<f64>(state, radius * f64x2.extract_lane(pair, 1), SPARE_OFFSET);
  store<u64>(state, 1, SPARE_FLAG_OFFSET);
  return radius * f64x2.extract_lane(pair, 0);
}
