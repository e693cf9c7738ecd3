import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type Launched, projectRoot } from './harness';

/**
 * The guided tour by keyboard, its numbers read off the page: those of the theory (gradient exactly 0; 0, 8 and 1 eigenvalues; order 4; one class of twins), and
 * a loss that only falls where it should. The pictures are in out/test/screenshots.
 */

let launched: Launched;
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');
const userData = mkdtempSync(join(tmpdir(), 'saddlescope-tour-'));

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  launched = await launchApp({ userData });
  await launched.page.setViewportSize({ width: 1440, height: 900 });
});
afterAll(async () => {
  await launched?.close();
  rmSync(userData, { recursive: true, force: true });
});

const page = () => launched.page;
const shot = (name: string) => page().screenshot({ path: join(screenshots, `${name}.png`) });
const tour = () => page().locator('[data-test="tour"]');
const said = () => tour().innerText();
const stepShown = () => tour().getAttribute('data-step');
const next = () => page().keyboard.press('Alt+ArrowRight');
/** Keys act from the panel, which has the focus whenever a step is shown. */
const enter = async () => {
  await expect.poll(() => tour().evaluate((element) => element === document.activeElement)).toBe(true);
  await page().keyboard.press('Enter');
};

test('is offered at the very first start, and begun by a key', async () => {
  await page().locator('[data-test="tour-offer"]').waitFor();
  await shot('tour-offer');
  await page().keyboard.press('F1');
  await expect.poll(stepShown).toBe('1');
  expect(await page().locator('[data-test="tour-offer"]').count()).toBe(0);
  expect(await said()).toMatch(/2 tanh units[\s\S]*9 weights and biases is exactly 0/);
});

test('1: training from zero changes nothing', async () => {
  await page().getByRole('slider', { name: 'Training speed' }).press('End');
  await tour().focus();
  await enter();
  await expect.poll(said, { timeout: 30_000 }).toMatch(/After 5,000 steps the loss is 0\.5\./);
  await expect.poll(said).toMatch(/distance of 0 from zero: no weight has moved/);
  expect(await page().locator('.tour-lit').count()).toBe(1);
  await shot('tour-1');
});

test('2: the gradient is exactly 0', async () => {
  await next();
  await expect.poll(stepShown).toBe('2');
  await expect.poll(said).toContain('every entry of the gradient is exactly 0');
  expect(await page().locator('.tour-lit').getAttribute('data-test')).toBe('gradient-norm');
  await shot('tour-2');
});

test('3: the Hessian has no negative eigenvalue', async () => {
  await next();
  await expect
    .poll(said, { timeout: 30_000 })
    .toMatch(/Of the 9 eigenvalues of the Hessian 0 are negative, 8 are 0 and 1 is positive/);
  await shot('tour-3');
  await enter();
  await page().getByRole('region', { name: 'Laboratory' }).waitFor();
});

test('4: the witness shows the way down, at order 4', async () => {
  await tour().focus();
  await next();
  await expect.poll(said, { timeout: 30_000 }).toContain('saddle of order 4');
  await enter();
  await expect
    .poll(() => page().locator('[data-test="map"]').getAttribute('aria-label'), { timeout: 30_000 })
    .toMatch(/witness/);
  await page().waitForTimeout(600);
  await shot('tour-4');
});

test('5: pushed by ε it waits on a plateau and escapes', async () => {
  await tour().focus();
  await next();
  await expect.poll(said).toContain('ε = 0.3');
  await enter();
  await expect
    .poll(said, { timeout: 30_000 })
    .toMatch(
      /a tenth of the loss was gone at step \d+, and after 1,500 steps[\s\S]*would wait [1-9]\d* steps, says the law/,
    );
  await page().waitForTimeout(600);
  await shot('tour-5');
});

test('left and taken up again, also by another start of the program', async () => {
  await tour().focus();
  await page().keyboard.press('Escape');
  expect(await tour().count()).toBe(0);
  await page().keyboard.press('F1');
  await expect.poll(stepShown).toBe('5');
  await page().waitForTimeout(300);
  await launched.close();
  launched = await launchApp({ userData });
  await page().setViewportSize({ width: 1024, height: 768 });
  await expect
    .poll(() => page().getByRole('button', { name: 'Play', exact: true }).first().isEnabled())
    .toBe(true);
  expect(await page().locator('[data-test="tour-offer"]').count()).toBe(0);
  await page().keyboard.press('F1');
  await expect.poll(stepShown).toBe('5');
});

test('6: equal units stay one', async () => {
  await next();
  await expect.poll(said).toContain('4 hidden units');
  await enter();
  await expect
    .poll(said, { timeout: 30_000 })
    .toMatch(/loss went from [\d.]+ to 0\.\d+[\s\S]*effective width is 1/);
  await page().getByRole('combobox', { name: 'Light or dark' }).selectOption('dark');
  await page().waitForTimeout(300);
  await shot('tour-6-dark-small');
});

test('7: with only the last layer at zero it learns', async () => {
  await tour().focus();
  await next();
  await expect.poll(said).toContain('only the output layer is 0');
  await enter();
  await expect
    .poll(said, { timeout: 30_000 })
    .toMatch(/It learns: after 1,000 steps[\s\S]*100 % of the samples right/);
  await shot('tour-7-dark-small');
});

test('an experiment that the person has changed is offered back, not talked about', async () => {
  const epsilon = page().getByRole('textbox', { name: 'Size of the push ε' });
  await epsilon.fill('0.5');
  await epsilon.press('Enter');
  await expect.poll(said).toContain('another experiment than the one on the screen');
  await tour().getByRole('button', { name: 'Set it up' }).click();
  const go = page().getByRole('button', { name: 'Go on without saving' });
  await go.click();
  await expect.poll(said).toContain('only the output layer is 0');
  expect(launched.pageErrors).toEqual([]);
});
