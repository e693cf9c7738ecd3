import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { killedAgainAndAgain, timed } from './kill';
import { launch } from './launch';

/** Oracle: the bytes of a run that nothing disturbed. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a run that is killed, again and again, loses a second at most and comes to the same bytes', async () => {
  const args = ['run', 'xor-pushed', '--steps', '200000000', '-o'];
  const { took } = await timed(() => launch([...args, 'calm.saddle'], { cwd: folder }));
  const output = join(folder, 'killed.saddle');
  const unfinished = `${output}.unfinished`;
  await killedAgainAndAgain([...args, 'killed.saddle'], { folder, output: 'killed.saddle', calm: took });
  const { code, err } = await launch([...args, 'killed.saddle'], { cwd: folder });
  expect(code).toBe(0);
  expect(err).toMatch(
    /^the run goes on from step [\d,]+, where it was interrupted \(killed\.saddle\.unfinished\)\.\nwrote killed\.saddle\n$/,
  );
  expect(readFileSync(output).equals(readFileSync(join(folder, 'calm.saddle')))).toBe(true);
  expect(existsSync(unfinished)).toBe(false);
}, 300_000);
