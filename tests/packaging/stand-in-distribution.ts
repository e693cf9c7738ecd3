import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

/** From npm or its cache. @returns whether it could be had */
function addCanvas(seed: string, system: string): boolean {
  const packages = join(seed, 'packages');
  mkdirSync(packages, { recursive: true });
  const args = ['pack', '--prefer-offline', `@napi-rs/canvas-${system}@1.0.0`];
  return spawnSync('npm', args, { cwd: packages, stdio: 'ignore' }).status === 0;
}

/**
 * Adds to a seed what a package for Windows is made of: the same distribution around a program for Windows that lies among the packaging
 * tools, and the canvas for Windows from npm or its cache.
 * @returns whether the canvas could be had
 */
export async function standInForWindows(seed: string): Promise<boolean> {
  if (!addCanvas(seed, 'win32-x64-msvc')) return false;
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

/** Adds to a seed what a package for macOS is made of: an empty program laid out as Electron is there, and the canvas from npm or its cache. */
export async function standInForMac(seed: string): Promise<boolean> {
  if (!addCanvas(seed, 'darwin-x64')) return false;
  const app = join(seed, 'electron', 'darwin-x64', 'Electron.app', 'Contents');
  const plist = (values: Record<string, string>) => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>${Object.entries(values)
    .map(([key, value]) => `<key>${key}</key><string>${value}</string>`)
    .join('')}</dict></plist>
`;
  const bundle = (folder: string, name: string) => {
    mkdirSync(join(folder, 'MacOS'), { recursive: true });
    writeFileSync(join(folder, 'MacOS', name), '');
    writeFileSync(
      join(folder, 'Info.plist'),
      plist({
        CFBundleExecutable: name,
        CFBundleIdentifier: `com.github.Electron.${name}`,
        CFBundleName: name,
      }),
    );
  };
  bundle(app, 'Electron');
  for (const part of ['', ' (Renderer)', ' (GPU)', ' (Plugin)'])
    bundle(join(app, 'Frameworks', `Electron Helper${part}.app`, 'Contents'), `Electron Helper${part}`);
  const framework = join(app, 'Frameworks', 'Electron Framework.framework');
  const version = join(framework, 'Versions', 'A');
  for (const language of ['en', 'de']) {
    mkdirSync(join(version, 'Resources', `${language}.lproj`), { recursive: true });
    writeFileSync(join(version, 'Resources', `${language}.lproj`, 'locale.pak'), language);
  }
  writeFileSync(join(version, 'Electron Framework'), executable(shipped));
  symlinkSync('A', join(framework, 'Versions', 'Current'));
  for (const name of ['Electron Framework', 'Resources'])
    symlinkSync(join('Versions', 'Current', name), join(framework, name));
  mkdirSync(join(app, 'Resources'));
  writeFileSync(join(app, 'Resources', 'electron.icns'), '');
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version'])
    writeFileSync(join(seed, 'electron', 'darwin-x64', name), 'x');
  return true;
}
