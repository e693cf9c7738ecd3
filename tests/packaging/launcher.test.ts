import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandNames } from '../../src/cli/command-names';

/** Oracle: what a person types, and a binary that tells what has reached it. */

const source = resolve(import.meta.dirname, '../../src/packaging/linux/saddlescope.sh');

test('it knows exactly the commands that the program knows', () => {
  const [, names] = /case [^\n]* in\n([^)]*)\)/.exec(readFileSync(source, 'utf8'))!;
  const known = names!
    .replaceAll('\\\n', '')
    .split('|')
    .map((name) => name.trim());
  expect(known).toEqual([...commandNames, 'help', '--help', '-h', '--version', '-V']);
});

describe.skipIf(process.platform === 'win32')('the launcher of the installed program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'saddlescope-launcher-'));
  const program = join(folder, "Tom's $HOME (x)", 'Saddlescope');
  const links = join(folder, 'links to it');

  beforeAll(() => {
    mkdirSync(join(program, 'bin'), { recursive: true });
    mkdirSync(links);
    cpSync(source, join(program, 'bin', 'saddlescope'));
    const binary = join(program, 'saddlescope');
    // One argument a line, so that spaces and empty ones are seen.
    writeFileSync(binary, '#!/bin/sh\nfor argument; do printf "[%s]\\n" "$argument"; done\nexit 7\n');
    chmodSync(binary, 0o755);
    symlinkSync(join(program, 'bin', 'saddlescope'), join(links, 'first'));
    symlinkSync('first', join(links, 'saddlescope'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function launch(path: string, ...args: string[]): { code: number; given: string[] } {
    try {
      execFileSync(path, args, { cwd: '/', encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
      return { code: 0, given: [] };
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      return { code: status, given: stdout.split('\n').slice(0, -1) };
    }
  }

  test.each([
    [
      'a command needs no display',
      ['run', 'x.saddle'],
      ['[--ozone-platform=headless]', '[run]', '[x.saddle]'],
    ],
    ['a question neither', ['--version'], ['[--ozone-platform=headless]', '[--version]']],
    ['a file is for the window', ['my run.saddle'], ['[my run.saddle]']],
    ['nothing is for the window', [], []],
    [
      'nothing is taken apart',
      ['', '*', '$HOME', "it's", 'a\\b'],
      ['[]', '[*]', '[$HOME]', "[it's]", '[a\\b]'],
    ],
  ])('%s', (_name, args, given) => {
    for (const path of [join(program, 'bin', 'saddlescope'), join(links, 'saddlescope')])
      expect(launch(path, ...args)).toEqual({ code: 7, given });
  });

  test('is plain sh: a stricter shell than bash runs it as well', () => {
    const dash = ['/bin/dash', '/bin/busybox'].find((shell) => {
      try {
        execFileSync(shell, shell.endsWith('busybox') ? ['sh', '-c', ':'] : ['-c', ':']);
        return true;
      } catch {
        return false;
      }
    });
    if (dash === undefined) return;
    const shell = dash.endsWith('busybox') ? [dash, 'sh'] : [dash];
    execFileSync(shell[0]!, [...shell.slice(1), '-n', source]);
    for (const name of ['after-install.sh', 'after-remove.sh'])
      execFileSync(shell[0]!, [...shell.slice(1), '-n', resolve(source, '..', name)]);
  });
});

test('no script for electron-builder’s templates has a variable in braces, which it would take for its own', () => {
  for (const name of ['after-install.sh', 'after-remove.sh', 'apparmor-profile'])
    expect(readFileSync(resolve(source, '..', name), 'utf8')).not.toMatch(/\$\{|<%/);
});
