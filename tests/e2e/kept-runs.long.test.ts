import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type Launched, projectRoot } from './harness';

/** Kept runs outlive the program: it is ended and started again with the same folder. */

let launched: Launched;
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');
const userData = mkdtempSync(join(tmpdir(), 'saddlescope-kept-'));
const folder = join(userData, 'kept');

async function start(): Promise<void> {
  launched = await launchApp({ userData });
  await page().setViewportSize({ width: 1440, height: 900 });
  await page().locator('[data-test="loss"]').waitFor();
}
beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  await start();
});
afterAll(async () => {
  await launched?.close();
  rmSync(userData, { recursive: true, force: true });
});

const page = () => launched.page;
const files = () => readdirSync(folder).filter((name) => name.endsWith('.saddle'));
const button = (name: string) => page().getByRole('button', { name, exact: true }).first();
const labels = () =>
  page()
    .getByRole('table', { name: 'Numbers' })
    .locator('tbody input')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));

test('what is kept is there again after a restart, under its name', async () => {
  await button('To end').click();
  await page().locator('[data-test="status"]', { hasText: 'no parameter has moved' }).waitFor();
  await button('Keep').click();
  await button('Keep').click();
  await page().keyboard.press('Control+4');
  await expect.poll(labels).toHaveLength(2);
  const label = page()
    .getByRole('textbox', { name: /^Label of / })
    .first();
  await label.fill('from zero');
  await label.press('Enter');
  await expect.poll(labels).toContain('from zero');
  await launched.close();
  expect(files()).toHaveLength(2);
  await start();
  await page().keyboard.press('Control+4');
  await expect.poll(labels).toEqual(['from zero', 'XOR from zero (2)']);
  expect(await page().locator('td[data-column="step"]').allInnerTexts()).toEqual(['5,000', '5,000']);
});

test('what is removed is gone from the folder, too', async () => {
  await button('Remove from zero').click();
  await expect.poll(() => files().length).toBe(1);
});

test('a damaged one is named, and keeps nothing else out', async () => {
  await button('Keep the run of this window')
    .or(page().getByRole('button', { name: /^Keep the run/ }))
    .first()
    .click();
  await expect.poll(() => files().length).toBe(2);
  await launched.close();
  const file = join(folder, files()[0]!);
  writeFileSync(file, readFileSync(file).subarray(0, 400));
  await start();
  await page().getByRole('alert').filter({ hasText: 'kept earlier, could not be restored' }).waitFor();
  await page().keyboard.press('Control+4');
  await expect.poll(labels).toHaveLength(1);
  await page().screenshot({ path: join(screenshots, 'kept-damaged.png') });
});

test('nothing was reported on the console', () => {
  expect(launched.pageErrors).toEqual([]);
});
