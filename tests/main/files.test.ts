import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readChosen } from '../../src/main/files';

/** Oracle: the bytes on the disk; a sentence for what is no file, at once. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-chosen-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a file is read; what is none is refused', async () => {
  writeFileSync(join(folder, 'a.json'), '{}');
  expect(Buffer.from(await readChosen(join(folder, 'a.json'))).toString()).toBe('{}');
  await expect(readChosen(join(folder, 'none.json'))).rejects.toThrow(/does not exist/);
  await expect(readChosen(folder)).rejects.toThrow(/is not a file: choose a file/);
});

test.skipIf(process.platform === 'win32')(
  'a pipe that nobody writes into is not waited for',
  async () => {
    const pipe = join(folder, 'pipe.csv');
    spawnSync('mkfifo', [pipe]);
    await expect(readChosen(pipe)).rejects.toThrow(/is not a file: choose a file/);
  },
  5_000,
);
