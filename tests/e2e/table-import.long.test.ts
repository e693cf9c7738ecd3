import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dropFile, launchApp, type Launched, projectRoot, stubDialogs } from './harness';

/** A table of one's own: looked at before it is taken, from the dialog and dropped; what is wrong in it is said, and nothing is lost by looking. */

let launched: Launched;
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-tables-'));
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  launched = await launchApp();
  await page().setViewportSize({ width: 1440, height: 900 });
  await page().locator('[data-test="loss"]').waitFor();
});
afterAll(async () => {
  await launched?.close();
  rmSync(folder, { recursive: true, force: true });
});

const page = () => launched.page;
const shot = (name: string) => page().screenshot({ path: join(screenshots, `${name}.png`) });
const button = (name: string) => page().getByRole('button', { name, exact: true }).first();
const panel = () => page().getByRole('dialog', { name: /^Look at / });
const text = () => panel().innerText();
const role = (column: string) => panel().getByRole('combobox', { name: `What ${column} is for` });
const step = () => page().locator('[data-test="step"] strong').innerText();
const drop = (name: string, content: string | Uint8Array) =>
  dropFile(page(), name, typeof content === 'string' ? new TextEncoder().encode(content) : content);

const flowers =
  'id;width;height;kind\nA1;1,5;2;red\nA2;2;1,5;blue\nA3;3;1;blue\nA4;1,5;4;red\nA5;2,5;2;blue\nA6;1;3;red\n';

describe('dropped', () => {
  test('it is shown, with what was found out; what was computed is still there', async () => {
    await button('To end').click();
    await expect.poll(step).toBe('5,000');
    await drop('flowers.csv', flowers);
    await expect.poll(text).toContain('6 samples, 2 inputs, 1 target, 1 column ignored');
    expect(await text()).toContain('2 classes: red (3), blue (3)');
    expect(await panel().getByLabel('Separator').inputValue()).toBe('semicolon');
    expect(await panel().getByLabel('Decimals').inputValue()).toBe('comma');
    expect(await panel().getByLabel('First row', { exact: true }).inputValue()).toBe('yes');
    expect(await role('id').inputValue()).toBe('ignored');
    expect(await panel().getByRole('row').nth(1).innerText()).toMatch(/2\s+A1\s+1,5\s+2\s+red/);
    await page().waitForTimeout(300);
    await shot('table-import');
  });

  test('another decimal mark makes problems at their places, and it cannot be used', async () => {
    await panel().getByLabel('Decimals').selectOption('point');
    await expect.poll(text).toContain('Line 2, column “width” is “1,5”, not a number (and 2 more cells');
    expect(await panel().locator('[data-wrong]').first().innerText()).toBe('1,5');
    expect(await button('Use this table').isDisabled()).toBe(true);
    await page().waitForTimeout(300);
    await shot('table-import-problems');
    await panel().getByLabel('Decimals').selectOption('comma');
    await expect.poll(() => button('Use this table').isEnabled()).toBe(true);
  });

  test('another target', async () => {
    await role('kind').selectOption('ignored');
    await expect.poll(text).toContain('No column is the target');
    await role('height').selectOption('target');
    await expect.poll(text).toContain('6 samples, 1 input, 1 target, 2 columns ignored');
    await role('height').selectOption('input');
    await role('kind').selectOption('target');
    await expect.poll(() => button('Use this table').isEnabled()).toBe(true);
  });

  test('cancelled, by its button or by Esc, nothing has happened', async () => {
    await button('Cancel').click();
    await expect.poll(() => panel().count()).toBe(0);
    expect(await step()).toBe('5,000');
    await drop('flowers.csv', flowers);
    await panel().waitFor();
    await page().keyboard.press('Escape');
    await expect.poll(() => panel().count()).toBe(0);
    expect(await step()).toBe('5,000');
  });

  test('used, it becomes a document of its own, after the question about what is not saved', async () => {
    await drop('flowers.csv', flowers);
    await button('Use this table').click();
    await button('Stay here').click();
    expect(await step()).toBe('5,000');
    await button('Use this table').click();
    await button('Go on without saving').click();
    await expect.poll(() => page().title()).toMatch(/flowers from zero/);
    await expect.poll(() => panel().count()).toBe(0);
    await expect.poll(() => page().locator('body').innerText()).toContain('2-2-2');
    expect(await page().getByLabel('Input columns').inputValue()).toBe('width\nheight');
  });
});

describe('from the dialog', () => {
  test('as the data of the experiment that is there; undo takes it back', async () => {
    writeFileSync(at('numbers.csv'), 'a,b,c,y\n1,2,3,0.5\n4,5,6,1\n7,8,9,2\n');
    await stubDialogs(launched.app, { open: at('numbers.csv') });
    await page().getByText('Choose another file…').click();
    await expect.poll(text).toContain('3 samples, 3 inputs, 1 target');
    await button('Use this table').click();
    await expect.poll(() => page().locator('body').innerText()).toContain('3-2-1');
    expect(await page().title()).toMatch(/flowers from zero/);
    await page().keyboard.press('Control+z');
    await expect.poll(() => page().locator('body').innerText()).toContain('2-2-2');
  });

  test('Open: what was agreed to be left is not asked about again', async () => {
    await stubDialogs(launched.app, { open: at('numbers.csv') });
    await page().keyboard.press('Control+o');
    await button('Go on without saving').click();
    await panel().waitFor();
    await button('Use this table').click();
    await expect.poll(() => page().title()).toMatch(/numbers from zero/);
    expect(await button('Go on without saving').count()).toBe(0);
  });

  test('a file that is no table is named', async () => {
    writeFileSync(at('picture.txt'), new Uint8Array([0, 1, 2, 3]));
    await stubDialogs(launched.app, { open: at('picture.txt') });
    await page().getByText('Choose another file…').click();
    await page().getByRole('alert').filter({ hasText: 'picture.txt is not a table' }).waitFor();
    await button('Dismiss').click();
  });
});

describe('bad files', () => {
  test.each([
    ['nothing', 'empty.csv', '', 'empty.csv has no rows'],
    ['one class', 'one.csv', 'a,kind\n1,red\n2,red\n', 'the single class "red"'],
    ['missing values', 'gap.csv', 'a,b,y\n1,2,3\n,5,6\n', 'Line 3, column “a” is empty'],
    ['an open quotation mark', 'open.csv', 'a,b\n1,"2\n', 'never closed'],
  ])('%s', async (_, name, content, sentence) => {
    await drop(name, content);
    await expect.poll(text).toContain(sentence);
    expect(await button('Use this table').isDisabled()).toBe(true);
    await button('Cancel').click();
  });

  test('another encoding', async () => {
    await drop(
      'latin.csv',
      new Uint8Array([0x67, 0x72, 0xf6, 0xdf, 0x65, 0x2c, 0x62, 0x0a, 0x31, 0x2c, 0x32]),
    );
    await page().getByRole('alert').filter({ hasText: 'not in UTF-8' }).waitFor();
    await button('Dismiss').click();
  });

  test('ten thousand columns: legible, found by name, and quick', async () => {
    const line = (of: (column: number) => string) =>
      Array.from({ length: 10_000 }, (_, i) => of(i)).join(',');
    const table = `${line((i) => `sensor ${i}`)}\n${`${line((i) => String(i % 7))}\n`.repeat(20)}`;
    await drop('wide.csv', table);
    await expect.poll(text, { timeout: 20_000 }).toContain('10000 columns; at most 1024 are read');
    expect(await panel().locator('thead th').count()).toBeLessThan(12);
    await panel().getByRole('searchbox', { name: 'Find a column' }).fill('sensor 101');
    await expect.poll(() => panel().locator('[data-test="table-page"]').innerText()).toContain('of 11');
    await page().waitForTimeout(300);
    await shot('table-import-wide');
    await button('Next columns').click();
    const before = Date.now();
    await button('Cancel').click();
    await expect.poll(() => panel().count()).toBe(0);
    expect(Date.now() - before).toBeLessThan(2000);
  });
});

test('in a small window, and in the dark', async () => {
  await page().setViewportSize({ width: 900, height: 600 });
  await page().getByRole('combobox', { name: 'Light or dark' }).selectOption({ label: 'Dark' });
  await drop('gap.csv', `${flowers}A7;;2;red\nA8;5;?;\n`);
  await panel().waitFor();
  await page().waitForTimeout(300);
  await shot('table-import-small-dark');
  expect(await panel().evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(
    0,
  );
});

test('nothing was reported on the console', () => {
  expect(launched.pageErrors).toEqual([]);
});
