import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { dataIn, electronFolder, launchApp, type Launched, projectRoot, stubDialogs } from './harness';

/** Oracle: the same window as everywhere, in places where lab machines really put it. */

const root = mkdtempSync(join(tmpdir(), 'saddlescope-odd-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let launched: Launched | null = null;
afterEach(async () => {
  await launched?.close();
  launched = null;
});

const loss = () => launched!.page.locator('[data-test="loss"]').waitFor();
/** The headless browser lies unpacked in the usual cache; without a home it would be unpacked anew. */
const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');

function runs(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function trainAndSave(path: string): Promise<void> {
  const { page, app, pageErrors } = launched!;
  await page.getByRole('button', { name: 'To end', exact: true }).click();
  await page.locator('[data-test="status"]', { hasText: '5,000 steps' }).waitFor();
  await stubDialogs(app, { save: path });
  await page.keyboard.press('Control+s');
  await expect.poll(() => existsSync(path)).toBe(true);
  expect(pageErrors).toEqual([]);
}

test('without a home that can be written into: everything works, and it is said where nothing is kept', async () => {
  const file = join(root, 'a file');
  writeFileSync(file, '');
  const { XDG_CONFIG_HOME: _, ...env } = process.env as Record<string, string>;
  launched = await launchApp({
    env: {
      ...env,
      HOME: join(file, 'home'),
      XDG_CONFIG_HOME: '',
      XDG_CACHE_HOME: cache,
      SADDLESCOPE_USER_DATA: '',
    },
  });
  await loss();
  const message = launched.page.getByRole('alert').filter({ hasText: 'cannot be written into' });
  await message.waitFor();
  expect(await message.innerText()).toContain('Save to files of your own.');
  await trainAndSave(join(root, 'homeless.saddle'));
});

test('settings, unsaved work and the file itself in a very long path of letters from everywhere', async () => {
  // Names may have 255 bytes each, and a path 4,096 in all.
  const part = 'Übung θ 練習 🙂 '.repeat(8).trim();
  const deep = join(root, ...Array.from({ length: 12 }, (_, i) => `${part} ${i}`));
  mkdirSync(deep, { recursive: true });
  launched = await launchApp({ userData: join(deep, 'settings') });
  await loss();
  await trainAndSave(join(deep, `${part}.saddle`));
  await expect.poll(() => readdirSync(join(deep, 'settings'))).toContain('recent.json');
  expect(await launched.page.locator('[data-test="file-state"]').innerText()).toContain(part.slice(0, 20));
});

test('a second start with the same settings opens its file in the window that is there', async () => {
  const userData = join(root, 'shared');
  const first = (launched = await launchApp({ userData }));
  await loss();
  await trainAndSave(join(root, 'second.saddle'));
  await stubDialogs(first.app, { save: join(root, 'first.saddle') });
  await first.page.keyboard.press('Control+Shift+s');
  await expect.poll(() => existsSync(join(root, 'first.saddle'))).toBe(true);
  const program = join(electronFolder().folder, 'electron');
  const second = spawn(program, [join(projectRoot, 'out', 'main', 'index.js'), join(root, 'second.saddle')], {
    env: { ...process.env, ...dataIn(userData) },
    stdio: 'ignore',
  });
  // It hands its file over and ends: no window of its own ever comes.
  // Where it goes on, against what is expected, it must not outlast the test.
  const late = setTimeout(() => second.kill(), 30_000);
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0);
  clearTimeout(late);
  await expect
    .poll(() => first.page.locator('[data-test="file-state"]').innerText(), { timeout: 20_000 })
    .toContain('second');
});

/** Calls that a network's file system may never answer, or not know. */
const record = (log: string) => [
  ...['strace', '-f', '-y', '--seccomp-bpf', '-o', log],
  ...['-e', 'trace=flock,fcntl,bind,mknod,mknodat,openat'],
];

test.skipIf(!runs('strace', '-V'))(
  'a home on a network’s disk: in it nothing is locked, and no socket or pipe is made (needs strace)',
  async () => {
    const home = join(root, 'network home');
    mkdirSync(home);
    const log = join(root, 'locks.log');
    const { XDG_CONFIG_HOME: _, ...env } = process.env as Record<string, string>;
    const away = { XDG_CONFIG_HOME: '', XDG_CACHE_HOME: cache, SADDLESCOPE_USER_DATA: '', HOME: home };
    launched = await launchApp({ env: { ...env, ...away }, startedBy: record(log) });
    await loss();
    await trainAndSave(join(home, 'lab.saddle'));
    await launched.page.getByRole('button', { name: 'Reset', exact: true }).click();
    const settings = join(home, '.config', 'Saddlescope');
    await expect.poll(() => existsSync(settings) && readdirSync(settings)).toContain('unsaved');
    await launched.close();
    launched = null;
    const cli = join(projectRoot, 'out', 'main', 'cli.js');
    const [command, ...traced] = [...record(`${log}.sweep`), process.execPath, cli];
    const sweep = ['sweep', 'xor-from-zero', '--over', 'seed=1..40', '-o', join(home, 'sweep.saddle')];
    execFileSync(command!, [...traced, ...sweep], { env: { ...process.env, HOME: home }, stdio: 'ignore' });

    for (const name of [log, `${log}.sweep`]) {
      const lines = readFileSync(name, 'utf8').split('\n');
      const inHome = lines.filter((line) => line.includes(`${home}/`) || line.includes(`"${home}/`));
      // The record is of this home: what was saved in it was written in it.
      expect(inHome.filter((line) => /openat\(.*O_WRONLY/.test(line)).length).toBeGreaterThan(0);
      expect(inHome.filter((line) => /flock\(|F_(OFD_)?SETLK|bind\(|mknod/.test(line))).toEqual([]);
    }
  },
);
