import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { tool } from '../../src/packaging/tools.mjs';

/** What stands in the binary before its fuses, in every Electron. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** The fuses as Electron ships them. */
const shipped = '101100011';

/** A shell script, followed by what makes it an Electron for whoever sets fuses. It runs the packaged app on Node. */
function executable(fuses: string): Buffer {
  const script = `#!/bin/sh
exec '${process.execPath}' '${resolve(import.meta.dirname, 'run-packaged.mjs')}' "$0" "$@"
exit 1
`;
  return Buffer.concat([
    Buffer.from(script + sentinel),
    Buffer.from([1, fuses.length]),
    Buffer.from(`${fuses}\n`),
  ]);
}

/** Writes what a distribution of Electron for Linux has, as far as packaging looks at it. */
export async function standInDistribution(folder: string, fuses = shipped): Promise<void> {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  const files: Record<string, string | Buffer> = {
    electron: executable(fuses),
    'chrome-sandbox': '#!/bin/sh\n',
    'libffmpeg.so': 'library',
    'icudtl.dat': 'data',
    'resources.pak': 'data',
    'locales/en-US.pak': 'English',
    'locales/de.pak': 'Deutsch',
    version: '45.4.1',
    LICENSE: 'Copyright (c) Electron contributors\n',
    'LICENSES.chromium.html': '<!doctype html><title>Credits</title>',
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  for (const name of ['electron', 'chrome-sandbox']) chmodSync(join(folder, name), 0o755);
  const source = mkdtempSync(join(tmpdir(), 'saddlescope-default-app-'));
  writeFileSync(join(source, 'package.json'), '{"name":"electron","main":"main.js"}');
  writeFileSync(join(source, 'main.js'), '');
  await tool('@electron/asar').createPackage(source, join(folder, 'resources', 'default_app.asar'));
  rmSync(source, { recursive: true });
}

/**
 * Adds to a seed what a package for Windows is made of: the same distribution around a program for Windows that lies among the packaging
 * tools, and the canvas for Windows from npm or its cache.
 * @returns whether the canvas could be had
 */
export async function standInForWindows(seed: string): Promise<boolean> {
  const packages = join(seed, 'packages');
  mkdirSync(packages, { recursive: true });
  const args = ['pack', '--prefer-offline', '@napi-rs/canvas-win32-x64-msvc@1.0.0'];
  spawnSync('npm', args, { cwd: packages, stdio: 'ignore' });
  if (readdirSync(packages).length === 0) return false;
  const folder = join(seed, 'electron', 'win32-x64');
  await standInDistribution(folder);
  rmSync(join(folder, 'electron'));
  const vendor = resolve(import.meta.dirname, '../../src/packaging/node_modules/electron-winstaller/vendor');
  // Any real one will do that says its version, which is edited.
  const program = readFileSync(join(vendor, 'Squirrel.exe'));
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, shipped.length]), Buffer.from(shipped)]);
  writeFileSync(join(folder, 'electron.exe'), Buffer.concat([program, wire]));
  return true;
}
