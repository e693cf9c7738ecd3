import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchApp, type Launched, projectRoot, stubDialogs } from './harness';

/**
 * A student's way through the claims: expects something, lets the experiments decide, looks at cells, changes one, opens one in the laboratory, and finds the
 * score again in the file. The verdicts are those of the theory. The pictures are in out/test/screenshots.
 */

let launched: Launched;
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-claims-'));
const saved = join(folder, 'predicted.saddle');

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  launched = await launchApp();
  await launched.page.setViewportSize({ width: 1440, height: 900 });
});
afterAll(async () => {
  await launched?.close();
  rmSync(folder, { recursive: true, force: true });
});

const page = () => launched.page;
const shot = (name: string) => page().screenshot({ path: join(screenshots, `${name}.png`) });
const button = (name: string | RegExp) => page().getByRole('button', { name, exact: true });
const verdict = () => page().locator('[data-test="claim-verdict"]');
const score = () => page().locator('[data-test="score"]').innerText();
const claim = (id: string) => page().locator(`button[data-claim="${id}"]`);
const cell = (row: number) => page().getByRole('button', { name: new RegExp(`^Row ${row}: `) });

describe('the claims', () => {
  test('are a place of their own, by key', async () => {
    await expect.poll(() => button('Play').first().isEnabled()).toBe(true);
    await page().keyboard.press('Control+3');
    await page().getByRole('region', { name: 'Claims' }).waitFor();
    expect(await page().locator('button[data-claim]').count()).toBe(52);
    await shot('claims-welcome');
  });

  test('what is expected is kept before a claim is decided, and compared afterwards', async () => {
    await claim('A1i').click();
    await button('False').click();
    expect(await button('False').getAttribute('aria-pressed')).toBe('true');
    await shot('claim-prediction');
    await button('Let the experiments decide').click();
    await expect.poll(() => verdict().innerText(), { timeout: 30_000 }).toContain('It depends');
    expect(await page().locator('[data-test="foreseen"]').innerText()).toContain('say otherwise');
    expect(await score()).toContain('0 of 1');
    // A verdict that is known can no longer be predicted.
    expect(await button('True').count()).toBe(0);
    await page().waitForTimeout(300);
    await shot('claim-page');
  });

  test('arrow keys go from claim to claim', async () => {
    await claim('A1i').focus();
    await page().keyboard.press('ArrowDown');
    await expect.poll(() => page().locator('[data-claim-page="A1j"]').count()).toBe(1);
    await page().keyboard.press('ArrowUp');
    await expect.poll(() => page().locator('[data-claim-page="A1i"]').count()).toBe(1);
  });

  test('all are decided, each as soon as it is there', async () => {
    await claim('A6e').click();
    await button('It depends').click();
    await button('Decide all').click();
    await expect.poll(score, { timeout: 120_000 }).toMatch(/52 of 52 decided[\s\S]*1 of 2/);
    await page().getByRole('combobox', { name: 'Verdicts shown' }).selectOption('false');
    const statements = await page().locator('button[data-claim]').allInnerTexts();
    expect(statements.map((text) => text.split('\n')[0]).sort()).toEqual(['A1h', 'A3a', 'A3f', 'A6c', 'E6']);
    await shot('claims-false');
    await page().getByRole('combobox', { name: 'Verdicts shown' }).selectOption('all');
    await page().getByRole('searchbox', { name: 'Search the claims' }).fill('hill');
    expect(await page().locator('button[data-claim]').count()).toBe(1);
    await page().getByRole('searchbox', { name: 'Search the claims' }).press('Escape');
    expect(await page().locator('button[data-claim]').count()).toBe(52);
  });

  test('a cell is changed and run again beside the old one', async () => {
    await claim('A6e').click();
    await cell(4).click();
    const row = page().locator('[data-test="claim-row"]');
    expect(await row.innerText()).toContain('does not bear it out');
    const epsilon = row.locator('[data-change="epsilon"]').getByRole('textbox');
    await epsilon.fill('0.5');
    await epsilon.press('Enter');
    await row.getByRole('button', { name: 'Run again' }).click();
    const changed = page().locator('[data-test="changed-verdict"]');
    await expect.poll(() => changed.innerText(), { timeout: 30_000 }).toMatch(/bears it out[\s\S]*19 of 27/);
    await changed.scrollIntoViewIfNeeded();
    await shot('claim-changed');
  });

  test('a change for which nothing is measured says so and keeps what was there', async () => {
    const row = page().locator('[data-test="claim-row"]');
    const rate = row.locator('[data-change="rate"]').getByRole('textbox');
    await rate.fill('-1');
    await rate.press('Enter');
    await row.getByRole('button', { name: 'Run again' }).click();
    await expect.poll(() => row.getByRole('alert').innerText(), { timeout: 30_000 }).toMatch(/rate/);
    expect(await page().locator('[data-test="changed-verdict"]').innerText()).toContain('19 of 27');
    await row.getByRole('button', { name: 'Back to the table’s setting' }).click();
    expect(await page().locator('[data-test="changed-verdict"]').count()).toBe(0);
  });

  test('the score goes into the file with the document, and comes back with it', async () => {
    await stubDialogs(launched.app, { save: saved });
    await page().keyboard.press('Control+s');
    await expect.poll(() => page().locator('[data-test="file-state"]').innerText()).toBe('predicted.saddle');
    const document: unknown = JSON.parse(strFromU8(unzipSync(readFileSync(saved))['experiment.json']!));
    expect(JSON.stringify(document)).toContain('"A1i":{"said":"false","found":"depends"}');
  });

  test('a cell opens in the laboratory as the document, with the score', async () => {
    await button('Open in the laboratory').click();
    await page().getByRole('region', { name: 'Laboratory' }).waitFor();
    expect(await page().getByRole('textbox', { name: 'Name of the experiment' }).inputValue()).toBe(
      'A small push',
    );
    await page().keyboard.press('Control+3');
    expect(await score()).toContain('1 of 2');
    await shot('claims-dark-before');
    await page().getByRole('combobox', { name: 'Light or dark' }).selectOption('dark');
    await page().setViewportSize({ width: 1024, height: 768 });
    await claim('E4').click();
    await page().waitForTimeout(300);
    await shot('claim-dark-small');
    expect(launched.pageErrors).toEqual([]);
  });

  test('a file that is opened brings its predictions, and the page for the class is written', async () => {
    const html = join(folder, 'claims.html');
    await stubDialogs(launched.app, { save: html });
    await button('Save as a page…').click();
    await expect.poll(() => page().getByText('Written: claims.html').count()).toBe(1);
    expect(readFileSync(html, 'utf8')).toContain('claim-e6');
  });
});
