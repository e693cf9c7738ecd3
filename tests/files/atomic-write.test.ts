/** Oracle: the folder afterwards. Each failure leaves the old file and nothing else. */
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeFileAtomically } from '../../src/files/atomic-write';
import { UserError } from '../../src/model/user-error';

vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof fs>()) }));

let folder = '';
beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'atomic-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await fs.rm(folder, { recursive: true, force: true });
});

/** There files have no modes, links need rights, and a file that is being read cannot be replaced. */
const windows = process.platform === 'win32';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

describe('a file is written whole or not at all', () => {
  it('creates, replaces and leaves nothing beside it', async () => {
    const path = join(folder, 'a.saddle');
    await writeFileAtomically(path, bytes('old, and longer'));
    await fs.chmod(path, 0o640);
    await writeFileAtomically(path, bytes('new'));
    expect(await fs.readFile(path, 'utf8')).toBe('new');
    if (!windows) expect((await fs.stat(path)).mode & 0o777).toBe(0o640);
    expect(await fs.readdir(folder)).toEqual(['a.saddle']);
  });

  it.skipIf(windows)('writes through a link without replacing the link', async () => {
    await fs.writeFile(join(folder, 'real'), 'old');
    await fs.symlink(join(folder, 'real'), join(folder, 'link'));
    await writeFileAtomically(join(folder, 'link'), bytes('new'));
    expect(await fs.readFile(join(folder, 'real'), 'utf8')).toBe('new');
    expect((await fs.lstat(join(folder, 'link'))).isSymbolicLink()).toBe(true);
  });

  it.each([
    ['EACCES', windows ? /another program/ : /writing is not allowed here; choose another folder/],
    ['ENOSPC', /the disk is full/],
    ['EBUSY', /another program is using the file/],
    ['EIO', /could not be written \(EIO\)/],
  ])('keeps the old file and cleans up when the rename fails with %s', async (code, message) => {
    const path = join(folder, 'a.saddle');
    await fs.writeFile(path, 'old');
    vi.spyOn(fs, 'rename').mockImplementation(failing(code));
    const attempt = writeFileAtomically(path, bytes('new'));
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(message);
    expect(await fs.readFile(path, 'utf8')).toBe('old');
    expect(await fs.readdir(folder)).toEqual(['a.saddle']);
  });

  it('many at once: the file is whole at every moment, and one of them at the end', async () => {
    const path = join(folder, 'a.saddle');
    const contents = Array.from({ length: 24 }, (_, i) =>
      String.fromCharCode(97 + i).repeat(50_000 + 1000 * i),
    );
    await writeFileAtomically(path, bytes(contents[0]!));
    let writing = true;
    const seen = new Set<string>();
    const watching = (async () => {
      while (writing) {
        const text = await fs.readFile(path, 'utf8');
        expect(contents).toContain(text);
        seen.add(text);
        if (windows) await new Promise((done) => setTimeout(done, 20));
      }
    })();
    await Promise.all(contents.map((text) => writeFileAtomically(path, bytes(text))));
    writing = false;
    await watching;
    expect(seen.size).toBeGreaterThan(0);
    expect(contents).toContain(await fs.readFile(path, 'utf8'));
    expect(await fs.readdir(folder)).toEqual(['a.saddle']);
  });

  it('a file that was removed in the meantime is there again, a folder that was is not', async () => {
    const path = join(folder, 'gone', 'a.saddle');
    await fs.mkdir(join(folder, 'gone'));
    await writeFileAtomically(path, bytes('one'));
    await fs.rm(path);
    await writeFileAtomically(path, bytes('two'));
    expect(await fs.readFile(path, 'utf8')).toBe('two');
    await fs.rm(join(folder, 'gone'), { recursive: true });
    await expect(writeFileAtomically(path, bytes('three'))).rejects.toThrow(/does not exist; create it/);
  });

  it('removes what a program that came to a sudden end has left of the same file, and nothing else', async () => {
    const names = {
      '.a.saddle.0123456789ab.tmp': 2,
      '.a.saddle.ba9876543210.tmp': 0.5,
      '.b.saddle.0123456789ab.tmp': 2,
      '.a.saddle.notes.tmp': 2,
    };
    for (const [name, hours] of Object.entries(names)) {
      await fs.writeFile(join(folder, name), '');
      const time = Date.now() / 1000 - 3600 * hours;
      await fs.utimes(join(folder, name), time, time);
    }
    await writeFileAtomically(join(folder, 'a.saddle'), bytes('new'));
    const [gone, ...left] = Object.keys(names);
    expect((await fs.readdir(folder)).sort()).toEqual([...left, 'a.saddle'].sort());
    expect(gone).toBe('.a.saddle.0123456789ab.tmp');
  });

  it('refuses a file that is write-protected', async () => {
    const path = join(folder, 'a.saddle');
    await fs.writeFile(path, 'old');
    // The administrator may write to it whatever its mode is.
    if (process.getuid?.() === 0) vi.spyOn(fs, 'access').mockImplementation(failing('EACCES'));
    else await fs.chmod(path, 0o444);
    await expect(writeFileAtomically(path, bytes('new'))).rejects.toThrow(
      `${path}: the file is write-protected; allow that it is written to, or choose another name.`,
    );
    expect(await fs.readFile(path, 'utf8')).toBe('old');
    expect(await fs.readdir(folder)).toEqual(['a.saddle']);
    if (windows) await fs.chmod(path, 0o666);
  });

  it('flushes before it renames', async () => {
    const order: string[] = [];
    const { open, rename } = await vi.importActual<typeof fs>('node:fs/promises');
    vi.spyOn(fs, 'open').mockImplementation(async (...args) => {
      const handle = await open(...args);
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        order.push('flush');
        await sync();
      };
      return handle;
    });
    vi.spyOn(fs, 'rename').mockImplementation(async (...args) => {
      order.push('rename');
      await rename(...args);
    });
    await writeFileAtomically(join(folder, 'a'), bytes('x'));
    expect(order.slice(0, 2)).toEqual(['flush', 'rename']);
  });

  it('says what is wrong with the place', async () => {
    await expect(writeFileAtomically(join(folder, 'no', 'a'), bytes('x'))).rejects.toThrow(
      /does not exist; create it/,
    );
    await fs.writeFile(join(folder, 'file'), '');
    await expect(writeFileAtomically(join(folder, 'file', 'a'), bytes('x'))).rejects.toThrow(
      windows ? /does not exist/ : /is not a folder/,
    );
    await fs.mkdir(join(folder, 'dir'));
    await expect(writeFileAtomically(join(folder, 'dir'), bytes('x'))).rejects.toThrow(/this is a folder/);
    expect((await fs.readdir(folder)).sort()).toEqual(['dir', 'file']);
  });
});
