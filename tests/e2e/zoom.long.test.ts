import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchApp, type Launched, projectRoot } from './harness';

/** Zooming the whole window: by the menu and by keys, as far as 200 %, where everything is still there and can be reached; remembered. */

let launched: Launched;
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');
const userData = mkdtempSync(join(tmpdir(), 'saddlescope-zoom-'));

async function start(): Promise<void> {
  launched = await launchApp({ userData });
  await page().locator('[data-test="loss"]').waitFor();
}
beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  await start();
  await page().setViewportSize({ width: 1280, height: 820 });
  whole = await seen();
});
afterAll(async () => {
  await launched?.close();
  rmSync(userData, { recursive: true, force: true });
});

const page = () => launched.page;
const seen = () =>
  page().evaluate(() => ({ width: innerWidth, height: innerHeight, ratio: devicePixelRatio }));
const shot = (name: string) => page().screenshot({ path: join(screenshots, `${name}.png`) });
const press = (keys: string) => page().keyboard.press(keys);
let whole: Awaited<ReturnType<typeof seen>>;

async function zoomTo(factor: number, keys: string): Promise<void> {
  for (let i = 0; i < 12; i++) {
    const { ratio } = await seen();
    if (Math.abs(ratio / whole.ratio - factor) < 0.01) return;
    await press(keys);
    await expect.poll(async () => (await seen()).ratio).not.toBe(ratio);
  }
}

/** What sticks out to the side, and controls that something else lies over. */
const hidden = () =>
  page().evaluate(() => {
    const problems: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) problems.push('the page is wider than the window');
    if (document.documentElement.scrollHeight > innerHeight)
      problems.push('the page scrolls beside the window');
    for (const control of document.querySelectorAll<HTMLElement>('button, input, select, summary')) {
      if (!control.checkVisibility({ visibilityProperty: true })) continue;
      control.scrollIntoView({ block: 'center', inline: 'nearest' });
      const { left, right, top, bottom, width } = control.getBoundingClientRect();
      if (width === 0 || control.closest('[role="menu"], .hidden-text')) continue;
      const name = control.getAttribute('aria-label') ?? control.textContent?.trim() ?? control.tagName;
      const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (at && (control.contains(at) || at.contains(control) || at.closest('label')?.contains(control)))
        continue;
      problems.push(`${name} is covered by ${at?.className ?? 'the edge'}`);
    }
    document.querySelector('.window')!.scrollTop = 0;
    return problems;
  });

test('keys make everything larger, and smaller again', async () => {
  await press('Control++');
  await expect.poll(async () => (await seen()).ratio / whole.ratio).toBeCloseTo(1.1, 5);
  expect((await seen()).width).toBeCloseTo(whole.width / 1.1, -1);
  await press('Control+-');
  await press('Control+-');
  await expect.poll(async () => (await seen()).ratio / whole.ratio).toBeCloseTo(0.9, 5);
  await press('Control+0');
  await expect.poll(seen).toEqual(whole);
});

test('the menus have it, the palette and the list of keys', async () => {
  await launched.app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()!.getMenuItemById('view.zoomIn')!.click(),
  );
  await expect.poll(async () => (await seen()).ratio / whole.ratio).toBeCloseTo(1.1, 5);
  await press('Control+k');
  await page().keyboard.type('actual size');
  await press('Enter');
  await expect.poll(seen).toEqual(whole);
  await press('?');
  await expect
    .poll(() => page().getByRole('dialog', { name: 'Keys' }).innerText())
    .toMatch(/Zoom in\s+Ctrl\+\+ or Ctrl\+=/);
  await press('Escape');
});

describe('at 200 %', () => {
  test.each([
    ['the landscape', 1],
    ['the laboratory', 2],
    ['the claims', 3],
    ['the comparison', 4],
    ['the sweep', 5],
  ])('%s', async (name, key) => {
    await zoomTo(2, 'Control+=');
    await press(`Control+${key}`);
    await page().waitForTimeout(300);
    expect(await hidden()).toEqual([]);
    expect(name).not.toBe('');
  });

  test('a panel is within the window', async () => {
    await press('Control+1');
    await press('Control+n');
    const box = await page().getByRole('dialog').boundingBox();
    const { width, height } = await seen();
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width).toBeLessThanOrEqual(width);
    expect(box!.y + box!.height).toBeLessThanOrEqual(height);
    await press('Escape');
  });

  test('training goes on as ever', async () => {
    await press('End');
    await page().locator('[data-test="status"]', { hasText: 'no parameter has moved' }).waitFor();
  });
});

test('it is remembered with the window', async () => {
  await launched.close();
  expect(JSON.parse(readFileSync(join(userData, 'window.json'), 'utf8'))).toMatchObject({ zoom: 2 });
  await start();
  const { ratio } = await seen();
  await expect.poll(async () => (await seen()).ratio / whole.ratio).toBeCloseTo(2, 5);
  expect(ratio).toBeGreaterThan(0);
  await press('Control+0');
  await expect.poll(async () => (await seen()).ratio / whole.ratio).toBeCloseTo(1, 5);
});

/** Pictures are taken of a window of that room: taking one ends the zoom of the browser that stands in for Electron. */
test.each([
  ['landscape', 1],
  ['laboratory', 2],
  ['claims', 3],
  ['compare', 4],
])('a picture of the %s with so little room', async (name, key) => {
  await page().setViewportSize({ width: 640, height: 410 });
  await press(`Control+${key}`);
  await page().waitForTimeout(600);
  await shot(`zoom-${name}`);
  expect(await hidden()).toEqual([]);
});

test('and with the least', async () => {
  await page().setViewportSize({ width: 450, height: 300 });
  await press('Control+1');
  await page().waitForTimeout(600);
  expect(await hidden()).toEqual([]);
  await page().locator('[data-test="map"]').scrollIntoViewIfNeeded();
  await shot('zoom-least');
});

test('nothing was reported on the console', () => {
  expect(launched.pageErrors).toEqual([]);
});
