import { describe, expect, test } from 'vitest';
import { createRandomStream, createRandomStreams, streamSeed } from '../../../src/core/random-stream';
import { UserError } from '../../../src/model/user-error';
import { instance } from '../instance';

/** Oracle: the distributions' known moments, counts and symmetries, with bounds of five standard deviations; and independence of streams. */

const { exports, memory, free } = instance();
const streamOf = createRandomStreams(exports, memory, free);

describe('integers below a bound', () => {
  test.each([1, 2, 3, 6, 7, 10])('all %d values come equally often', (bound) => {
    const stream = streamOf(5n);
    const draws = 60_000;
    const counts = new Array<number>(bound).fill(0);
    for (let i = 0; i < draws; i++) {
      const value = stream.integer(bound);
      counts[value] = (counts[value] ?? NaN) + 1;
    }
    const deviation = Math.sqrt((draws / bound) * (1 - 1 / bound));
    for (const count of counts) expect(Math.abs(count - draws / bound)).toBeLessThanOrEqual(5 * deviation);
  });

  /** Without rejection a third of the values below 3·2³⁰ would come twice as often. */
  test('a bound near 2³² has no bias', () => {
    const bound = 3 * 2 ** 30;
    const stream = streamOf(6n);
    const draws = 30_000;
    const counts = [0, 0, 0];
    const residues = [0, 0, 0];
    for (let i = 0; i < draws; i++) {
      const value = stream.integer(bound);
      expect(value).toBeLessThan(bound);
      counts[Math.floor(value / 2 ** 30)]!++;
      residues[value % 3]!++;
    }
    for (const count of [...counts, ...residues]) expect(Math.abs(count - draws / 3)).toBeLessThanOrEqual(5 * 82);
  });

  test.each([0, -1, 1.5, NaN, 2 ** 32])('the bound %d is refused', (bound) => {
    expect(() => streamOf(1n).integer(bound)).toThrow(UserError);
  });
  test('the largest bound reaches numbers above 2³¹', () => {
    const stream = streamOf(7n);
    const values = Array.from({ length: 50 }, () => stream.integer(2 ** 32 - 1));
    expect(Math.max(...values)).toBeGreaterThan(2 ** 31);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  });
});

test('normal deviates have the moments 0, 1, 0, 3', () => {
  const stream = streamOf(8n);
  const n = 100_000;
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const x = stream.normal();
    for (let k = 0; k < 4; k++) sums[k] = (sums[k] ?? 0) + x ** (k + 1) / n;
  }
  // Variances of x, x², x³, x⁴ are 1, 2, 15, 96.
  const expected = [0, 1, 0, 3];
  const variances = [1, 2, 15, 96];
  sums.forEach((sum, k) => {
    expect(Math.abs(sum - (expected[k] ?? NaN))).toBeLessThan(5 * Math.sqrt((variances[k] ?? NaN) / n));
  });
});

describe('the ball', () => {
  const target = free + 64;
  const sample = (n: number, radius: number): Float64Array => {
    exports.random_fill_ball(free, target, n, radius);
    return new Float64Array(memory.buffer, target, n).slice();
  };

  test.each([1, 2, 3, 10])('distances in %d dimensions are those of a uniform sample, directions centred', (n) => {
    exports.random_seed(free, 9n);
    const draws = 20_000;
    const mean = new Float64Array(n);
    let inner = 0;
    for (let i = 0; i < draws; i++) {
      const point = sample(n, 2);
      const distance = Math.sqrt(point.reduce((sum, x) => sum + x * x, 0));
      expect(distance).toBeLessThanOrEqual(2 * (1 + 1e-14));
      // Half of the volume lies within radius·2^(−1/n).
      if ((distance / 2) ** n < 0.5) inner++;
      point.forEach((x, k) => (mean[k] = (mean[k] ?? 0) + x / draws));
    }
    expect(Math.abs(inner - draws / 2)).toBeLessThan(5 * Math.sqrt(draws / 4));
    for (const m of mean) expect(Math.abs(m)).toBeLessThan((5 * 2) / Math.sqrt(draws));
  });
});

describe('streams', () => {
  test('interleaved streams give what each gives alone, spare deviates included', () => {
    const alone = [1n, 2n, 3n].map((seed) => {
      const stream = createRandomStream(exports, memory, free, seed);
      return Array.from({ length: 20 }, (_, i) => (i % 3 ? stream.normal() : stream.uniform()));
    });
    const streams = [1n, 2n, 3n].map((seed) => streamOf(seed));
    const together: number[][] = [[], [], []];
    for (let i = 0; i < 20; i++) {
      streams.forEach((stream, k) => together[k]?.push(i % 3 ? stream.normal() : stream.uniform()));
    }
    expect(together).toEqual(alone);
  });

  test('a permutation holds every index once, and all orders of three come equally often', () => {
    const stream = streamOf(4n);
    expect(Array.from(stream.permutation(1000)).sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect(stream.permutation(0).length).toBe(0);
    const counts = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const key = stream.permutation(3).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(5 * Math.sqrt(2000 * (5 / 6)));
  });

  /** FNV-1a 64 of 'a' is af63dc4c8601ec8c in the authors' list; the rest is two outputs of splitmix64, taken from the module. */
  test('the seed of a purpose is the documented mixture', () => {
    const mixed = (x: bigint): bigint => BigInt.asUintN(64, exports.random_splitmix64(x, 0n));
    expect(streamSeed(7, 'a')).toBe(mixed(mixed(7n) ^ 0xaf63dc4c8601ec8cn));
    expect(streamSeed(7, '')).toBe(mixed(mixed(7n) ^ 0xcbf29ce484222325n));
    expect(streamSeed(7, 'é')).not.toBe(streamSeed(7, 'e'));
  });

  test('seeds and purposes that differ give streams that differ', () => {
    const seen = new Set<number>();
    for (const seed of [0, 1, 2, 2 ** 53 - 1]) {
      for (const purpose of ['weights', 'data', 'noise', '']) seen.add(streamOf(streamSeed(seed, purpose)).uniform());
    }
    expect(seen.size).toBe(16);
  });

  test.each([-1, 0.5, NaN, 2 ** 53])('the seed %d is refused', (seed) => {
    expect(() => streamSeed(seed, 'data')).toThrow(UserError);
  });
});
