import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { instance } from '../instance';

/** Oracle: the published outputs of splitmix64 and xoshiro256**, and Box–Muller at 50 digits (tests/golden/prng_public.json). */

interface Vectors {
  readonly splitmix64: readonly { readonly seed: string; readonly outputs: readonly string[] }[];
  readonly xoshiro256starstar_state: readonly { readonly state: readonly string[]; readonly outputs: readonly string[] }[];
  readonly xoshiro256starstar_splitmix_seed: readonly {
    readonly seed: string;
    readonly state: readonly string[];
    readonly outputs: readonly string[];
    readonly uniform53: readonly number[];
    readonly box_muller: readonly number[];
  }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('../../golden/prng_public.json', import.meta.url), 'utf8'),
) as Vectors;
const { exports, memory, free } = instance();
const unsigned = (value: bigint): string => BigInt.asUintN(64, value).toString();
const words = (): BigUint64Array => new BigUint64Array(memory.buffer, free, exports.random_state_bytes() / 8);

test.each(vectors.splitmix64)('splitmix64 from seed $seed', ({ seed, outputs }) => {
  expect(outputs.map((_, i) => unsigned(exports.random_splitmix64(BigInt(seed), BigInt(i))))).toEqual(outputs);
});

test.each(vectors.xoshiro256starstar_state)('xoshiro256** from state $state', ({ state, outputs }) => {
  words().fill(0n);
  words().set(state.map(BigInt));
  expect(outputs.map(() => unsigned(exports.random_next(free)))).toEqual(outputs);
});

describe.each(vectors.xoshiro256starstar_splitmix_seed)('xoshiro256** seeded with $seed', (expected) => {
  const seeded = (): void => exports.random_seed(free, BigInt(expected.seed));

  test('state and outputs', () => {
    // A spare deviate that is left over must not survive seeding.
    words().fill(1n);
    seeded();
    expect(Array.from(words(), String)).toEqual([...expected.state, '0', '0']);
    expect(expected.outputs.map(() => unsigned(exports.random_next(free)))).toEqual(expected.outputs);
  });

  test('uniform numbers', () => {
    seeded();
    expect(expected.uniform53.map(() => exports.random_uniform(free))).toEqual(expected.uniform53);
  });

  test('normal deviates, to 2 units in the last place', () => {
    seeded();
    for (const value of expected.box_muller) {
      const error = Math.abs(exports.random_normal(free) - value) / (2 ** Math.floor(Math.log2(Math.abs(value))) * 2 ** -52);
      expect(error).toBeLessThanOrEqual(2);
    }
  });
});
