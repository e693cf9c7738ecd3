import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { electronFolder, launchApp, projectRoot } from './harness';

/** Nothing leaves the machine: the system's own record of every socket, a machine without a network, and the page itself are asked. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-offline-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const main = join(projectRoot, 'out', 'main');
const experiment = join(folder, 'lone.json');
execFileSync(process.execPath, [join(main, 'cli.js'), 'new', 'xor-from-zero', '-o', experiment]);

const works = (command: string, args: readonly string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const traces = works('strace', ['-V']);
const separates = works('unshare', ['-rn', 'true']);

/** A session without a tester's connection to it: opens a file, draws, and is ended. Resolves when the window has told that it has opened the file. */
async function session(name: string, before: readonly string[]): Promise<void> {
  const data = join(folder, name);
  const { folder: electron, engine } = electronFolder();
  const program =
    engine === 'electron'
      ? [join(electron, 'electron'), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
      : [process.execPath, join(main, 'chromium', 'electron.js')];
  const [command, ...args] = [...before, ...program, join(main, 'index.js'), experiment];
  const env = { ...process.env, SADDLESCOPE_USER_DATA: data, DISPLAY: '', WAYLAND_DISPLAY: '' };
  const child = spawn(command!, args, { env, stdio: 'ignore', detached: true });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const recent = join(data, 'recent.json');
  try {
    await expect
      .poll(() => existsSync(recent) && readFileSync(recent, 'utf8'), { timeout: 80_000, interval: 200 })
      .toContain('lone.json');
    await sleep(2000);
  } finally {
    process.kill(-child.pid!, 'SIGTERM');
    await Promise.race([ended, sleep(10_000)]);
  }
}

describe('a whole session', () => {
  test.skipIf(!traces)(
    'opens no connection: every socket call of every process is recorded (needs strace)',
    async () => {
      const log = join(folder, 'sockets.log');
      const calls = 'trace=socket,connect,bind,listen,accept,accept4,sendto,sendmsg,sendmmsg';
      await session('traced', ['strace', '-f', '--seccomp-bpf', '-e', calls, '-o', log]);
      const lines = readFileSync(log, 'utf8').split('\n');
      // The record is of this session: its processes talk to each other.
      expect(lines.filter((line) => line.includes('sendmsg(')).length).toBeGreaterThan(50);
      // A socket that is asked for the names of interfaces is no connection; one that has an address is.
      const outside = lines.filter((line) => /sa_family=AF_INET6?|sa_family=AF_PACKET/.test(line));
      expect(outside).toEqual([]);
    },
  );

  test.skipIf(!separates)('works where there is no network interface at all (needs unshare)', async () => {
    await session('separate', ['unshare', '-rn']);
  });
});

test('the page reaches nobody, whatever it tries', async () => {
  const { page, close } = await launchApp();
  try {
    await page.locator('[data-test="loss"]').waitFor();
    const reached = await page.evaluate(async () => {
      const outcome = async (work: () => Promise<unknown>): Promise<string> =>
        work().then(
          () => 'reached',
          () => 'refused',
        );
      const happens = (target: EventTarget, good: string) =>
        new Promise((done, fail) => {
          target.addEventListener(good, done);
          target.addEventListener('error', fail);
        });
      const image = new Image();
      const images = outcome(() => happens(image, 'load'));
      image.src = 'https://example.com/x.png';
      const script = document.createElement('script');
      script.src = 'https://example.com/x.js';
      const scripts = outcome(() => happens(script, 'load'));
      document.head.append(script);
      return {
        fetch: await outcome(() => fetch('https://example.com/', { mode: 'no-cors' })),
        near: await outcome(() => fetch('http://127.0.0.1:9/', { mode: 'no-cors' })),
        socket: await outcome(async () => happens(new WebSocket('wss://example.com/'), 'open')),
        events: await outcome(async () => happens(new EventSource('https://example.com/'), 'open')),
        script: await scripts,
        image: await images,
      };
    });
    expect(new Set(Object.values(reached))).toEqual(new Set(['refused']));
  } finally {
    await close();
  }
});
