/**
 * Oracle: whatever the bytes are, a reader answers or says in one sentence what is wrong, in little time and memory. Starts from the files in
 * `../corpus`, changed at random with a seed; with SADDLESCOPE_LONG=1 for ten seconds per kind, with =all for a minute and from another seed each time. What ever failed is kept in the corpus.
 * No kept coverage-guided fuzzer runs on the oldest system that is promised: Jazzer.js 4.0.0 brings an addon that wants glibc 2.38, and Debian 12 has 2.36.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mutated, randomOf } from './mutate';
import { readAs } from './readers';

const folder = resolve(import.meta.dirname, '../corpus');
const found = resolve(import.meta.dirname, '../../../out/test/fuzz');
const corpus = readdirSync(folder).map((name) => ({
  name,
  kind: extname(name).slice(1),
  bytes: Uint8Array.from(readFileSync(join(folder, name))),
}));
const kinds = [...new Set(corpus.map(({ kind }) => kind))];
const long = process.env['SADDLESCOPE_LONG'];
const milliseconds = { all: 60_000, 1: 10_000 }[long ?? ''] ?? 600;
const most = long === undefined ? 400 : Infinity;
// What a test decides must not depend on the day; who looks for something new says so.
const seed = long === 'all' ? Date.now() & 0xffff_ffff : 20_261_128;

test('there is a file of every kind that is read', () => {
  expect(kinds.sort()).toEqual(['csv', 'journal', 'json', 'npy', 'png', 'saddle', 'safetensors', 'svg']);
});

describe('every file of the corpus', () => {
  test.each(corpus.map(({ name, ...rest }) => [name, rest] as const))('%s', async (name, { kind, bytes }) => {
    expect(await readAs(kind, bytes)).toBe(!/-bad-/.test(name));
  });
});

describe.each(kinds)('%s files with random changes', (kind) => {
  test(`from the seed ${seed}`, async () => {
    const random = randomOf(seed);
    const own = corpus.filter((file) => file.kind === kind);
    const until = performance.now() + milliseconds;
    let refused = 0;
    let tried = 0;
    for (; tried < most && performance.now() < until; tried++) {
      const base = own[random(own.length)]!;
      const other = corpus[random(corpus.length)]!;
      const bytes = mutated(base.bytes, other.bytes, random);
      try {
        if (!(await readAs(kind, bytes))) refused++;
      } catch (error) {
        mkdirSync(found, { recursive: true });
        const name = join(found, `${seed}-${tried}-bad-.${kind}`);
        writeFileSync(name, bytes);
        throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      }
    }
    // Enough is broken, and not everything: otherwise the changes do not reach what is inside.
    expect(refused).toBeGreaterThan(tried / 20);
    expect(refused).toBeLessThan(tried);
  });
});

test('what is read leaves no more memory behind than a few files need', async () => {
  const before = process.memoryUsage().rss;
  const random = randomOf(seed + 1);
  for (let i = 0; i < 200; i++) {
    const { kind, bytes } = corpus[random(corpus.length)]!;
    await readAs(kind, mutated(bytes, bytes, random)).catch(() => undefined);
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(512 * 2 ** 20);
});
