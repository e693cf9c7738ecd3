import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { bundledPackages, packageOf } from '../../src/packaging/bundled-packages.mjs';
import { parseArguments } from '../../src/packaging/fpm.mjs';
import { installPages } from '../../src/packaging/install-pages.mjs';
import { removalScript, writeRemovalScript } from '../../src/packaging/installed-files.mjs';
import { notices } from '../../src/packaging/notices.mjs';
import { billOfMaterials } from '../../src/packaging/sbom.mjs';
import { seedFiles, stateOf } from '../../src/packaging/seed.mjs';
import { product } from '../../src/packaging/settings.mjs';
import { hindrance, targets, thisMachine, type Surroundings } from '../../src/packaging/targets.mjs';
import { has } from './by-hand';

/** Oracle: small cases written by hand, and the built app. */

describe('what is in the program', () => {
  test('the package of a module', () => {
    expect(packageOf('/a/node_modules/d3-array/src/min.js')).toBe('d3-array');
    expect(packageOf('/a/node_modules/@fontsource/inter/latin-400.css?x')).toBe('@fontsource/inter');
    expect(packageOf('C:\\a\\node_modules\\zod\\index.js')).toBe('zod');
    expect(packageOf('/a/node_modules/x/node_modules/@y/z/i.js')).toBe('@y/z');
    expect(packageOf('/a/src/index.ts')).toBeNull();
    expect(packageOf('\0vite/preload-helper.js')).toBeNull();
  });

  test('the build has noted what it bundled, and every licence of it is told', () => {
    const packages = bundledPackages();
    expect(packages).toEqual(
      expect.arrayContaining([
        '@fontsource/inter',
        '@napi-rs/canvas',
        'commander',
        'svelte',
        'three',
        'uplot',
        'zod',
      ]),
    );
    const text = notices(packages);
    for (const name of packages) expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
    // The typeface and the compiler of the core have licences of their own, the rest MIT, ISC or BSD.
    expect(text).toMatch(/SIL OPEN FONT LICENSE/i);
    expect(text).toMatch(/Apache License/);
  });

  test('the bill of materials names each with its version and its sum', () => {
    const commit = { commit: 'c0ffee', changed: false, epoch: 1_700_000_000 };
    const packages = bundledPackages();
    const about = { version: '1.2.3', packages, targets: ['linux-x64', 'win32-x64'], commit };
    const bill = billOfMaterials(about);
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' });
    expect(bill.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    );
    expect(bill.metadata.timestamp).toBe('2023-11-14T22:13:20.000Z');
    expect(bill.components).toHaveLength(packages.length + 3);
    for (const part of bill.components) {
      expect(part.version).toMatch(/^\d+\.\d+/);
      expect(part.licenses).toHaveLength(1);
      if (part.name !== 'electron') expect(part.hashes[0]!.content).toMatch(/^[0-9a-f]{128}$/);
    }
    expect(bill.components.map(({ purl }) => purl)).toContain(
      'pkg:npm/%40napi-rs/canvas-win32-x64-msvc@1.0.0',
    );
    expect(billOfMaterials(about)).toEqual(bill);
  });
});

describe('what can be made where', () => {
  const everything: Surroundings = {
    platform: 'linux',
    hasProgram: () => true,
    hasTool: () => true,
    hasElectron: () => true,
    hasCanvas: () => true,
  };
  const sentence = (name: string, machine: Partial<Surroundings>) =>
    hindrance(
      targets.find((target) => target.name === name)!,
      { ...everything, ...machine },
    );

  test('everything but macOS on a Linux machine that has everything', () => {
    const made = targets.filter((target) => hindrance(target, everything) === null).map(({ name }) => name);
    expect(made).toEqual(['tar.gz', 'deb', 'rpm', 'AppImage', 'nsis', 'portable', 'win-zip']);
  });

  const cases: [string, Partial<Surroundings>, string | null][] = [
    ['dmg-arm64', {}, 'dmg-arm64 is skipped: it can only be made on macOS.'],
    ['deb', { hasProgram: () => false }, 'deb is skipped: dpkg-deb is not installed.'],
    [
      'win-zip',
      { hasElectron: () => false },
      'win-zip is skipped: Electron for win32-x64 is missing (npm run kit:seed says which file).',
    ],
    [
      'AppImage',
      { hasTool: () => false },
      'AppImage is skipped: the seed lacks tools/appimage@1.0.3/appimage-tools-runtime-20251108.tar.gz.',
    ],
    ['tar.gz', { hasTool: () => false, hasProgram: () => false }, null],
  ];
  test.each(cases)('%s', (name, machine, expected) => {
    expect(sentence(name, machine)).toBe(expected);
  });

  test('a tool that variables of the environment name, all of them, need not be in the seed', () => {
    const machine = thisMachine({ ...everything, hasTool: () => false });
    const tool = targets
      .find(({ name }) => name === 'nsis')!
      .tools.find(({ file }) => file.startsWith('nsis'))!;
    expect(tool.variables).toHaveLength(2);
    expect(machine.hasTool(tool)).toBe(false);
    vi.stubEnv(tool.variables[0]!, '/a');
    expect(machine.hasTool(tool)).toBe(false);
    vi.stubEnv(tool.variables[1]!, '/b');
    expect(machine.hasTool(tool)).toBe(true);
    vi.unstubAllEnvs();
  });

  test('the seed: every file has an address, a place and the sum that its makers publish', () => {
    const files = seedFiles();
    const sums = JSON.parse(
      readFileSync(resolve(import.meta.dirname, '../../node_modules/electron/checksums.json'), 'utf8'),
    );
    for (const { place, url, sum } of files) {
      expect(url).toMatch(/^https:\/\/(github\.com|registry\.npmjs\.org)\//);
      expect(url.endsWith(`/${place.split('/').at(-1)!.replace('napi-rs-', '')}`)).toBe(true);
      expect(sum).toMatch(/^(sha256-[0-9a-f]{64}|sha512-[A-Za-z0-9+/]{86}==)$/);
      if (place.startsWith('electron/')) expect(sum).toBe(`sha256-${sums[place.slice(9)]}`);
      expect(stateOf({ place, url, sum, needed: [] }, '/nowhere')).toBe('missing');
    }
    expect(new Set(files.flatMap(({ needed }) => needed))).toEqual(new Set(targets.map(({ name }) => name)));
  });
});

test('fpm’s command line, as electron-builder writes it', () => {
  const { options, lists, sources } = parseArguments([
    '-s',
    'dir',
    '--force',
    '-t',
    'deb',
    '-d',
    'libnss3',
    '-d',
    'a | b',
    '--description',
    'One\n Two',
    '/x=y/=/opt/X',
  ]);
  expect(options).toEqual({ '-s': 'dir', '-t': 'deb', '--description': 'One\n Two' });
  expect(lists['-d']).toEqual(['libnss3', 'a | b']);
  expect(sources).toEqual([['/x=y/', '/opt/X']]);
});

test('the pages name what is there and say nothing of what is not', () => {
  const pages = installPages(['Saddlescope-1.0.0-linux-amd64.deb', 'Saddlescope-1.0.0-linux-x64.tar.gz']);
  expect(Object.keys(pages)).toEqual(['INSTALL-Linux.txt', 'INSTALL-Windows.txt', 'INSTALL-macOS.txt']);
  expect(pages['INSTALL-Linux.txt']).toMatch(/dpkg -i installers\/Saddlescope-1\.0\.0-linux-amd64\.deb/);
  expect(pages['INSTALL-Linux.txt']).toMatch(/opt\/Saddlescope-1\.0\.0-linux-x64\/install-for-me\.sh/);
  expect(pages['INSTALL-Linux.txt']).not.toMatch(/rpm|null|undefined/);
  expect(pages['INSTALL-Windows.txt']).toMatch(/without packages for Windows/);
  expect(pages['INSTALL-macOS.txt']).toMatch(/without packages for macOS/);
  const names = [
    'A-windows-x64-setup.exe',
    'A-windows-x64-portable.exe',
    'A-windows-x64.zip',
    'A-mac-arm64.dmg',
  ];
  const full = installPages(names);
  for (const name of names) expect(Object.values(full).join()).toContain(name);
});

describe('the setup program for Windows', () => {
  test('takes away what it has installed, by name', () => {
    const entries = [
      { name: 'resources', isFolder: true },
      { name: 'Saddlescope.exe', isFolder: false },
      { name: 'a$b "c"', isFolder: false },
    ];
    expect(removalScript(entries)).toBe(`!macro removeProgram
  Delete "$INSTDIR\\Saddlescope.exe"
  Delete "$INSTDIR\\a$$b $\\"c$\\""
  RMDir /r "$INSTDIR\\resources"
!macroend
`);
    const folder = mkdtempSync(join(tmpdir(), 'saddlescope-unpacked-'));
    mkdirSync(join(folder, 'locales'));
    writeFileSync(join(folder, 'icudtl.dat'), '');
    const file = join(folder, 'x.nsh');
    writeRemovalScript(folder, file);
    expect(readFileSync(file, 'utf8')).toContain(
      '  Delete "$INSTDIR\\icudtl.dat"\n  RMDir /r "$INSTDIR\\locales"\n',
    );
    rmSync(folder, { recursive: true, force: true });
  });

  const windows = resolve(import.meta.dirname, '../../src/packaging/windows');
  const setup = readFileSync(join(windows, 'setup.nsh'), 'utf8');

  test('knows the file type by the name that the package gives it, and never removes its folder with all that is in it', () => {
    expect(setup).toContain(`!define PROG_ID "${product.progId}"`);
    expect(setup).not.toMatch(/RMDir \/r "?\$INSTDIR"?$/m);
  });

  test('what it puts on the path asks for the folder where it was installed', () => {
    const [, key] = /^!define APP_PATHS "(.*)"$/m.exec(setup)!;
    const batch = readFileSync(join(windows, 'on-the-path.cmd'), 'utf8');
    expect(batch).toContain(`reg query "HKCU\\${key}" /v Path`);
    expect(batch).toContain(`Saddlescope.exe" %*`);
  });

  test.runIf(has('makensis'))('can be compiled', () => {
    const folder = mkdtempSync(join(tmpdir(), 'saddlescope-nsis-'));
    cpSync(windows, folder, { recursive: true });
    writeFileSync(join(folder, 'installed-files.nsh'), removalScript([{ name: 'x', isFolder: true }]));
    // What electron-builder’s own script has defined by then.
    const script = `
    Unicode true
    OutFile "${join(folder, 'saddlescope-x.exe')}"
    Name x
    !include LogicLib.nsh
    !macro _isUpdated _a _b _t _f
      StrCmp "0" "1" \`\${_t}\` \`\${_f}\`
    !macroend
    !define isUpdated \`"" isUpdated ""\`
    !define APP_PACKAGE_NAME saddlescope
    !define UNINSTALL_FILENAME "Uninstall x.exe"
    !define UNINSTALL_REGISTRY_KEY "Software\\x"
    Var appExe
    Var isForceCurrentInstall
    !include "${join(folder, 'setup.nsh')}"
    Section
      StrCpy $appExe "$INSTDIR\\x.exe"
      !insertmacro customInstallMode
      DetailPrint $isForceCurrentInstall
      !insertmacro customInstall
      WriteUninstaller "$TEMP\\x.exe"
    SectionEnd
    Section un.x
      !insertmacro customUnInstall
      !insertmacro customRemoveFiles
    SectionEnd`;
    const recipe = join(folder, 'setup.nsi');
    writeFileSync(recipe, script);
    // Warnings are errors.
    const { status, stdout, stderr } = spawnSync('makensis', ['-V2', '-WX', recipe], { encoding: 'utf8' });
    expect(status, stdout + stderr).toBe(0);
    expect(existsSync(join(folder, 'saddlescope-x.exe'))).toBe(true);
    rmSync(folder, { recursive: true, force: true });
  });
});
