import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { commandNames } from '../../src/cli/command-names';
import { commandIn, ownArguments } from '../../src/main/command-line';
import { filesInArguments } from '../../src/main/pending-files';

/** Oracle: command lines written by hand, and the command line on Node. */

const root = resolve(import.meta.dirname, '../..');
const own = [resolve('/app/out/main/index.js'), resolve('/app')];

describe('a command or files', () => {
  test.each([
    ['packaged, a command', ['/opt/saddlescope', 'run', 'xor-from-zero'], ['run', 'xor-from-zero']],
    [
      'packaged, through the launcher',
      ['/opt/saddlescope', '--ozone-platform=headless', 'run', '--json'],
      ['run', '--json'],
    ],
    ['from a checkout', ['electron', 'out/main/index.js', 'claims', '--list'], ['claims', '--list']],
    ['a question', ['/opt/saddlescope', '--version'], ['--version']],
    ['help about a command', ['/opt/saddlescope', 'help', 'run'], ['help', 'run']],
    ['a file', ['/opt/saddlescope', 'mine.saddle'], null],
    ['a file and what looks like a command', ['/opt/saddlescope', 'mine.saddle', 'run'], null],
    ['a file named like a command', ['/opt/saddlescope', './run'], null],
    ['a switch for the browser and a file', ['/opt/saddlescope', '--no-sandbox', 'mine.saddle'], null],
    ['nothing', ['/opt/saddlescope'], null],
  ])('%s', (_name, argv, command) => {
    expect(commandIn(ownArguments(argv, own, '/app'))).toEqual(command);
  });

  test('a desktop may hand over a file as an address', () => {
    const path = resolve('/data/Ünsere Daten/a b.saddle');
    expect(filesInArguments(['/opt/saddlescope', pathToFileURL(path).href], [], '/')).toEqual([path]);
  });
});

describe.skipIf(process.platform === 'win32')('the program with a window is the command line too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'saddlescope-command-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const started = join(folder, 'browser-started');
  const browser = join(folder, 'browser');
  writeFileSync(browser, `#!/bin/sh\necho started > '${started}'\n`);
  chmodSync(browser, 0o755);

  function launch(
    script: readonly string[],
    args: readonly string[],
    more: NodeJS.ProcessEnv = {},
  ): Promise<{ code: number; out: string; err: string }> {
    const env = { ...process.env, CHROME_PATH: browser, SADDLESCOPE_BROWSER: '', ...more };
    return new Promise((done) => {
      execFile(process.execPath, [...script, ...args], { cwd: folder, env }, (error, out, err) =>
        done({ code: error === null ? 0 : Number(error.code), out, err }),
      );
    });
  }
  const cli = [join(root, 'out/main/cli.js')];
  const program = [join(root, 'out/main/chromium/electron.js'), join(root, 'out/main/index.js')];

  test.each([[['run', 'xor-from-zero', '--json']], [['--version']], [['run', 'nonsense']]])(
    '%j answers as on Node, and starts no browser',
    async (args) => {
      const [expected, got] = [await launch(cli, args), await launch(program, args)];
      expect(got).toEqual(expected);
      expect(existsSync(started)).toBe(false);
    },
  );

  test('the portable program, which is started in a folder that is deleted afterwards, writes beside its one file', async () => {
    const stick = mkdtempSync(join(folder, 'stick-'));
    const env = { PORTABLE_EXECUTABLE_DIR: stick };
    const { code, err } = await launch(
      program,
      ['run', 'xor-from-zero', '--steps', '3', '-o', 'x.saddle'],
      env,
    );
    expect(code, err).toBe(0);
    expect(readdirSync(stick)).toEqual(['x.saddle']);
    expect(existsSync(join(folder, 'x.saddle'))).toBe(false);
  });

  test('the help names exactly the commands that it hands over', async () => {
    const { out } = await launch(cli, ['--help']);
    const names = [...out.matchAll(/^ {2}([a-z-]+) (?=.* {2})/gm)].map(([, name]) => name!);
    expect(names.filter((name) => name !== 'help' && name !== 'saddlescope')).toEqual([...commandNames]);
  });

  test('without a command it is a window: the browser is asked for', async () => {
    await launch(program, ['mine.saddle']);
    expect(readFileSync(started, 'utf8')).toBe('started\n');
  });
});
