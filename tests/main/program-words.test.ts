import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { programWords } from '../../src/main/program-words';

/** Oracle: command lines written by hand. */

const packaged = {
  execPath: '/opt/Saddlescope/saddlescope',
  executable: '/opt/Saddlescope/saddlescope',
  platform: 'linux' as NodeJS.Platform,
  env: {},
  packaged: true,
  scripts: '/opt/Saddlescope/resources/app.asar/out/main',
  folder: '/opt/Saddlescope/resources/app.asar',
};
const there = () => true;
const missing = () => false;
const headless = '--ozone-platform=headless';

describe('how the program is called from a script', () => {
  test('installed under Linux: its launcher, or itself without a display', () => {
    expect(programWords(packaged, there)).toEqual(['/opt/Saddlescope/bin/saddlescope']);
    expect(programWords(packaged, missing)).toEqual(['/opt/Saddlescope/saddlescope', headless]);
  });

  test('an AppImage: the file, not where it is mounted', () => {
    const mounted = { ...packaged, execPath: '/tmp/.mount_SaddleX/saddlescope' };
    const env = { APPIMAGE: '/home/a/Saddlescope.AppImage', APPDIR: '/tmp/.mount_SaddleX' };
    expect(programWords({ ...mounted, executable: mounted.execPath, env }, there)).toEqual([
      '/home/a/Saddlescope.AppImage',
      headless,
    ]);
    // Started in the terminal of another program that is an AppImage.
    const other = { APPIMAGE: '/home/a/Terminal.AppImage', APPDIR: '/tmp/.mount_TermX' };
    expect(programWords({ ...packaged, env: other }, there)).toEqual(['/opt/Saddlescope/bin/saddlescope']);
  });

  test('the portable program for Windows: the file, not what it unpacks', () => {
    const execPath = 'C:\\Users\\a\\Temp\\2x\\Saddlescope.exe';
    const env = { PORTABLE_EXECUTABLE_FILE: 'E:\\Saddlescope portable.exe' };
    const of = { ...packaged, platform: 'win32' as const, execPath, executable: execPath };
    expect(programWords({ ...of, env }, missing)).toEqual(['E:\\Saddlescope portable.exe']);
    expect(programWords(of, missing)).toEqual([execPath]);
  });

  test('macOS', () => {
    const execPath = '/Applications/Saddlescope.app/Contents/MacOS/Saddlescope';
    const of = { ...packaged, platform: 'darwin' as const, execPath, executable: execPath };
    expect(programWords(of, missing)).toEqual([execPath]);
  });

  test('from a checkout: the command line on Node, or the folder for a bare Electron', () => {
    const checkout = {
      ...packaged,
      packaged: false,
      scripts: '/home/a/saddlescope/out/main',
      folder: '/home/a/saddlescope',
    };
    expect(programWords({ ...checkout, execPath: '/usr/bin/node' }, missing)).toEqual([
      '/usr/bin/node',
      join('/home/a/saddlescope/out/main', 'cli.js'),
    ]);
    expect(programWords({ ...checkout, execPath: '/home/a/saddlescope/electron' }, missing)).toEqual([
      '/home/a/saddlescope/electron',
      headless,
      '/home/a/saddlescope',
    ]);
  });
});
