import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

/** The built command line as a person runs it. */

const cli = resolve(import.meta.dirname, '../../out/main/cli.js');
const folder = await mkdtemp(join(tmpdir(), 'saddlescope-claims-'));
afterAll(() => rm(folder, { recursive: true }));

function saddlescope(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [cli, ...args], { maxBuffer: 1 << 26 }, (error, out, err) => {
      done({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

test('all claims as a table, within a minute', async () => {
  const started = performance.now();
  const { code, out, err } = await saddlescope('claims');
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(performance.now() - started).toBeLessThan(60_000);
  expect(out).toMatch(/^claim +verdict +cells +statement\n/);
  expect(out).toMatch(/\nA3a +FALSE +0\/8 +The update multiplies/);
  expect(out).toMatch(/\nA3c +DEPENDS .*\n {4}It holds where φ\(0\) is 0;/);
});

test('one claim with its table, for people and for programs', async () => {
  const { code, out } = await saddlescope('claims', 'a1i');
  expect(code).toBe(0);
  expect(out).toMatch(/^A1i: Different inputs break the symmetry\. \(a comment on an answer\)\n/);
  expect(out).toMatch(/\nDEPENDS: 5 of 12 cells bear it out\. It holds where/);
  const json = await saddlescope('claims', 'a1i', '--json');
  const [result] = JSON.parse(json.out) as {
    verdict: string;
    rows: { document: object; holds: boolean }[];
  }[];
  expect(result!.verdict).toBe('depends');
  expect(result!.rows.filter(({ holds }) => holds)).toHaveLength(5);
  expect(result!.rows[0]!.document).toHaveProperty('saddlescope', 1);
});

test('a page to hand out', async () => {
  const path = join(folder, 'claims.html');
  const { code, err } = await saddlescope('claims', 'A1a', 'A6b', '--report', path);
  expect(code).toBe(0);
  expect(err).toBe(`wrote ${path}\n`);
  expect(await readFile(path, 'utf8')).toMatch(/^<!doctype html>[^]*id="claim-a6b"[^]*<\/html>\n$/);
});

test('mistakes are said before anything runs', async () => {
  const unknown = await saddlescope('claims', 'a1x');
  expect(unknown.code).toBe(2);
  expect(unknown.err).toMatch(/^saddlescope: there is no claim "a1x": did you mean A1/);
  const ending = await saddlescope('claims', '--report', join(folder, 'claims.pdf'));
  expect(ending).toMatchObject({ code: 2, err: expect.stringContaining('end its name in .html') as string });
  const place = await saddlescope('claims', '--report', join(folder, 'nowhere/claims.html'));
  expect(place.code).toBe(2);
});
