import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { requirePlace, save, saveAll } from '../../src/cli/save';
import { UserError } from '../../src/model/user-error';

/** Oracle: what is on the disk. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-save-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const bytes = new TextEncoder().encode('hours of work');
const sentence = (promise: Promise<void>) =>
  promise.then(
    () => '',
    (error: UserError) => error.message,
  );

test('a place is tried with a small file, of which nothing stays', async () => {
  await requirePlace(join(folder, 'x.saddle'));
  expect(readdirSync(folder)).toEqual([]);
  expect(await sentence(requirePlace(join(folder, 'none', 'x.saddle')))).toMatch(/does not exist/);
  expect(await sentence(requirePlace(folder))).toMatch(/this is a folder; name a file/);
});

test.skipIf(process.platform !== 'linux')('a folder that takes no files is refused before', async () => {
  expect(await sentence(requirePlace('/proc/x.saddle'))).toMatch(/^\/proc\/x\.saddle: /);
});

test('what cannot be written is kept as a temporary file, and said where', async () => {
  const said = await sentence(save(join(folder, 'none', 'x.saddle'), bytes, folder));
  const [, kept] = /kept as (.*); move it from there\.$/.exec(said)!;
  expect(readFileSync(kept!, 'utf8')).toBe('hours of work');
  rmSync(dirname(kept!), { recursive: true });
});

test('where that fails too, it is said', async () => {
  const nowhere = join(folder, 'nowhere');
  const said = await sentence(save(join(folder, 'none', 'x.saddle'), bytes, nowhere));
  expect(said).toContain(`it could not be kept in ${nowhere} either, so it is lost.`);
});

test('one file that fails keeps no other from being written', async () => {
  mkdirSync(join(folder, 'some'));
  writeFileSync(join(folder, 'plain'), '');
  const said = await sentence(
    saveAll([
      () => Promise.reject(new UserError('first.', 'a')),
      () => save(join(folder, 'some', 'x'), bytes),
      () => Promise.reject(new UserError('last.', 'b')),
    ]),
  );
  expect(said).toBe('first. last.');
  expect(readFileSync(join(folder, 'some', 'x'), 'utf8')).toBe('hours of work');
});
