import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { filesBelow, has } from './by-hand';

/** Oracle: the person's home before and after, and the tools that desktops read it with. */

const linux = resolve(import.meta.dirname, '../../src/packaging/linux');
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-for-me-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(process.platform !== 'linux')('the tar.gz for one person', () => {
  const home = join(folder, 'home');
  const link = join(home, '.local/bin/saddlescope');
  const entry = join(home, '.local/share/applications/saddlescope.desktop');
  const ours = [
    '.local/share/applications/saddlescope.desktop',
    '.local/share/icons/hicolor/256x256/apps/saddlescope.png',
    '.local/share/icons/hicolor/256x256/mimetypes/application-x-saddlescope.png',
    '.local/share/mime/packages/saddlescope.xml',
  ];

  beforeEach(() => {
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home);
    writeFileSync(join(home, 'mine.saddle'), 'mine');
  });

  /** As it lies unpacked. */
  function unpacked(name: string): string {
    const program = join(folder, name);
    mkdirSync(join(program, 'bin'), { recursive: true });
    mkdirSync(join(program, 'resources/desktop'), { recursive: true });
    cpSync(join(linux, 'install-for-me.sh'), join(program, 'install-for-me.sh'));
    writeFileSync(join(program, 'saddlescope'), '#!/bin/sh\n', { mode: 0o755 });
    cpSync(join(linux, 'saddlescope.sh'), join(program, 'bin/saddlescope'));
    cpSync(join(linux, 'saddlescope-mime.xml'), join(program, 'resources/desktop/saddlescope.xml'));
    for (const icon of ['saddlescope', 'application-x-saddlescope'])
      writeFileSync(join(program, 'resources/desktop', `${icon}.png`), icon);
    return program;
  }

  function install(program: string, args: string[] = [], env: Record<string, string> = {}) {
    const surroundings = { PATH: process.env['PATH']!, HOME: home, ...env };
    const options = { encoding: 'utf8', env: surroundings, cwd: '/' } as const;
    const { status, stdout, stderr } = spawnSync(
      'sh',
      [join(program, 'install-for-me.sh'), ...args],
      options,
    );
    return { code: status, out: stdout, err: stderr };
  }

  // What update-mime-database and update-desktop-database write is the desktop's.
  const files = () =>
    filesBelow(home).filter(
      (name) => !/^\.local\/share\/(mime\/(?!packages)|applications\/mimeinfo\.cache)/.test(name),
    );

  test('puts the command, the entry, the type and the icons into the home, and takes them out again', () => {
    const program = unpacked('Saddlescope');
    const { code, out, err } = install(program);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('log in again, or type ~/.local/bin/saddlescope.');
    expect(files()).toEqual(['.local/bin/saddlescope', ...ours, 'mine.saddle'].sort());
    expect(spawnSync(link, ['--version']).status).toBe(0);
    expect(readFileSync(entry, 'utf8')).toContain(`Exec="${program}/saddlescope" %F\n`);
    if (has('desktop-file-validate'))
      expect(spawnSync('desktop-file-validate', [entry], { encoding: 'utf8' }).stdout).toBe('');
    // Again, as after a newer version.
    expect(install(program).code).toBe(0);
    const removed = install(program, ['--remove']);
    expect(removed.code).toBe(0);
    expect(removed.out).toContain(`the folder ${program}: delete it`);
    expect(files()).toEqual(['mine.saddle']);
    expect(existsSync(join(program, 'saddlescope'))).toBe(true);
  });

  test('says nothing about the terminal where it already looks there', () => {
    const path = `${home}/.local/bin:${process.env['PATH']}`;
    expect(install(unpacked('Saddlescope'), [], { PATH: path }).out).not.toContain('log in again');
  });

  test.skipIf(!has('gio'))('a desktop takes the entry for .saddle files (needs gio)', () => {
    install(unpacked('Saddlescope'));
    if (!has('update-desktop-database')) return;
    const env = { PATH: process.env['PATH']!, HOME: home, LC_ALL: 'C', XDG_DATA_DIRS: join(folder, 'none') };
    const asked = spawnSync('gio', ['mime', 'application/x-saddlescope'], { encoding: 'utf8', env });
    expect(asked.stdout).toContain('saddlescope.desktop');
  });

  /** Takes the mark off every character that has to have one, and accepts nothing else. */
  function read(text: string, mark: string, marked: string): string {
    let told = '';
    for (let i = 0; i < text.length; i++) {
      const isMark = text[i] === mark;
      if (isMark) i++;
      const sign = text[i] ?? '';
      expect([sign, sign !== '' && marked.includes(sign)]).toEqual([sign, isMark]);
      told += sign;
    }
    return told;
  }

  test('a folder of any name is quoted as the Desktop Entry Specification has it', () => {
    const program = unpacked(`Tom's "$HOME" \`50%\` back\\slash`);
    expect(install(program).code).toBe(0);
    const [, exec] = /^Exec="(.*)" %F$/m.exec(readFileSync(entry, 'utf8'))!;
    // The specification, read backwards: the line's own escapes, then the argument's, then field codes.
    const argument = read(read(exec!, '\\', '\\'), '\\', '\\"`$');
    expect(read(argument, '%', '%')).toBe(join(program, 'saddlescope'));
    expect(spawnSync(link).status).toBe(0);
  });

  test('a command of the person’s own is not replaced, and what another copy has put there is not taken away', () => {
    const program = unpacked('Saddlescope');
    mkdirSync(join(home, '.local/bin'), { recursive: true });
    writeFileSync(link, 'mine');
    const refused = install(program);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toBe(
      `${link} is a file of your own and is not replaced. Move it away and try again.\n`,
    );
    expect(files()).toEqual(['.local/bin/saddlescope', 'mine.saddle']);
    rmSync(link);
    const other = unpacked('Saddlescope 2');
    expect(install(program).code).toBe(0);
    expect(install(other).code).toBe(0);
    const there = files();
    expect(install(program, ['--remove'])).toMatchObject({
      code: 1,
      err: `What is in your menu is another copy of Saddlescope and stays. This one is the folder ${program}: delete it.\n`,
    });
    expect(files()).toEqual(there);
    expect(readlinkSync(link)).toBe(join(other, 'bin/saddlescope'));
  });

  test('an unknown word and a missing home are one sentence each', () => {
    const program = unpacked('Saddlescope');
    expect(install(program, ['--purge'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^--purge is unknown\..*\n$/),
    });
    expect(install(program, [], { HOME: join(folder, 'none') })).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^There is no home folder .*\n$/),
    });
    expect(files()).toEqual(['mine.saddle']);
  });
});
