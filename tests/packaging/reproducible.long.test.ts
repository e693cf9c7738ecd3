import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

/** Oracle: the same sources, built a second time in another place. */

const root = resolve(import.meta.dirname, '../..');
// Below out/, so that the packages can be there as links to the same files.
mkdirSync(join(root, 'out'), { recursive: true });
const place = mkdtempSync(join(root, 'out', 'elsewhere-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'stamp')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

const long = process.env['SADDLESCOPE_LONG'] !== undefined && process.platform === 'linux';

test.runIf(long)('built in another folder, the app has the same bytes', { timeout: 600_000 }, () => {
  const sources = ['assembly', 'src', 'renderer', 'electron.vite.config.ts', 'package.json', 'tsconfig.json'];
  for (const name of sources)
    cpSync(join(root, name), join(place, name), {
      recursive: true,
      filter: (path) => !path.endsWith('node_modules'),
    });
  execFileSync('cp', ['-al', join(root, 'node_modules'), join(place, 'node_modules')]);
  const build = (...args: string[]) => execFileSync(process.execPath, args, { cwd: place, stdio: 'ignore' });
  build(
    'node_modules/assemblyscript/bin/asc.js',
    'assembly/index.ts',
    '--config',
    'assembly/asconfig.json',
    '--target',
    'release',
  );
  build('node_modules/electron-vite/bin/electron-vite.js', 'build');
  for (const part of ['core', 'main', 'preload', 'renderer', 'bundled']) {
    const [here, there] = [join(root, 'out', part), join(place, 'out', part)];
    expect(filesBelow(there)).toEqual(filesBelow(here));
    for (const name of filesBelow(here))
      expect(readFileSync(join(there, name)).equals(readFileSync(join(here, name))), `${part}/${name}`).toBe(
        true,
      );
  }
});
