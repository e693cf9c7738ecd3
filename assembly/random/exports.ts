/** What the module exports of the random generator. */
import { fillBall } from './ball';
import { normal } from './normal';
import { splitmix64 } from './splitmix64';
import { integerBelow, nextU64, RANDOM_STATE_BYTES, seedRandom, uniform } from './xoshiro256';

/** Bytes of one generator's state. */
export function random_state_bytes(): i32 {
  return RANDOM_STATE_BYTES;
}

export function random_splitmix64(seed: u64, index: u64): u64 {
  return splitmix64(seed, index);
}

export function random_seed(state: usize, seed: u64): void {
  seedRandom(state, seed);
}

export function random_next(state: usize): u64 {
  return nextU64(state);
}

export function random_uniform(state: usize): f64 {
  return uniform(state);
}

export function random_normal(state: usize): f64 {
  return normal(state);
}

/** bound 1 … 2³² − 1, read as unsigned; so is the result. */
export function random_integer(state: usize, bound: u32): u32 {
  return integerBelow(state, bound);
}

export function random_fill_ball(state: usize, target: usize, n: i32, radius: f64): void {
  fillBall(state, target, n, radius);
}
