/** splitmix64 (Steele, Lea & Flood 2014; constants of Vigna's public-domain splitmix64.c): it turns one seed into any number of state words. */

const GAMMA: u64 = 0x9e3779b97f4a7c15;

/** The output for a state that has already been advanced. */
export function mixSplitmix64(state: u64): u64 {
  let z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** Output number `index` (0, 1, …) of the generator seeded with `seed`. */
export function splitmix64(seed: u64, index: u64): u64 {
  return mixSplitmix64(seed + (index + 1) * GAMMA);
}
