/** Oracle: real file systems that refuse: one that is full, one that is read-only. Each failure leaves the old file and nothing else. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeFileAtomically } from '../../src/files/atomic-write';
import { readJournal } from '../../src/files/journal';
import { JournalFile } from '../../src/files/journal-file';
import { UserError } from '../../src/model/user-error';

const folder = mkdtempSync(join(tmpdir(), 'disks-'));
const disk = join(folder, 'small');
const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'ignore', timeout: 10_000 });

/** Whether this account may mount a disk of its own, of 64 KB in memory. */
const mounted = (() => {
  mkdirSync(disk);
  try {
    mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk);
    return true;
  } catch {
    return false;
  }
})();
afterAll(() => {
  if (mounted) execFileSync('umount', [disk]);
  rmSync(folder, { recursive: true, force: true });
});

const file = join(disk, 'a.saddle');
const bytes = (size: number, of: number) => new Uint8Array(size).fill(of);

describe.skipIf(!mounted)('a disk of 64 KB (skipped where this account may not mount one)', () => {
  it('full: the old file is unchanged, nothing lies beside it, and what fits is saved afterwards', async () => {
    await writeFileAtomically(file, bytes(20_000, 1));
    const attempt = writeFileAtomically(file, bytes(100_000, 2));
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(
      `${file}: the disk is full; free some space and save again (the old file is unchanged).`,
    );
    expect(readFileSync(file)).toEqual(Buffer.alloc(20_000, 1));
    expect(readdirSync(disk)).toEqual(['a.saddle']);
    await writeFileAtomically(file, bytes(30_000, 3));
    expect(readFileSync(file)).toEqual(Buffer.alloc(30_000, 3));
  });

  it('full: a journal keeps what it has, and says so', async () => {
    const path = join(disk, 'b.journal');
    const question = { hash: 'ab'.repeat(32), runs: 10_000, columns: 3 };
    const { journal } = await JournalFile.open(path, question);
    const failure = (async () => {
      for (let run = 0; run < 10_000; run += 100)
        await journal.append(
          Array.from({ length: 100 }, (_, i) => run + i),
          new Float64Array(300).fill(run),
        );
    })();
    await expect(failure).rejects.toThrow(
      `${path}: the disk is full; what was computed until now is kept here: free some space, and the same command goes on from there.`,
    );
    await journal.close().catch(() => undefined);
    const { records, torn } = readJournal(readFileSync(path), question, path);
    expect(records.length).toBeGreaterThan(0);
    expect(records.length).toBeLessThan(100);
    records.forEach(({ rows }, i) => expect(rows).toEqual(new Float64Array(300).fill(100 * i)));
    expect(torn === '').toBe(false);
    rmSync(path);
  });

  it('read-only: it is said, and the old file can still be read', async () => {
    mount('-o', 'remount,ro', disk);
    await expect(writeFileAtomically(file, bytes(10, 4))).rejects.toThrow(
      /writing is not allowed here; choose another folder/,
    );
    expect(readFileSync(file)).toEqual(Buffer.alloc(30_000, 3));
    expect(readdirSync(disk)).toEqual(['a.saddle']);
  });
});
