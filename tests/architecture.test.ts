import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Oracle: the picture of the house in the README. An arrow points from who uses to who is used; none runs back up. */

const root = resolve(import.meta.dirname, '..');

/** Which rooms a room may use besides itself. `types` = only `import type`. */
const mayUse: Record<string, { code: string[]; types?: string[] }> = {
  'src/core': { code: ['src/model/user-error'] },
  'src/model': { code: [], types: ['src/core/contract'] },
  'src/analysis': { code: ['src/model'], types: ['src/core'] },
  'src/claims': {
    code: ['src/figures', 'src/analysis', 'src/model'],
    types: ['src/core'],
  },
  'src/runs': { code: ['src/claims', 'src/analysis', 'src/model', 'src/core'] },
  'src/files': { code: ['src/model'], types: ['src/analysis', 'src/core'] },
  'src/figures': { code: ['src/model', 'src/analysis/words'], types: ['src/analysis', 'src/core'] },
  'src/app': {
    code: [
      'src/runs',
      'src/claims',
      'src/files',
      'src/figures',
      'src/analysis',
      'src/model',
      'src/core',
      'package.json',
    ],
  },
  'src/cli': {
    code: [
      'src/app',
      'src/figures',
      'src/files/atomic-write',
      'src/files/read-limited',
      'src/analysis/words',
      'src/model',
    ],
    types: ['src/core'],
  },
  'src/preload': { code: ['src/app/wire'], types: ['src/app'] },
  'src/main': {
    // The installed program is the command line as well: its start hands over to it.
    code: [
      'src/app',
      'src/files/atomic-write',
      'src/files/read-limited',
      'src/model/user-error',
      'src/cli/main',
      'src/cli/command-names',
    ],
    types: ['src/model'],
  },
  'src/chromium': { code: [] },
  'src/launch': { code: [] },
  'src/packaging': { code: ['src/launch'] },
  renderer: {
    code: ['src/figures', 'src/model', 'src/app/wire'],
    types: ['src/app', 'src/core', 'src/analysis', 'src/preload'],
  },
};

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|svelte)$/.test(entry.name))
    .filter((entry) => !entry.parentPath.split(sep).includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function importsOf(file: string): { target: string; typeOnly: boolean }[] {
  const source = readFileSync(file, 'utf8');
  const found: { target: string; typeOnly: boolean }[] = [];
  for (const [, kind, typeWord, specifier] of source.matchAll(
    /^\s*(import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'/gm,
  )) {
    const target = relative(root, resolve(dirname(file), specifier!))
      .split(sep)
      .join('/');
    found.push({ target, typeOnly: kind !== undefined && typeWord !== undefined });
  }
  return found;
}

const within = (target: string, room: string) =>
  target === room || target.startsWith(`${room}/`) || target.startsWith(`${room}.`);

describe.each(Object.entries(mayUse))('%s', (room, { code, types = [] }) => {
  test('uses only the rooms below it', () => {
    const wrong = filesBelow(room).flatMap((file) =>
      importsOf(file)
        .filter(({ target, typeOnly }) => {
          const allowed = [room, ...code, ...(typeOnly ? types : [])];
          return !allowed.some((place) => within(target, place));
        })
        .map(({ target, typeOnly }) => `${relative(root, file)} → ${typeOnly ? 'type ' : ''}${target}`),
    );
    expect(wrong).toEqual([]);
  });
});

test('every room below src is in the picture', () => {
  const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  for (const { name } of rooms) expect(Object.keys(mayUse)).toContain(`src/${name}`);
});

test('only src/core touches WebAssembly memory', () => {
  const guilty = filesBelow('src').filter(
    (file) =>
      !relative(root, file).startsWith(join('src', 'core')) &&
      /new WebAssembly\./.test(readFileSync(file, 'utf8')),
  );
  expect(guilty).toEqual([]);
});

test('only the desktop rooms know Electron', () => {
  const guilty = [
    'src/core',
    'src/model',
    'src/analysis',
    'src/claims',
    'src/runs',
    'src/files',
    'src/figures',
    'src/app',
    'src/cli',
    'renderer',
  ]
    .flatMap(filesBelow)
    .filter((file) => /from 'electron'/.test(readFileSync(file, 'utf8')));
  expect(guilty).toEqual([]);
});

test('what test files share does nothing when it is loaded: they may share the module as well, and then it is loaded for the first of them alone', () => {
  const guilty = filesBelow('tests')
    .filter((file) => !file.endsWith('.test.ts'))
    .filter((file) =>
      /^(before|after)(All|Each)\(|^export const \w+ = (await )?(createSaddlescope|mkdtempSync)\(/m.test(
        readFileSync(file, 'utf8'),
      ),
    );
  expect(guilty).toEqual([]);
});
