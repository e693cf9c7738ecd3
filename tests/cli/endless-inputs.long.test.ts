import { execFile, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { cli } from './launch';

/** Oracle: one sentence before memory is taken, within seconds; what would go on for ever is killed, and fails. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-endless-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function saddlescope(...args: string[]): Promise<{ code: number | null; err: string }> {
  return new Promise((done) => {
    const options = { cwd: folder, timeout: 8_000, killSignal: 'SIGKILL' } as const;
    const child = execFile(process.execPath, [cli, ...args], options, (error, _out, err) => {
      done({ code: error === null ? 0 : child.exitCode, err });
    });
  });
}

describe.skipIf(process.platform === 'win32')('every way to name a file', () => {
  const ways = [
    ['new', '--csv'],
    ['new', '--from'],
    ['run'],
    ['run', 'xor-from-zero', '--from'],
    ['sweep'],
    ['verify'],
    ['merge', '-o', 'whole.saddle'],
    ['compare'],
    ['claims', '--score'],
    ['claims', 'A1i', '--row', '1', '--with'],
    ['export', '-o', 'x.csv'],
  ];
  test.each(ways)('%j does not read a device without end', async (...words) => {
    const { code, err } = await saddlescope(...words, '/dev/zero');
    expect(err).toMatch(/^saddlescope: \/dev\/zero: this is a device, not a file; name a file\.\n$/);
    expect(code).toBe(2);
  });

  test.each([
    ['new', '--csv'],
    ['run', 'xor-from-zero', '--from'],
  ])('%j reads no file that is too large', async (...words) => {
    // Has that size and takes no place.
    const hole = openSync(join(folder, 'hole.csv'), 'w');
    ftruncateSync(hole, 1_900_000_000);
    closeSync(hole);
    const { code, err } = await saddlescope(...words, 'hole.csv');
    expect(err).toMatch(/hole\.csv: the file has 1900000000 bytes; at most \d+ are read/);
    expect(code).toBe(2);
  });

  test('a pipe is read, up to the limit', async () => {
    const pipe = join(folder, 'pipe.csv');
    spawnSync('mkfifo', [pipe]);
    const writer = spawn('sh', ['-c', 'exec cat /dev/zero > pipe.csv'], { cwd: folder, stdio: 'ignore' });
    const { code, err } = await saddlescope('new', '--csv', 'pipe.csv');
    writer.kill('SIGKILL');
    expect(err).toMatch(/pipe\.csv: the file has too many bytes; at most 33554432 are read/);
    expect(code).toBe(2);
    writeFileSync(join(folder, 'small.csv'), 'a,b\n1,2\n3,4\n');
    spawn('sh', ['-c', 'exec cat small.csv > pipe.csv'], { cwd: folder, stdio: 'ignore' });
    expect(await saddlescope('new', '--csv', 'pipe.csv')).toEqual({ code: 0, err: '' });
  });

  const electron = resolve(import.meta.dirname, '../../out/chromium/dist/electron');
  const programs: [string, string, string][] = [['on Node', process.execPath, cli]];
  if (existsSync(electron)) programs.push(['of the window', electron, resolve(cli, '..', 'index.js')]);
  test.each(
    programs.flatMap((program) =>
      (['SIGINT', 'SIGTERM'] as const).map((signal) => [...program, signal] as const),
    ),
  )('the program %s does not wait for a pipe after a signal', async (_, program, script, signal) => {
    const pipe = join(folder, 'never.json');
    spawnSync('mkfifo', [pipe]);
    const child = spawn(program, [script, 'run', 'never.json'], { cwd: folder, stdio: 'ignore' });
    const ended = new Promise((done) => child.on('close', (_code, by) => done(by)));
    await sleep(2_000);
    child.kill(signal);
    const late = sleep(5_000, 'still there', { ref: false });
    const by = await Promise.race([ended, late]);
    child.kill('SIGKILL');
    expect(by).toBe(signal);
  });
});
