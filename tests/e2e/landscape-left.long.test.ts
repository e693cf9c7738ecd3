import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type Launched, projectRoot } from './harness';

/** A landscape of many points: how long it still takes, and that it stops. */

let launched: Launched;
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  launched = await launchApp();
  await launched.page.setViewportSize({ width: 1440, height: 900 });
  await launched.page.locator('[data-test="loss"]').waitFor();
});
afterAll(() => launched?.close());

test('says what time is left, also while the map is pointed at, and stops', async () => {
  const { page } = launched;
  await page
    .getByRole('button', { name: /^New…?$/ })
    .first()
    .click();
  await page.locator('[data-template="iris-random"]').click();
  await expect.poll(() => page.title()).toMatch(/iris/i);
  const points = page.getByRole('textbox', { name: 'Points' });
  await points.fill('2001');
  await points.press('Enter');
  const readout = () => page.evaluate(() => document.querySelector('[data-test="readout"]')?.textContent);
  await expect.poll(readout, { timeout: 30_000 }).toMatch(/about \d+ (s|min) left/);
  await page.locator('[data-test="map"]').hover();
  expect(await readout()).toMatch(/about \d+ (s|min) left/);
  await page.screenshot({ path: join(screenshots, 'landscape-left.png') });
  await page.keyboard.press('Escape');
  await page.mouse.move(2, 2);
  await expect.poll(readout).toMatch(/Stopped/);
});
