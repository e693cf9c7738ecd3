/**
 * xoshiro256** 1.0 (Blackman & Vigna 2018, "Scrambled linear pseudorandom number generators"). Its state lives at an address of the
 * caller's: four u64 (32 bytes), then the spare normal deviate (f64) and whether there is one (u64); see normal.ts.
 */
import { splitmix64 } from './splitmix64';

export const RANDOM_STATE_BYTES: i32 = 48;
export const SPARE_OFFSET: usize = 32;
export const SPARE_FLAG_OFFSET: usize = 40;

/** Fills a state with the first four outputs of splitmix64(seed) and forgets the spare normal deviate. */
export function seedRandom(state: usize, seed: u64): void {
  for (let i: usize = 0; i < 4; i++) store<u64>(state + (i << 3), splitmix64(seed, i));
  store<f64>(state, 0, SPARE_OFFSET);
  store<u64>(state, 0, SPARE_FLAG_OFFSET);
}

/** The next 64 bits. */
export function nextU64(state: usize): u64 {
  let s0 = load<u64>(state, 0);
  let s1 = load<u64>(state, 8);
  let s2 = load<u64>(state, 16);
  let s3 = load<u64>(state, 24);
  const result = rotl<u64>(s1 * 5, 7) * 9;
  const t = s1 << 17;
  s2 ^= s0;
  s3 ^= s1;
  s1 ^= s2;
  s0 ^= s3;
  s2 ^= t;
  s3 = rotl<u64>(s3, 45);
  store<u64>(state, s0, 0);
  store<u64>(state, s1, 8);
  store<u64>(state, s2, 16);
  store<u64>(state, s3, 24);
  return result;
}

/** Uniform on [0, 1): the leading 53 bits times 2⁻⁵³. */
export function uniform(state: usize): f64 {
  return <f64>(nextU64(state) >> 11) * 1.1102230246251565e-16; // 0x3ca0000000000000  2⁻⁵³
}

/**
 * Integer 0 … bound − 1 without bias, bound 1 … 2³² − 1: the leading 32 bits of each draw times the bound, rejected where the low
 * word is below 2³² mod bound (Lemire 2019, "Fast random integer generation in an interval", ACM TOMACS 29).
 */
export function integerBelow(state: usize, bound: u32): u32 {
  let product = (nextU64(state) >> 32) * <u64>bound;
  if (<u32>product < bound) {
    const threshold: u32 = (<u32>0 - bound) % bound;
    while (<u32>product < threshold) product = (nextU64(state) >> 32) * <u64>bound;
  }
  return <u32>(product >> 32);
}
