import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { newHolder } from '../../src/files/lock-holder';
import { lockPath, OutputLock } from '../../src/files/output-lock';

/** Oracle: lock files made here, of processes that are there, that are gone, and of other machines. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;
const place = () => join(folder, `${++made}.saddle`);
const quick = { beat: 20, patience: 400 };
const lay = (output: string, holder: object) => writeFileSync(lockPath(output), JSON.stringify(holder));
/** A process that has ended. */
const gone = spawnSync(process.execPath, ['-e', '']).pid;
const inUse = /: another .* is computing into it; wait until it has ended, end it, or name another output\.$/;

test('one at a time; given back, it is gone and the next takes it', async () => {
  const output = place();
  const lock = await OutputLock.take(output);
  await expect(OutputLock.take(output)).rejects.toThrow(inUse);
  expect(await lock.confirm()).toBe(true);
  await lock.release();
  expect(existsSync(lockPath(output))).toBe(false);
  await (await OutputLock.take(output)).release();
});

test('of many that ask at once for the lock of one that is gone, one has it', async () => {
  for (let round = 0; round < 10; round++) {
    const output = place();
    lay(output, { ...newHolder(), process: gone });
    const takers = await Promise.allSettled(Array.from({ length: 8 }, () => OutputLock.take(output, quick)));
    const locks = takers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const still = await Promise.all(locks.map((lock) => lock.confirm()));
    expect(still.filter(Boolean)).toHaveLength(1);
    for (const lock of locks) await lock.release();
  }
});

describe('taken over', () => {
  test('at once, where its process is gone, or was an earlier one with this number', async () => {
    for (const holder of [{ ...newHolder(), process: gone }, newHolder()]) {
      const output = place();
      lay(output, holder);
      const notes: string[] = [];
      const lock = await OutputLock.take(output, { onNote: (note) => notes.push(note) });
      expect(notes).toEqual([]);
      await lock.release();
    }
  });

  test('at once, where it was touched before the machine was switched on', async () => {
    const output = place();
    lay(output, { ...newHolder(), machine: 'an earlier start', process: process.ppid });
    utimesSync(lockPath(output), 1000, 1000);
    const notes: string[] = [];
    await (await OutputLock.take(output, { onNote: (note) => notes.push(note) })).release();
    expect(notes).toEqual([]);
  });

  test.each([
    ['of another machine', { ...newHolder(), host: 'elsewhere', process: 1 }],
    ['of a number that another process has got since', { ...newHolder(), process: process.ppid }],
    ['that is damaged', {}],
  ])('after a while without a sign of life, and told before: one %s', async (_, holder) => {
    const output = place();
    lay(output, holder);
    const earlier = Date.now() / 1000 - 10;
    utimesSync(lockPath(output), earlier, earlier);
    const notes: string[] = [];
    const lock = await OutputLock.take(output, { ...quick, onNote: (note) => notes.push(note) });
    expect(notes).toEqual([expect.stringMatching(/lock: .* waiting up to 1 seconds for a sign of life\.$/)]);
    expect(await lock.confirm()).toBe(true);
    await lock.release();
  });
});

describe('left alone', () => {
  test('one of another machine that is touched meanwhile, however wrong its clock', async () => {
    const output = place();
    lay(output, { ...newHolder(), host: 'elsewhere' });
    let beat = 0;
    const touching = setInterval(() => utimesSync(lockPath(output), ++beat, ++beat), 50);
    await expect(OutputLock.take(output, quick)).rejects.toThrow(/on elsewhere\) is computing/);
    clearInterval(touching);
  });

  test('one of a living process of this machine, without waiting', async () => {
    const output = place();
    lay(output, { ...newHolder(), process: process.ppid });
    const begun = performance.now();
    await expect(OutputLock.take(output)).rejects.toThrow(inUse);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

test('one that was halted finds that it has lost the lock, and leaves the other’s', async () => {
  const output = place();
  const lock = await OutputLock.take(output, { beat: 10 });
  const other = JSON.stringify({ ...newHolder(), host: 'elsewhere' });
  writeFileSync(lockPath(output), other);
  utimesSync(lockPath(output), 1000, 1000);
  expect(await lock.confirm()).toBe(false);
  await lock.release();
  expect(readFileSync(lockPath(output), 'utf8')).toBe(other);
});

test('removed by somebody, it is there again', async () => {
  const output = place();
  const lock = await OutputLock.take(output);
  rmSync(lockPath(output));
  expect(await lock.confirm()).toBe(true);
  await expect(OutputLock.take(output)).rejects.toThrow(inUse);
  await lock.release();
});

test('the waiting ends with the signal', async () => {
  const output = place();
  lay(output, { ...newHolder(), host: 'elsewhere' });
  await expect(OutputLock.take(output, { signal: AbortSignal.timeout(50) })).rejects.toThrow(/abort/i);
});

test('a folder that is missing is named', async () => {
  await expect(OutputLock.take(join(folder, 'none/x.saddle'))).rejects.toThrow(
    /the folder '.*none' does not exist/,
  );
});
