import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import {
  packUnfinished,
  startsOfStates,
  unpackUnfinished,
  UnfinishedFile,
} from '../../src/files/unfinished-runs';

/** Oracle: what was packed; of anything else, nothing. */

const hash = 'ab'.repeat(32);
const entries = [
  { runs: [3], state: Uint8Array.of(1, 2, 3) },
  { runs: [70_000, 1, 8], state: new Uint8Array() },
  { runs: [0], state: new Uint8Array(200).fill(9) },
  { runs: [], state: Uint8Array.of(4) },
];
const folder = mkdtempSync(join(tmpdir(), 'unfinished-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what is packed is unpacked, also where the bytes are a part of others', () => {
  for (const some of [[], entries.slice(0, 1), entries]) {
    const bytes = packUnfinished(hash, some);
    expect(unpackUnfinished(bytes, hash)).toEqual(some);
    expect(unpackUnfinished(Uint8Array.of(7, 7, 7, ...bytes).subarray(3), hash)).toEqual(some);
  }
});

test('a state in parts, and a long one, is the same as one', async () => {
  const long = Uint8Array.from({ length: 9 * 2 ** 20 + 5 }, (_, i) => (i * i) >> 5);
  const parts = [
    { runs: [2], state: [Uint8Array.of(1, 2), new Uint8Array(), Uint8Array.of(3)] },
    { runs: [4], state: [long.subarray(0, 5), long.subarray(5, 7 * 2 ** 20), long.subarray(7 * 2 ** 20)] },
    { runs: [6], state: [] },
  ];
  const whole = [
    { runs: [2], state: Uint8Array.of(1, 2, 3) },
    { runs: [4], state: long },
    { runs: [6], state: new Uint8Array() },
  ];
  const bytes = packUnfinished(hash, parts);
  expect(Buffer.compare(bytes, packUnfinished(hash, whole))).toBe(0);
  expect(Buffer.compare(unpackUnfinished(bytes, hash)![1]!.state, long)).toBe(0);
  const path = join(folder, 'parts.unfinished');
  const { file } = await UnfinishedFile.open(path, hash);
  for (const one of parts) file.keep(one);
  await file.close();
  expect(Buffer.compare(readFileSync(path), bytes)).toBe(0);
  await file.remove();
});

test('the starts of states are found without the rest; of what is something else there are none', async () => {
  const path = join(folder, 'starts.unfinished');
  const states = [Uint8Array.of(1, 2, 3, 4, 5), Uint8Array.of(6, 7), new Uint8Array(3_000_000).fill(8)];
  const all = [
    [1, 2, 3],
    [8, 8, 8],
  ];
  const starts = async () => (await startsOfStates(path, hash, 3)).map((start) => [...start]);
  const bytes = packUnfinished(hash, [
    { runs: [0], state: states[0]! },
    { runs: [1, 2], state: states[1]! },
    { runs: [3], state: states[2]! },
  ]);
  writeFileSync(path, bytes);
  expect(await starts()).toEqual(all);
  expect(await startsOfStates(path, 'ac'.repeat(32), 3)).toEqual([]);
  expect(await startsOfStates(join(folder, 'none'), hash, 3)).toEqual([]);
  // Cut off anywhere in its first part: what is named is what was there.
  for (let length = 0; length < 120; length++) {
    writeFileSync(path, bytes.subarray(0, length));
    const found = await starts();
    expect(found).toEqual(all.slice(0, found.length));
  }
  // A count and lengths that promise more than there is.
  const wrong = Buffer.from(bytes);
  wrong.writeUInt32LE(0xffffffff, 44);
  wrong.writeUInt32LE(0xffffffff, 48);
  writeFileSync(path, wrong);
  expect(await starts()).toEqual([]);
});

test('cut anywhere, any bit turned over, longer, or of another question: there is nothing', () => {
  const bytes = packUnfinished(hash, entries);
  for (let length = 0; length < bytes.length; length++)
    expect(unpackUnfinished(bytes.subarray(0, length), hash)).toBeNull();
  for (let bit = 0; bit < 8 * bytes.length; bit++) {
    const turned = bytes.slice();
    turned[bit >> 3]! ^= 1 << (bit & 7);
    expect(unpackUnfinished(turned, hash)).toBeNull();
  }
  expect(unpackUnfinished(Uint8Array.of(...bytes, 0), hash)).toBeNull();
  expect(unpackUnfinished(bytes, 'ac'.repeat(32))).toBeNull();
});

test('a count that promises more than there is asks for no memory', () => {
  const bytes = packUnfinished(hash, []);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  view.setUint32(bytes.length - 8, 0xffffffff, true);
  view.setUint32(bytes.length - 4, crc32(bytes.subarray(0, -4)), true);
  expect(unpackUnfinished(bytes, hash)).toBeNull();
});

test('the newest states are on the disk once it is closed, those of runs that are done are not', async () => {
  const path = join(folder, 'a.saddle.unfinished');
  const { file, entries: none } = await UnfinishedFile.open(path, hash);
  expect(none).toEqual([]);
  for (const unfinished of entries.slice(0, 3)) file.keep(unfinished);
  for (let i = 0; i < 50; i++) file.keep({ runs: [3], state: Uint8Array.of(i) });
  // One of those that are side by side by itself, besides.
  file.keep({ runs: [8], state: Uint8Array.of(6) });
  file.forget([1]);
  file.keep({ runs: [5, 6], state: Uint8Array.of(8) });
  await file.close();
  const again = await UnfinishedFile.open(path, hash);
  expect(new Map(again.entries.map(({ runs, state }) => [runs.join(), [...state]]))).toEqual(
    new Map([
      ['3', [49]],
      ['0', [...entries[2]!.state]],
      ['8', [6]],
      ['5,6', [8]],
    ]),
  );
  expect((await UnfinishedFile.open(path, hash, { restart: true })).entries).toEqual([]);
  await again.file.remove();
  expect(existsSync(path)).toBe(false);
});

test('a state is on the disk soon, without a close', async () => {
  const path = join(folder, 'soon.unfinished');
  const { file } = await UnfinishedFile.open(path, hash);
  file.keep(entries[0]!);
  await expect
    .poll(() => existsSync(path) && unpackUnfinished(readFileSync(path), hash))
    .toEqual([entries[0]]);
  file.keep(entries[2]!);
  await expect.poll(() => unpackUnfinished(readFileSync(path), hash)).toEqual([entries[0], entries[2]]);
  await file.remove();
});

test('a place that takes nothing, or holds something else, is no fault', async () => {
  const { file } = await UnfinishedFile.open(join(folder, 'no such folder', 'b.unfinished'), hash);
  file.keep(entries[0]!);
  await file.close();
  await file.remove();
  const other = join(folder, 'c.unfinished');
  writeFileSync(other, 'a letter');
  expect((await UnfinishedFile.open(other, hash)).entries).toEqual([]);
});
