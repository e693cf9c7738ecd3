import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstPaint, launchApp, type Launched } from './harness';

/** Oracle: the built program itself, started as a person starts it. */

let launched: Launched;
const started = performance.now();

beforeAll(async () => {
  launched = await launchApp();
});
afterAll(async () => launched?.close());

test('the window opens and paints', async () => {
  const { page, engine } = launched;
  const paint = await firstPaint(page);
  const whole = performance.now() - started;
  console.log(
    `${engine}: first paint ${paint.toFixed(0)} ms after navigation; ${whole.toFixed(0)} ms after launch, with Playwright`,
  );
  expect(paint).toBeGreaterThan(0);
  await expect.poll(() => page.title(), { timeout: 10_000 }).toMatch(/Saddlescope/);
  expect(await page.evaluate(() => document.body.innerText.trim().length)).toBeGreaterThan(0);
});

test('the bridge answers about, and a mistake has its place', async () => {
  const about = await launched.page.evaluate(() => window.saddlescope.call('about'));
  expect(about.build).toMatch(/^[0-9a-f]{64}$/);
  const mistake = await launched.page.evaluate(() =>
    window.saddlescope.call('checkExperiment', { nonsense: 1 }, false).then(
      () => null,
      ({ message, place, internal }) => ({ message, place, internal }),
    ),
  );
  expect(mistake).toMatchObject({ internal: false });
  expect(mistake?.message).toContain('nonsense');
});

test('messages that the window never sends are refused', async () => {
  const outcome = await launched.page.evaluate(async () => {
    const ask = (work: () => Promise<unknown>) =>
      work().then(
        () => 'answered',
        (error: { message: string }) => error.message,
      );
    const { call } = window.saddlescope as unknown as { call: (...args: unknown[]) => Promise<unknown> };
    return [
      await ask(() => call('constructor')),
      await ask(() => call('inspect', 5, 'origin')),
      await ask(() => call('openRecent', -1)),
    ];
  });
  expect(outcome[0]).toMatch(/unknown method/);
  expect(outcome[1]).toMatch(/wrong argument/);
  expect(outcome[2]).toMatch(/wrong argument/);
});

test('the page has neither Node nor Electron', async () => {
  const found = await launched.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', 'global'].filter(
      (name) => name in window,
    ),
  );
  expect(found).toEqual([]);
  expect(await launched.page.evaluate(() => Object.keys(window.saddlescope).sort())).toEqual([
    'call',
    'drawMenu',
    'on',
    'platform',
  ]);
});

test('foreign code does not run: inline script, eval, another host', async () => {
  const { page } = launched;
  const errorsBefore = launched.pageErrors.length;
  const outcome = await page.evaluate(async () => {
    const marked = window as unknown as Record<string, unknown>;
    const script = document.createElement('script');
    script.textContent = 'window.ranInline = true';
    document.head.append(script);
    // In a task of the page, so that the page's policy decides.
    const evaluated = await new Promise<boolean>((resolve) =>
      setTimeout(() => {
        try {
          resolve(new Function('return true')() as boolean);
        } catch {
          resolve(false);
        }
      }),
    );
    const fetched = await fetch('https://example.com/').then(
      () => true,
      () => false,
    );
    return { inline: 'ranInline' in marked, evaluated, fetched };
  });
  expect(outcome).toEqual({ inline: false, evaluated: false, fetched: false });
  launched.pageErrors.splice(errorsBefore);
});

test('the page cannot leave, and opens no window', async () => {
  const { page, app } = launched;
  const address = page.url();
  await page.evaluate(() => {
    window.open('https://example.com/');
    location.href = 'https://example.com/';
  });
  await page.waitForTimeout(300);
  expect(page.url()).toBe(address);
  expect(app.windows()).toHaveLength(1);
  expect(await page.evaluate(() => document.title)).toMatch(/Saddlescope/);
});

test('a menu item reaches the window as its action', async () => {
  const { page, app } = launched;
  await page.evaluate(() => {
    const heard = window as unknown as { heard?: string[] };
    heard.heard = [];
    window.saddlescope.on('action', (id) => heard.heard!.push(id));
  });
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('help.keys')!.click());
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { heard: string[] }).heard))
    .toEqual(['help.keys']);
});

test('the theme is remembered from one start to the next', async () => {
  const data = mkdtempSync(join(tmpdir(), 'saddlescope-theme-'));
  const scheme = async (choose?: string): Promise<string> => {
    const once = await launchApp({ userData: data });
    const theme = once.page.getByRole('combobox', { name: 'Light or dark' });
    if (choose !== undefined) await theme.selectOption({ label: choose });
    await expect.poll(() => theme.locator('option:checked').innerText()).not.toBe('System');
    const shown = await theme.locator('option:checked').innerText();
    await once.close();
    return shown;
  };
  expect(await scheme('Dark')).toBe('Dark');
  expect(await scheme()).toBe('Dark');
  rmSync(data, { recursive: true, force: true });
});

test('nothing was reported on the console', () => {
  expect(launched.pageErrors).toEqual([]);
});
