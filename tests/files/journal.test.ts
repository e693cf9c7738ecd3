import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { journalHeader, journalHeaderBytes, journalRecord, readJournal } from '../../src/files/journal';
import { JournalFile } from '../../src/files/journal-file';
import { UserError } from '../../src/model/user-error';

/** Oracle: what was written, as far as the cut or the flipped bit. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const question = { hash: 'ab'.repeat(32), runs: 100, columns: 3 };
const written = [
  { runs: [0, 1, 2], rows: Float64Array.of(0.5, NaN, -0, 1, 2, 3, Infinity, 1e-300, 4) },
  { runs: [7], rows: Float64Array.of(7, 8, 9) },
  { runs: [99, 4], rows: Float64Array.of(1, 2, 3, 4, 5, 6) },
];
const records = written.map(({ runs, rows }) => journalRecord(runs, rows));
const bytes = Buffer.concat([journalHeader(question), ...records]);
/** Where each record ends. */
const ends = records.reduce((all, { length }) => [...all, all.at(-1)! + length], [journalHeaderBytes]);
const asWritten = (count: number) =>
  written.slice(0, count).map(({ runs, rows }) => ({ runs: Uint32Array.from(runs), rows }));

test('all that was written is read, to the bit', () => {
  expect(readJournal(bytes, question, 'x')).toEqual({
    records: asWritten(3),
    wholeBytes: bytes.length,
    torn: '',
  });
});

test('cut off at every byte: the whole records before the cut, and a sentence about the rest', () => {
  for (let length = 0; length < bytes.length; length++) {
    const { records: read, wholeBytes, torn } = readJournal(bytes.subarray(0, length), question, 'x');
    const whole = ends.filter((end) => end <= length).length;
    expect(read).toEqual(asWritten(Math.max(0, whole - 1)));
    expect(wholeBytes).toBe(whole === 0 ? 0 : ends[whole - 1]);
    expect(torn === '').toBe(length === 0 || ends.includes(length));
    if (torn !== '') expect(torn).toMatch(/^x: the last \d+ bytes, after \d whole records?, are not whole/);
  }
});

test('each bit flipped: nothing false is ever read', () => {
  for (let bit = 0; bit < 8 * bytes.length; bit++) {
    const damaged = Buffer.from(bytes);
    damaged[bit >> 3]! ^= 1 << (bit & 7);
    const at = bit >> 3;
    if (at < journalHeaderBytes) {
      expect(() => readJournal(damaged, question, 'x')).toThrow(UserError);
      continue;
    }
    const { records: read, wholeBytes, torn } = readJournal(damaged, question, 'x');
    const before = ends.filter((end) => end <= at).length - 1;
    expect(read).toEqual(asWritten(before));
    expect(wholeBytes).toBe(ends[before]);
    expect(torn).not.toBe('');
  }
});

describe('what is no journal of this question is refused in one sentence', () => {
  test.each([
    ['another question', { ...question, hash: 'cd'.repeat(32) }, bytes, /of another sweep .*--restart/],
    ['another number of columns', { ...question, columns: 4 }, bytes, /of another sweep/],
    ['another file', question, Buffer.from('PK\u0003\u0004 this is a zip of some kind, and long enough.......'), /not the journal/],
    ['a short other file', question, Buffer.from('{}'), /not the journal/],
  ])('%s', (_, asked, found, sentence) => {
    expect(() => readJournal(found, asked, 'x')).toThrow(sentence);
  });

  test('a newer version', () => {
    const header = Buffer.from(journalHeader(question));
    header.writeUInt32LE(9, 8);
    expect(() => readJournal(header, question, 'x')).toThrow(/version 9; this program reads versions up to 1/);
  });
}); // prettier-ignore

describe('on the disk', () => {
  test('goes on where it was cut off, at every byte', async () => {
    for (let length = 0; length <= bytes.length; length += 7) {
      const path = join(folder, `cut-${length}`);
      writeFileSync(path, bytes.subarray(0, length));
      const { journal, contents } = await JournalFile.open(path, question);
      await journal.append([50], Float64Array.of(1, 2, 3));
      await journal.close();
      const again = readJournal(readFileSync(path), question, path);
      expect(again.torn).toBe('');
      expect(again.records).toEqual([
        ...contents.records,
        { runs: Uint32Array.of(50), rows: Float64Array.of(1, 2, 3) },
      ]);
    }
  });

  test('restart throws away what is there, whatever it is', async () => {
    const path = join(folder, 'other');
    writeFileSync(path, 'not a journal');
    const { journal, contents } = await JournalFile.open(path, question, { restart: true });
    expect(contents.records).toEqual([]);
    await journal.remove();
    expect(() => readFileSync(path)).toThrow(/ENOENT/);
  });

  test.each([
    ['begun anew', bytes, true],
    ['torn at its end', bytes.subarray(0, -1), false],
    ['torn in its header', bytes.subarray(0, 10), false],
  ])(
    'one that is %s gets another file: who still appends to the old one does no harm',
    async (_, found, restart) => {
      const path = join(folder, 'replaced');
      writeFileSync(path, found);
      const old = openSync(path, 'a+');
      const { journal } = await JournalFile.open(path, question, { restart });
      const own = readFileSync(path);
      appendFileSync(old, 'of another');
      const there = Buffer.alloc(bytes.length + 100);
      const read = readSync(old, there, 0, there.length, 0);
      expect(there.subarray(0, read)).toEqual(Buffer.concat([found, Buffer.from('of another')]));
      expect(readFileSync(path)).toEqual(own);
      closeSync(old);
      await journal.remove();
    },
  );

  test('one that is whole is gone on with in its place', async () => {
    const path = join(folder, 'same');
    writeFileSync(path, bytes);
    const { ino } = statSync(path);
    const { journal } = await JournalFile.open(path, question);
    expect(statSync(path).ino).toBe(ino);
    await journal.remove();
  });

  test('another file in its place, or none, is noticed, and is not removed', async () => {
    const path = join(folder, 'taken');
    const { journal } = await JournalFile.open(path, question);
    expect(await journal.isInPlace()).toBe(true);
    writeFileSync(`${path}.new`, 'of another');
    renameSync(`${path}.new`, path);
    expect(await journal.isInPlace()).toBe(false);
    await journal.remove();
    expect(readFileSync(path, 'utf8')).toBe('of another');
    rmSync(path);
    const { journal: second } = await JournalFile.open(path, question);
    rmSync(path);
    expect(await second.isInPlace()).toBe(false);
    await second.close();
  });

  test('what is refused is not touched', async () => {
    const path = join(folder, 'refused');
    writeFileSync(path, bytes.subarray(0, -1));
    const accept = () => {
      throw new UserError('no');
    };
    await expect(JournalFile.open(path, question, { accept })).rejects.toThrow('no');
    expect(readFileSync(path)).toEqual(bytes.subarray(0, -1));
  });

  test('a folder that is missing is named', async () => {
    await expect(JournalFile.open(join(folder, 'none/x.journal'), question)).rejects.toThrow(
      /the folder '.*none' does not exist/,
    );
  });
});
