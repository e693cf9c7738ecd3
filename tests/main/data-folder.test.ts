import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeDataFolders, ownDataFolder, type Surroundings } from '../../src/main/data-folder';

/** Oracle: the folders that each platform names for settings, and places on this machine where nobody can write. */

const root = mkdtempSync(join(tmpdir(), 'saddlescope-folders-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** No folder can be made below a file, not even by root. */
const file = join(root, 'a file');
writeFileSync(file, '');
const nowhere = join(file, 'below');
const user = process.getuid?.();

function around(change: Partial<Surroundings>): Surroundings {
  const own = mkdtempSync(join(root, 'case-'));
  const temporary = join(own, 'tmp');
  mkdirSync(temporary);
  return { env: {}, platform: 'linux', settings: join(own, 'config'), temporary, user, ...change };
}

test.each([
  [{}, null],
  [{ SADDLESCOPE_USER_DATA: '/tmp/x' }, '/tmp/x'],
  [{ PORTABLE_EXECUTABLE_DIR: '/stick' }, join('/stick', 'Saddlescope data')],
  [{ PORTABLE_EXECUTABLE_DIR: '/stick', SADDLESCOPE_USER_DATA: '/tmp/x' }, '/tmp/x'],
  [{ SADDLESCOPE_USER_DATA: '' }, null],
])('what %j asks for: %j', (env, own) => {
  expect(ownDataFolder(env)).toBe(own);
});

describe('what is kept, and what belongs to this machine', () => {
  test('a home folder: settings in it, the browser’s locks not', () => {
    const here = around({});
    const runtime = join(here.temporary, 'run');
    mkdirSync(runtime);
    const found = makeDataFolders({ ...here, env: { XDG_RUNTIME_DIR: runtime } });
    expect(found).toMatchObject({ kept: join(here.settings, 'Saddlescope'), problem: null });
    expect(found.machine.startsWith(runtime)).toBe(true);
    expect(existsSync(found.kept) && existsSync(found.machine)).toBe(true);
  });

  test('the same person gets the same folders at the next start; one who keeps things elsewhere, others', () => {
    const here = around({});
    const other = { ...here, env: { SADDLESCOPE_USER_DATA: join(here.temporary, 'mine') } };
    expect(makeDataFolders(here)).toEqual(makeDataFolders(here));
    expect(makeDataFolders(other).machine).not.toBe(makeDataFolders(here).machine);
  });

  test('Windows: not among the settings, which may wander from machine to machine', () => {
    const here = around({ platform: 'win32', user: undefined });
    const local = join(here.temporary, 'Local');
    expect(makeDataFolders({ ...here, env: { LOCALAPPDATA: local } }).machine.startsWith(local)).toBe(true);
  });

  test('a portable program keeps both beside itself', () => {
    const here = around({ platform: 'win32', user: undefined });
    const stick = join(here.temporary, 'stick');
    const { kept, machine } = makeDataFolders({ ...here, env: { PORTABLE_EXECUTABLE_DIR: stick } });
    expect(kept).toBe(join(stick, 'Saddlescope data'));
    expect(machine.startsWith(kept)).toBe(true);
  });
});

describe('where nothing can be kept, the program runs all the same, and says so', () => {
  test.each([
    ['no home', { settings: nowhere }],
    ['a stick that is write-protected', { env: { PORTABLE_EXECUTABLE_DIR: nowhere } }],
    ['a folder that was asked for', { env: { SADDLESCOPE_USER_DATA: nowhere } }],
    ['no folder for the session either', { settings: nowhere, env: { XDG_RUNTIME_DIR: nowhere } }],
  ] as const)('%s', (_, change) => {
    const here = around(change);
    const { kept, machine, problem } = makeDataFolders(here);
    expect(kept.startsWith(machine)).toBe(true);
    expect(machine.startsWith(here.temporary)).toBe(true);
    expect(statSync(kept).isDirectory()).toBe(true);
    expect(problem?.startsWith(nowhere)).toBe(true);
    expect(problem).toMatch(/ cannot be written into: .*Save to files of your own\.$/);
  });

  // Such a home has the user `nobody` on some systems.
  test.runIf(process.platform === 'linux')(
    'a home where folders are and none can be made: no waiting',
    () => {
      const home = '/proc/nonexistent';
      const { problem } = makeDataFolders(around({ settings: join(home, '.config') }));
      expect(problem?.startsWith(join(home, '.config', 'Saddlescope'))).toBe(true);
    },
  );

  test('a file where a folder should be', () => {
    const { problem } = makeDataFolders(around({ env: { SADDLESCOPE_USER_DATA: file } }));
    expect(problem?.startsWith(file)).toBe(true);
  });

  test.skipIf(user === undefined)('a folder that another person has made in ours’ place is not taken', () => {
    const here = around({});
    // The one whose folder it should be is somebody else, and finds one of this test's.
    const victim = { ...here, user: user! + 1 };
    const taken = makeDataFolders(here).machine.replace(/-\d+$/, `-${victim.user}`);
    mkdirSync(taken);
    chmodSync(taken, 0o777);
    const { machine } = makeDataFolders(victim);
    expect(machine).not.toBe(taken);
    expect(machine.startsWith(here.temporary)).toBe(true);
    expect(statSync(machine).mode & 0o077).toBe(0);
  });
});
