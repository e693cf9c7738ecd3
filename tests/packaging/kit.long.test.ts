import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installTools } from '../../src/packaging/tools.mjs';
import { readFuses } from '../../src/packaging/fuses.mjs';
import { filesBelow, has, type Outcome, run, sumOf } from './by-hand';
import { expectProgramForMac } from './macos-program';
import { describeSetup } from './setup-under-wine';
import { standInDistribution, standInForMac, standInForWindows } from './stand-in-distribution';

/**
 * Oracle: the kit as it lies on the stick, looked at with the system's own tools. Electron is a stand-in whose binary runs the packaged app on
 * Node. Needs src/packaging/node_modules (installed here when absent) and some minutes.
 */

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'saddlescope kit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const long = process.env['SADDLESCOPE_LONG'] !== undefined && process.platform === 'linux' && has('dpkg-deb');

describe.runIf(long)('the kit', { timeout: 600_000 }, () => {
  const seed = join(folder, 'seed');
  const kit = join(folder, 'dist', 'kit');
  const deb = join(kit, 'installers', 'Saddlescope-0.1.0-linux-amd64.deb');
  const tar = join(kit, 'installers', 'Saddlescope-0.1.0-linux-x64.tar.gz');
  const rpm = join(kit, 'installers', 'Saddlescope-0.1.0-linux-x86_64.rpm');
  const packsRpm = has('rpmbuild');
  const cli = join(root, 'out/main/cli.js');
  const zip = join(kit, 'installers', 'Saddlescope-0.1.0-windows-x64.zip');
  let made: Outcome;
  let windows = false;

  // A machine without any network interface, where such a one can be had.
  const alone = ['unshare', '--map-root-user', '--net'];
  const lonely = spawnSync(alone[0]!, [...alone.slice(1), 'true']).status === 0;

  const kitFrom = (output: string, ...more: string[]) => [
    join(root, 'src/packaging/kit.mjs'),
    ...['--from', seed, '--output', join(folder, output), ...more],
  ];
  const makeKit = (output: string, ...more: string[]) => {
    const [command, ...rest] = [...(lonely ? alone : []), process.execPath, ...kitFrom(output, ...more)];
    return run(command!, rest, { cwd: root });
  };

  beforeAll(async () => {
    await installTools();
    await standInDistribution(join(seed, 'electron', 'linux-x64'));
    windows = await standInForWindows(seed);
    made = await makeKit(
      'dist',
      '--targets',
      `tar.gz,deb,${packsRpm ? 'rpm,' : ''}AppImage,dmg-arm64,win-zip`,
    );
  }, 600_000);

  test('is made of what can be made here; the rest is named, in a sentence each, and the exit code tells', () => {
    expect(made.err).toMatch(/^AppImage is skipped: .*\.$/m);
    expect(made.err).toMatch(/^dmg-arm64 is skipped: .*\.$/m);
    expect(made.err).toMatch(/fuses read back: RunAsNode off/);
    expect(made.code, made.err + made.out).toBe(3);
  });

  test('is complete, as a folder and as one archive', () => {
    const experiments = execFileSync(process.execPath, [cli, 'new', '--list'], { encoding: 'utf8' })
      .trimEnd()
      .split('\n')
      .map((line) => `experiments/${line.split(' ')[0]}.json`);
    const licences = [
      'LICENSE.electron.txt',
      'LICENSE.txt',
      'LICENSES.chromium.html',
      'THIRD-PARTY-NOTICES.txt',
    ];
    const files = filesBelow(kit);
    expect(files).toEqual(
      [
        ...['INSTALL-Linux.txt', 'INSTALL-Windows.txt', 'INSTALL-macOS.txt', 'SHA256SUMS', 'VERSION'],
        ...['claims.html', 'sbom.cdx.json', relative(kit, deb), relative(kit, tar)],
        ...(packsRpm ? [relative(kit, rpm)] : []),
        ...(windows ? [relative(kit, zip)] : []),
        ...experiments,
        ...licences.map((name) => `licences/${name}`),
      ].sort(),
    );
    const archive = readFileSync(join(folder, 'dist', 'Saddlescope-kit-0.1.0.zip'));
    const packed = unzipSync(archive);
    expect(Object.keys(packed).sort()).toEqual(files.map((name) => `Saddlescope-kit-0.1.0/${name}`).sort());
    for (const name of files)
      expect(
        Buffer.from(packed[`Saddlescope-kit-0.1.0/${name}`]!).equals(readFileSync(join(kit, name))),
      ).toBe(true);
    if (has('unzip')) execFileSync('unzip', ['-tq', join(folder, 'dist', 'Saddlescope-kit-0.1.0.zip')]);
  });

  test('the package for Windows is a folder with a program in it, and has the same app', async (context) => {
    if (!windows) return context.skip('the canvas for Windows could not be fetched');
    const files = unzipSync(readFileSync(zip));
    const at = (name: string) => Buffer.from(files[`Saddlescope-0.1.0-windows-x64/${name}`]!);
    expect(at('bin/saddlescope.cmd').toString()).toMatch(/^@echo off\r\n[^]*\.\.\\Saddlescope\.exe" %\*\r\n/);
    const program = join(folder, 'Saddlescope.exe');
    writeFileSync(program, at('Saddlescope.exe'));
    // After the icon has been put into it as well.
    expect(await readFuses(program)).toMatchObject({ RunAsNode: false, OnlyLoadAppFromAsar: true });
    expect(at('Saddlescope.exe').includes(Buffer.from('Saddlescope', 'utf16le'))).toBe(true);
    expect(Object.keys(files).filter((name) => name.endsWith('.node'))).toEqual([
      'Saddlescope-0.1.0-windows-x64/resources/node_modules/@napi-rs/canvas-win32-x64-msvc/skia.win32-x64-msvc.node',
    ]);
    const asar = createHash('sha256').update(at('resources/app.asar')).digest('hex');
    expect(readFileSync(join(kit, 'VERSION'), 'utf8')).toContain(`app.asar (linux-x64) ${asar}`);
  });

  test('every file has the sum that is written', () => {
    const lines = readFileSync(join(kit, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
    const sums = Object.fromEntries(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
    const files = filesBelow(kit).filter((name) => name !== 'SHA256SUMS');
    expect(sums).toEqual(Object.fromEntries(files.map((name) => [name, sumOf(join(kit, name))])));
    if (has('sha256sum')) execFileSync('sha256sum', ['--quiet', '-c', 'SHA256SUMS'], { cwd: kit });
  });

  test('VERSION names the commit and the sum of the app that is in the package', () => {
    const text = readFileSync(join(kit, 'VERSION'), 'utf8');
    const commit = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' });
    if (commit.status === 0) expect(text).toContain(`commit ${commit.stdout.trim()}`);
    const asar = join(root, 'out/packaging/work/linux-x64/linux-unpacked/resources/app.asar');
    expect(text).toContain(`app.asar (linux-x64) ${sumOf(asar)}`);
    expect(text).toContain(sumOf(join(root, 'out/core/core.wasm')));
  });

  test('made again from the same commit, every package has the same bytes', async () => {
    const { code } = await makeKit(
      'again',
      '--targets',
      ['tar.gz', 'deb', ...(packsRpm ? ['rpm'] : []), ...(windows ? ['win-zip'] : [])].join(),
      '--no-report',
    );
    expect(code).toBe(0);
    const again = join(folder, 'again', 'kit');
    const packages = [deb, tar, ...(packsRpm ? [rpm] : []), ...(windows ? [zip] : [])].map((path) =>
      relative(kit, path),
    );
    for (const file of [...packages, 'VERSION', 'sbom.cdx.json'])
      expect(sumOf(join(again, file)), file).toBe(sumOf(join(kit, file)));
  });

  test('nothing in a package is a path of the machine that built it', () => {
    const place = join(folder, 'searched');
    execFileSync('dpkg-deb', ['-R', deb, place]);
    for (const name of filesBelow(place).filter(
      (name) => name !== 'opt/Saddlescope/saddlescope' && !name.endsWith('usr/bin/saddlescope'),
    )) {
      const bytes = readFileSync(join(place, name));
      for (const path of [root, folder, `${homedir()}/.`])
        expect(bytes.includes(path), `${name}: ${path}`).toBe(false);
    }
  });

  // Only root, or who passes for root, may give files to root.
  const rootly = process.getuid?.() === 0 || has('fakeroot');
  describe.runIf(rootly)('installed by dpkg below another root', () => {
    const other = join(folder, 'another root');
    const theirs = ['home/anna/mine.saddle', 'home/anna/.config/Saddlescope/recent.json'];
    const asRoot = process.getuid?.() === 0 ? [] : ['fakeroot'];
    const dpkg = (...args: string[]) => {
      const [command, ...rest] = [...asRoot, 'dpkg', `--root=${other}`];
      const forced = ['--force-script-chrootless', '--force-depends', '--force-not-root', '--force-bad-path'];
      return run(command!, [...rest, ...forced, ...args]);
    };
    const outside = () => filesBelow(other).filter((name) => !/^var\/(lib|log)\/dpkg|^var\/log\//.test(name));
    const at = (path: string) => join(other, path);
    const text = (path: string) => readFileSync(at(path), 'utf8');

    beforeAll(async () => {
      for (const place of ['info', 'updates', 'triggers'])
        mkdirSync(at(`var/lib/dpkg/${place}`), { recursive: true });
      for (const place of ['var/log', 'etc/apparmor.d', 'home/anna/.config/Saddlescope'])
        mkdirSync(at(place), { recursive: true });
      writeFileSync(at('var/lib/dpkg/status'), '');
      const { code, err } = await dpkg('-i', deb);
      expect(code, err).toBe(0);
      for (const path of theirs) writeFileSync(at(path), 'mine');
    });

    test('what a desktop needs is where it looks for it', () => {
      const entry = text('usr/share/applications/saddlescope.desktop');
      expect(entry).toMatch(/^Exec=\/opt\/Saddlescope\/saddlescope %F$/m);
      expect(entry).toMatch(/^Icon=saddlescope$/m);
      expect(entry).toMatch(/^MimeType=application\/x-saddlescope;$/m);
      expect(entry).toMatch(/^Categories=Education;ArtificialIntelligence;$/m);
      expect(text('usr/share/mime/packages/saddlescope.xml')).toMatch(/<glob pattern="\*\.saddle"\/>/);
      for (const icon of ['apps/saddlescope', 'mimetypes/application-x-saddlescope'])
        for (const side of [16, 48, 256])
          expect(existsSync(at(`usr/share/icons/hicolor/${side}x${side}/${icon}.png`))).toBe(true);
      expect(text('etc/apparmor.d/saddlescope')).toMatch(
        /profile saddlescope "\/opt\/Saddlescope\/saddlescope"/,
      );
      if (has('desktop-file-validate'))
        execFileSync('desktop-file-validate', [at('usr/share/applications/saddlescope.desktop')]);
      if (has('xmllint')) execFileSync('xmllint', ['--noout', at('usr/share/mime/packages/saddlescope.xml')]);
    });

    test('`saddlescope` is a command: the same numbers and the same picture as on Node', async () => {
      const command = at('usr/bin/saddlescope');
      const args = ['run', 'xor-from-zero', '--epsilon', '0.5', '--json', '--png'];
      const installed = await run(command, [...args, 'installed.png'], { cwd: folder });
      const onNode = await run(process.execPath, [cli, ...args, 'node.png'], { cwd: folder });
      expect(installed.err).toBe('wrote installed.png\n');
      expect({ code: installed.code, out: installed.out }).toEqual({ code: 0, out: onNode.out });
      expect(sumOf(join(folder, 'installed.png'))).toBe(sumOf(join(folder, 'node.png')));
      expect((await run(command, ['inspect', 'nonsense'])).code).toBe(2);
      expect((await run(command, ['--version'])).out).toMatch(/^saddlescope 0\.1\.0 /);
    });

    test('removed, it leaves what people have made and nothing else', async () => {
      for (const step of ['-r', '-P']) {
        const { code, err } = await dpkg(step, 'saddlescope');
        expect(code, err).toBe(0);
      }
      expect(outside()).toEqual([...theirs].sort());
      expect(existsSync(at('opt/Saddlescope'))).toBe(false);
    });
  });

  describe.runIf(packsRpm && process.getuid?.() === 0)('installed by rpm below another root', () => {
    const other = join(folder, 'rpm-root');
    const at = (path: string) => join(other, path);
    // Scripts would be looked for below that root, where there is no shell: what they say is looked at instead.
    const byRpm = (...args: string[]) =>
      run('rpm', ['--root', other, '--dbpath', '/var/lib/rpm', '--nodeps', '--noscripts', ...args]);
    const outside = () => filesBelow(other).filter((name) => !/^var\/lib\/rpm\//.test(name));

    beforeAll(async () => {
      mkdirSync(at('home/anna'), { recursive: true });
      const { code, err } = await byRpm('-i', rpm);
      expect(code, err).toBe(0);
      writeFileSync(at('home/anna/mine.saddle'), 'mine');
    });

    test('the same files as by dpkg, and rpm finds every one of them as it was packed', async () => {
      const place = join(folder, 'for comparison');
      execFileSync('dpkg-deb', ['-x', deb, place]);
      expect(outside()).toEqual([...filesBelow(place), 'home/anna/mine.saddle'].sort());
      for (const name of ['opt/Saddlescope/resources/app.asar', 'usr/share/applications/saddlescope.desktop'])
        expect(sumOf(at(name))).toBe(sumOf(join(place, name)));
      expect(await byRpm('-V', 'saddlescope')).toEqual({ code: 0, out: '', err: '' });
      expect((await run(at('usr/bin/saddlescope'), ['--version'])).out).toMatch(/^saddlescope 0\.1\.0 /);
    });

    test('it owns no folder of the system, needs what Electron is linked against, and runs our scripts', async () => {
      const asked = async (...what: string[]) => (await run('rpm', ['-qp', ...what, rpm])).out;
      const folders = (await asked('--queryformat', '[%{FILEMODES:perms} %{FILENAMES}\n]'))
        .split('\n')
        .filter((line) => line.startsWith('d'))
        .map((line) => line.split(' ')[1]!);
      expect(folders).toContain('/opt/Saddlescope');
      expect(folders.filter((path) => !path.startsWith('/opt/Saddlescope'))).toEqual([]);
      // Not Debian's name for it, which rpm understands and dnf refuses.
      expect(await asked('--queryformat', '%{ARCH}')).toBe('x86_64');
      expect(await asked('--requires')).toContain('(gtk3 or libgtk-3-0)');
      const scripts = await asked('--scripts');
      for (const name of ['after-install.sh', 'after-remove.sh']) {
        const lines = readFileSync(join(root, 'src/packaging/linux', name), 'utf8')
          .trimEnd()
          .split('\n');
        expect(scripts).toContain(lines.slice(1).join('\n'));
      }
    });

    test('removed, it leaves what people have made and nothing else', async () => {
      const { code, err } = await byRpm('-e', 'saddlescope');
      expect(code, err).toBe(0);
      expect(outside()).toEqual(['home/anna/mine.saddle']);
      expect(existsSync(at('opt/Saddlescope'))).toBe(false);
    });
  });

  test('the tar.gz runs from any folder, through the link that it puts into a home', async () => {
    const place = join(folder, 'somebody’s programs');
    mkdirSync(place);
    execFileSync('tar', ['-xzf', tar, '-C', place]);
    const env = { ...process.env, HOME: place, XDG_DATA_HOME: '' };
    const script = join(place, 'Saddlescope-0.1.0-linux-x64', 'install-for-me.sh');
    expect(await run(script, [], { env })).toMatchObject({ code: 0, err: '' });
    const { code, out } = await run(join(place, '.local/bin/saddlescope'), ['run', 'xor-from-zero']);
    expect(code).toBe(0);
    expect(out).toMatch(/no parameter has moved/);
    expect((await run(script, ['--remove'], { env })).code).toBe(0);
  });

  describeSetup(folder, [process.execPath, ...kitFrom('windows', '--targets', 'nsis', '--no-report')]);

  // Last, because what has been laid out for the other packages is laid out anew.
  test('the program for macOS is what a Mac would sign and pack', async (context) => {
    const place = join(folder, 'seed for macOS');
    if (!(await standInForMac(place))) return context.skip('the canvas for macOS could not be fetched');
    const [{ makeStage }, { buildTarget }] = await Promise.all([
      import('../../src/packaging/stage.mjs'),
      import('../../src/packaging/build.mjs'),
    ]);
    await makeStage({ targets: ['darwin-x64'], seed: place });
    const output = join(folder, 'for macOS');
    const { unpacked, asar } = await buildTarget({ target: 'darwin-x64', formats: [], seed: place, output });
    await expectProgramForMac(unpacked);
    expect(readFileSync(join(kit, 'VERSION'), 'utf8')).toContain(`app.asar (linux-x64) ${asar}`);
  });
});
