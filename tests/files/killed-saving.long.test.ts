import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Oracle: what the saving program had said was safe before it was killed. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-saving-'));
const path = join(folder, 'a.saddle');
const length = 400_000;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() =>
  build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'saver.ts'),
      outDir: join(folder, 'program'),
      rolldownOptions: { output: { entryFileNames: 'saver.mjs' } },
    },
  }),
);

/** Saves until it is killed. @returns the last content that it said was safe, 0 where it came to none */
function savedUntilKilled(after: number): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(folder, 'program', 'saver.mjs'), path, String(length)]);
    let [out, err] = ['', ''];
    child.stdout.on('data', (text: Buffer) => {
      // Counted from the first save on: before it there is nothing to be lost.
      if (out === '') setTimeout(() => child.kill('SIGKILL'), after);
      out += text.toString();
    });
    child.stderr.on('data', (text: Buffer) => (err += text.toString()));
    child.on('close', () => {
      expect(err).toBe('');
      done(Number(out.trimEnd().split('\n').at(-1)));
    });
  });
}

test('killed at 300 random moments of saving, the file is whole, and what was said to be saved is there', async () => {
  let unfinished = 0;
  for (let kill = 0; kill < 300; kill++) {
    const safe = await savedUntilKilled(40 * Math.random());
    const bytes = readFileSync(path);
    expect(bytes.length).toBe(length);
    expect(bytes.every((byte) => byte === bytes[0])).toBe(true);
    // It may have been killed between the saving and the saying.
    expect([safe % 256, (safe + 1) % 256]).toContain(bytes[0]);
    unfinished = readdirSync(folder).filter((name) => name.endsWith('.tmp')).length;
  }
  // The moments were moments of saving.
  expect(unfinished).toBeGreaterThan(10);
}, 300_000);
