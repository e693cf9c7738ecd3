import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { cli, launch } from './launch';

/** Oracle: the bytes of a run that nothing disturbed. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a run that is killed, again and again, loses a second at most and comes to the same bytes', async () => {
  const args = ['run', 'xor-pushed', '--steps', '60000000', '-o'];
  await launch([...args, 'calm.saddle'], { cwd: folder });
  const output = join(folder, 'killed.saddle');
  const unfinished = `${output}.unfinished`;
  for (let kill = 0; kill < 2; kill++) {
    const child = spawn(process.execPath, [cli, ...args, 'killed.saddle'], { cwd: folder });
    const gone = new Promise((ended) => child.once('close', ended));
    while (!existsSync(unfinished) && child.exitCode === null) await sleep(20);
    await sleep(1000 + 500 * kill);
    child.kill('SIGKILL');
    await gone;
    // Written so shortly before; on a machine that does other things besides, a little earlier.
    expect(Date.now() - statSync(unfinished).mtimeMs).toBeLessThan(4000);
    expect(existsSync(output)).toBe(false);
  }
  const { code, err } = await launch([...args, 'killed.saddle'], { cwd: folder });
  expect(code).toBe(0);
  expect(err).toMatch(
    /^the run goes on from step [\d,]+, where it was interrupted \(killed\.saddle\.unfinished\)\.\nwrote killed\.saddle\n$/,
  );
  expect(readFileSync(output).equals(readFileSync(join(folder, 'calm.saddle')))).toBe(true);
  expect(existsSync(unfinished)).toBe(false);
}, 120_000);
