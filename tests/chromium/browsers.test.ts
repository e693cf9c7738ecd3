import { expect, test } from 'vitest';
import { usableLocale } from '../../src/chromium/browser';
import { browserCandidates, findBrowser, hasDisplay } from '../../src/chromium/browsers';

/** Oracle: machines as tables of files. */

const machine = (platform: NodeJS.Platform, env: Record<string, string>, files: string[]) => ({
  platform,
  env,
  exists: (path: string) => files.includes(path),
});

test('CHROME_PATH comes first, and a wrong one is said', () => {
  const files = ['/opt/mine', '/usr/bin/chromium'];
  expect(findBrowser(machine('linux', { CHROME_PATH: '/opt/mine', PATH: '/usr/bin' }, files))).toBe(
    '/opt/mine',
  );
  expect(() => findBrowser(machine('linux', { CHROME_PATH: '/opt/gone', PATH: '/usr/bin' }, files))).toThrow(
    /CHROME_PATH names \/opt\/gone/,
  );
});

test('on Linux the names are tried in order, each along the PATH', () => {
  const find = (files: string[]) => findBrowser(machine('linux', { PATH: '/a:relative:/b' }, files));
  expect(find(['/b/google-chrome', '/a/chromium'])).toBe('/b/google-chrome');
  expect(find(['/b/chromium', '/a/chromium'])).toBe('/a/chromium');
  expect(find(['/usr/bin/microsoft-edge'])).toBe('/usr/bin/microsoft-edge');
  expect(find(['relative/chromium'])).toBeNull();
  expect(find([])).toBeNull();
});

test('macOS and Windows know their folders', () => {
  const mac = '/Users/me/Applications/Chromium.app/Contents/MacOS/Chromium';
  expect(findBrowser(machine('darwin', { HOME: '/Users/me' }, [mac]))).toBe(mac);
  const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
  expect(findBrowser(machine('win32', { 'ProgramFiles(x86)': 'C:\\Program Files (x86)' }, [edge]))).toBe(
    edge,
  );
  expect(browserCandidates({ platform: 'win32', env: {} })).toEqual([]);
});

test('a display is what can show a window', () => {
  expect(hasDisplay({ platform: 'linux', env: {} })).toBe(false);
  expect(hasDisplay({ platform: 'linux', env: { DISPLAY: '' } })).toBe(false);
  expect(hasDisplay({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true);
  expect(hasDisplay({ platform: 'darwin', env: {} })).toBe(true);
});

test('the locale C is replaced, a real one is kept', () => {
  expect(usableLocale({})).toHaveProperty('LC_ALL');
  expect(usableLocale({ LANG: 'C.UTF-8' })).toHaveProperty('LC_ALL');
  expect(usableLocale({ LANG: 'de_DE.UTF-8' })).toEqual({});
  expect(usableLocale({ LC_ALL: 'POSIX', LANG: 'de_DE.UTF-8' })).toHaveProperty('LC_ALL');
});
