import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
