import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const electron = vi.hoisted(() => ({ answer: null as null | ((request: Request) => Promise<Response>) }));
vi.mock('electron', () => ({
  protocol: {
    handle: (_scheme: string, answer: (request: Request) => Promise<Response>) => {
      electron.answer = answer;
    },
  },
}));
const { answerFile, fileOf, serveApp } = await import('../../src/main/app-protocol');

/** Oracle: a folder made here, with a secret beside it. */

const above = mkdtempSync(join(tmpdir(), 'saddlescope-protocol-'));
const root = join(above, 'renderer');
beforeAll(() => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  writeFileSync(join(root, 'assets', 'a b.js'), 'export {}');
  writeFileSync(join(root, 'notes.txt'), 'no kind of the window');
  writeFileSync(join(above, 'secret.json'), '{}');
});
afterAll(() => rmSync(above, { recursive: true }));

test.each([
  ['app://saddlescope/', 200, 'text/html; charset=utf-8'],
  ['app://saddlescope/index.html?v=1', 200, 'text/html; charset=utf-8'],
  ['app://saddlescope/assets/a%20b.js', 200, 'text/javascript; charset=utf-8'],
  ['app://saddlescope/missing.js', 404, null],
  ['app://saddlescope/notes.txt', 404, null],
  ['app://saddlescope/../secret.json', 404, null],
  ['app://saddlescope/..%2fsecret.json', 404, null],
  ['app://saddlescope/%2e%2e%5csecret.json', 404, null],
  ['app://saddlescope/%00.html', 404, null],
  ['app://saddlescope/%zz.html', 404, null],
  ['app://elsewhere/index.html', 404, null],
])('%s: %i', async (url, status, type) => {
  const response = await answerFile(root, new Request(url));
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe(type);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('nothing but reading', async () => {
  expect(
    (await answerFile(root, new Request('app://saddlescope/', { method: 'POST', body: 'x' }))).status,
  ).toBe(405);
});

test('no address leaves the folder', () => {
  for (const path of [
    '/../secret.json',
    '/..%2fsecret.json',
    '//etc/passwd.json',
    '/assets/..%2f..%2fsecret.json',
  ]) {
    const file = fileOf(root, `app://saddlescope${path}`);
    expect(file === null || file.startsWith(root + sep)).toBe(true);
  }
});

test('it is told when the page has been given its first script, and not before', async () => {
  let told = false;
  const given = serveApp(root).then(() => (told = true));
  const ask = async (path: string) => {
    const { status } = await electron.answer!(new Request(`app://saddlescope/${path}`));
    await new Promise((done) => setTimeout(done, 5));
    return [status, told];
  };
  expect(await ask('index.html')).toEqual([200, false]);
  expect(await ask('missing.js')).toEqual([404, false]);
  expect(await ask('assets/a%20b.js')).toEqual([200, true]);
  expect(await given).toBe(true);
});
