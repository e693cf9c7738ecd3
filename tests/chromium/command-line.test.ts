import { expect, test } from 'vitest';
import { parseCommandLine } from '../../src/chromium/command-line';
import { browserFlags } from '../../src/chromium/flags';

/** Oracle: the command lines that Electron's users, Playwright and our launcher really give. */

test('a person: the app, then its files and switches', () => {
  const parsed = parseCommandLine(['out/main/index.js', 'a.saddle', '--inspect', '-r']);
  expect(parsed).toEqual({
    requires: [],
    inspectPort: null,
    debuggingPort: null,
    switches: [],
    app: 'out/main/index.js',
    rest: ['a.saddle', '--inspect', '-r'],
    version: false,
  });
});

test('Playwright: a loader, both debuggers, Chromium switches', () => {
  const args = [
    '-r',
    '/pw/loader.js',
    '--no-sandbox',
    '--inspect=0',
    '--remote-debugging-port=0',
    '--lang=de=x',
    'main.js',
    'f',
  ];
  expect(parseCommandLine(args)).toEqual({
    requires: ['/pw/loader.js'],
    inspectPort: 0,
    debuggingPort: 0,
    switches: [
      ['no-sandbox', null],
      ['lang', 'de=x'],
    ],
    app: 'main.js',
    rest: ['f'],
    version: false,
  });
});

test('usual ports, host:port, and what is no port', () => {
  expect(parseCommandLine(['--inspect', 'x']).inspectPort).toBe(9229);
  expect(parseCommandLine(['--inspect=127.0.0.1:7000', 'x']).inspectPort).toBe(7000);
  expect(() => parseCommandLine(['--inspect=seven', 'x'])).toThrow(/--inspect=seven is not a port/);
  expect(() => parseCommandLine(['-r'])).toThrow(/needs the path/);
  expect(parseCommandLine(['--version'])).toMatchObject({ version: true, app: null });
});

const base = {
  profile: '/p',
  headless: true,
  asRoot: false,
  debuggingPort: null,
  switches: [],
  platform: 'linux' as const,
};

test('the browser gets an own profile and a private pipe, and a port only when asked', () => {
  const flags = browserFlags(base);
  expect(flags).toContain('--user-data-dir=/p');
  expect(flags).toContain('--remote-debugging-pipe');
  expect(flags.some((flag) => flag.startsWith('--remote-debugging-port'))).toBe(false);
  expect(browserFlags({ ...base, debuggingPort: 0 })).toContain('--remote-debugging-port=0');
});

test('the sandbox goes only for root', () => {
  expect(browserFlags(base)).not.toContain('--no-sandbox');
  expect(browserFlags({ ...base, asRoot: true }).filter((flag) => flag === '--no-sandbox')).toHaveLength(1);
  expect(
    browserFlags({ ...base, asRoot: true, switches: [['no-sandbox', null]] }).filter(
      (flag) => flag === '--no-sandbox',
    ),
  ).toHaveLength(1);
});

test('a window is an app window; a switch of ours cannot be overridden', () => {
  expect(browserFlags({ ...base, headless: false }).at(-1)).toMatch(/^--app=/);
  expect(browserFlags(base).at(-1)).toBe('about:blank');
  const flags = browserFlags({
    ...base,
    switches: [
      ['user-data-dir', '/mine'],
      ['lang', 'de'],
    ],
  });
  expect(flags).not.toContain('--user-data-dir=/mine');
  expect(flags).toContain('--lang=de');
});
