import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, normalize, resolve } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { filesInArguments, PendingFiles } from '../../src/main/pending-files';
import { RecentFiles, recentLimit, shortenFolder } from '../../src/main/recent-files';
import { fitPlace, nextZoom } from '../../src/main/window-state';
import { safeFileName } from '../../src/main/dialogs';

vi.mock('electron', () => ({ dialog: {} }));

/** Oracle: small cases written by hand. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('recent files', () => {
  test('newest first, each once, no more than the limit, and still there after a restart', async () => {
    const file = join(folder, 'recent.json');
    let changes = 0;
    const recent = new RecentFiles(file, () => changes++);
    for (let i = 0; i < recentLimit + 3; i++) recent.add(`/data/${i}.saddle`);
    recent.add('/data/5.saddle');
    expect(recent.paths[0]).toBe('/data/5.saddle');
    expect(recent.paths).toHaveLength(recentLimit);
    expect(new Set(recent.paths).size).toBe(recentLimit);
    expect(changes).toBe(recentLimit + 4);
    await recent.settled();
    expect(new RecentFiles(file, () => undefined).paths).toEqual(recent.paths);
    recent.remove('/data/5.saddle');
    expect(recent.paths).not.toContain('/data/5.saddle');
    recent.clear();
    await recent.settled();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([]);
    expect(readdirSync(folder)).toEqual(['recent.json']);
  });

  test.each(['{', '{"a":1}', '[1,2]', ''])('a damaged list (%j) counts as empty', (text) => {
    const file = join(folder, 'damaged.json');
    writeFileSync(file, text);
    expect(new RecentFiles(file, () => undefined).list()).toEqual([]);
    rmSync(file);
  });

  test('folders are shortened for display', () => {
    const home = normalize('/home/me');
    expect(shortenFolder(join(home, 'work'), home)).toBe(join('~', 'work'));
    expect(shortenFolder(normalize('/home/meander'), home)).toBe(normalize('/home/meander'));
    expect(shortenFolder(join(home, 'a/b/c/d/e'), home)).toBe(join('~', 'a/…/d/e'));
  });
});

describe('files on the command line', () => {
  const own = [resolve('/app/out/main/index.js'), resolve('/app')];
  test.each([
    [
      'from a checkout',
      ['electron', 'out/main/index.js', 'a.saddle', '--flag', '/b.csv'],
      '/app',
      ['/app/a.saddle', '/b.csv'],
    ],
    [
      'with switches and a loader before the app',
      ['electron', '-r', 'hook.cjs', '--x', own[0]!, 'a'],
      '/w',
      ['/w/a'],
    ],
    ['the app given as a folder', ['electron', '.', 'a'], '/app', ['/app/a']],
    ['packaged', ['/opt/saddlescope', '/b.saddle', '--no-sandbox'], '/', ['/b.saddle']],
    ['none', ['/opt/saddlescope'], '/', []],
  ])('%s', (_name, argv, folder, files) => {
    expect(filesInArguments(argv, own, folder).map((path) => resolve(path))).toEqual(
      files.map((path) => resolve(path)),
    );
  });

  test('wait for the window, then go to it at once, then wait again', () => {
    const pending = new PendingFiles();
    pending.add(['a']);
    pending.add(['b']);
    const given: string[][] = [];
    expect(pending.take((paths) => given.push([...paths]))).toEqual(['a', 'b']);
    pending.add(['c']);
    pending.add([]);
    expect(given).toEqual([['c']]);
    pending.release();
    pending.add(['d']);
    expect(given).toEqual([['c']]);
    expect(pending.take(() => undefined)).toEqual(['d']);
  });
});

describe('where the window was', () => {
  const screen = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  test.each([
    [
      'on the screen',
      { x: 10, y: 20, width: 1000, height: 700, maximized: false, zoom: 1 },
      { x: 10, y: 20 },
    ],
    [
      'partly outside',
      { x: 1800, y: 20, width: 1000, height: 700, maximized: false, zoom: 1 },
      { x: 1800, y: 20 },
    ],
    ['on a display that is gone', { x: 2500, y: 20, width: 1000, height: 700, maximized: true, zoom: 1 }, {}],
    [
      'with its title bar above the top',
      { x: 10, y: -200, width: 1000, height: 700, maximized: false, zoom: 1 },
      {},
    ],
  ])('%s', (_name, place, position) => {
    const { x: _, y: __, ...kept } = place;
    expect(fitPlace(place, screen)).toEqual({ ...position, ...kept });
  });
  test('never smaller than the window can be', () => {
    expect(fitPlace({ width: 300, height: 300, maximized: false, zoom: 1 }, screen)).toMatchObject({
      width: 900,
      height: 600,
    });
  });
});

describe('zoom', () => {
  test.each([
    [1, 'in', 1.1],
    [1.5, 'out', 1.25],
    [3, 'in', 3],
    [0.5, 'out', 0.5],
    [2.5, 'reset', 1],
    [1.3, 'in', 1.5],
    [1.3, 'out', 1.25],
  ] as const)('from %d %s is %d', (from, way, to) => {
    expect(nextZoom(from, way)).toBe(to);
  });
});

test.each([
  ['XOR from zero', 'XOR from zero'],
  ['a/b\\c:d*e?"f<g>|h', 'a b c d e f g h'],
  ['..', 'experiment'],
  ['  \u0000 ', 'experiment'],
  ['θ'.repeat(200), 'θ'.repeat(80)],
  ['🙂'.repeat(200), '🙂'.repeat(50)],
  ['con', 'experiment con'],
  ['LPT1.old', 'experiment LPT1.old'],
  ['COM¹', 'experiment COM¹'],
  ['console', 'console'],
])('%j is saved as %j', (name, file) => {
  expect(safeFileName(name)).toBe(file);
});
