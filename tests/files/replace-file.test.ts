/** Oracle: what Windows answers while somebody has the file open, played by a rename of the test's own. */
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { replaceFile } from '../../src/files/replace-file';

vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof fs>()) }));

let folder = '';
let from = '';
let to = '';
beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'replace-'));
  [from, to] = [join(folder, 'new'), join(folder, 'old')];
  await fs.writeFile(from, 'new');
  await fs.writeFile(to, 'old');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await fs.rm(folder, { recursive: true, force: true });
});

/** Refuses so many times, then renames. */
async function refusing(times: number, code: string) {
  const { rename } = await vi.importActual<typeof fs>('node:fs/promises');
  return vi.spyOn(fs, 'rename').mockImplementation(async (...args) => {
    if (times-- > 0) throw Object.assign(new Error(code), { code });
    return rename(...args);
  });
}

test.each(['EPERM', 'EACCES', 'EBUSY'])('Windows: %s is waited out', async (code) => {
  const rename = await refusing(3, code);
  await replaceFile(from, to, 'win32');
  expect(rename).toHaveBeenCalledTimes(4);
  expect(await fs.readFile(to, 'utf8')).toBe('new');
});

test('Windows: in the end it is in use', { timeout: 10_000 }, async () => {
  await refusing(Infinity, 'EPERM');
  const began = performance.now();
  await expect(replaceFile(from, to, 'win32')).rejects.toMatchObject({ code: 'EBUSY' });
  expect(performance.now() - began).toBeGreaterThan(2000);
  expect(await fs.readFile(to, 'utf8')).toBe('old');
});

test('Windows: a folder is not waited for', async () => {
  const folderThere = join(folder, 'folder');
  await fs.mkdir(folderThere);
  const rename = await refusing(Infinity, 'EPERM');
  await expect(replaceFile(from, folderThere, 'win32')).rejects.toMatchObject({ code: 'EISDIR' });
  expect(rename).toHaveBeenCalledTimes(1);
});

test.each([
  ['elsewhere nobody is waited for', 'EPERM', 'linux'],
  ['nor for a disk that is full', 'ENOSPC', 'win32'],
] as const)('%s', async (_name, code, platform) => {
  const rename = await refusing(1, code);
  await expect(replaceFile(from, to, platform)).rejects.toMatchObject({ code });
  expect(rename).toHaveBeenCalledTimes(1);
});
