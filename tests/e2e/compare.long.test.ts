import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseHex } from '../../src/figures/oklab';
import { rankStyle } from '../../src/figures/ranks';
import { readPngRecipe } from '../../src/files/png-recipe';
import { readSvgRecipe } from '../../src/files/svg-recipe';
import { dropFile, launchApp, type Launched, projectRoot, stubDialogs } from './harness';

/**
 * Runs side by side as a person compares them: keep, change, train, keep again; names, sorting, curves, files in and out. The pictures are in
 * out/test/screenshots.
 */

let launched: Launched;
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-compare-'));
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  launched = await launchApp();
  await launched.page.setViewportSize({ width: 1440, height: 900 });
});
afterAll(async () => {
  await launched?.close();
  rmSync(folder, { recursive: true, force: true });
});

const shot = (name: string) => launched.page.screenshot({ path: join(screenshots, `${name}.png`) });
const button = (name: string | RegExp) =>
  launched.page.getByRole('button', { name, exact: typeof name === 'string' }).first();
const compare = () => launched.page.getByRole('region', { name: 'Compare' });
const text = () => compare().innerText();
const table = (name: string) => launched.page.getByRole('table', { name });
const labels = () =>
  table('Numbers')
    .locator('tbody input')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
const column = (id: string) => launched.page.locator(`td[data-column="${id}"]`).allInnerTexts();
const size = (name: string) => statSync(at(name), { throwIfNoEntry: false })?.size ?? 0;

async function push(epsilon: string): Promise<void> {
  const field = launched.page.getByRole('textbox', { name: 'Size of the push ε' });
  await field.fill(epsilon);
  await field.press('Enter');
  // The run of the new ε, not what is still said of the earlier one.
  await launched.page.locator('[data-test="step"]', { hasText: /step\s+0\s+of/ }).waitFor();
  await button('To end').click();
  await launched.page.locator('[data-test="status"]', { hasText: 'the loss went from' }).waitFor();
  // The keys of the page rest while a field has the focus.
  await launched.page.locator('body').click({ position: { x: 2, y: 2 } });
}

describe('keeping', () => {
  test('with nothing kept, the place says what to do', async () => {
    await expect.poll(() => button('Play').isEnabled()).toBe(true);
    await launched.page.keyboard.press('Control+4');
    await expect.poll(text).toMatch(/Change one thing, train again, keep again/);
    await expect.poll(text).toMatch(/Up to 24 runs are kept/);
    await shot('compare-empty');
  });

  test('K keeps the run on the screen; what is edited afterwards changes nothing of it', async () => {
    await launched.page.keyboard.press('Control+1');
    await button('To end').click();
    await launched.page.locator('[data-test="status"]', { hasText: 'no parameter has moved' }).waitFor();
    await launched.page.keyboard.press('k');
    const said = launched.page.locator('[data-test="kept"]');
    await expect.poll(() => said.innerText()).toMatch(/1 kept, the newest as “XOR from zero”/);
    for (const epsilon of ['0.5', '0.2']) {
      await push(epsilon);
      await launched.page.keyboard.press('k');
      await expect.poll(() => said.innerText()).toContain(`perturbation.size ${epsilon}”`);
    }
    await shot('compare-kept');
    await button('Keep').click();
    await expect.poll(() => said.innerText()).toMatch(/4 kept/);
    await launched.page.keyboard.press('Control+4');
    expect(await column('step')).toEqual(['5,000', '5,000', '5,000', '5,000']);
    expect((await column('loss'))[0]).toBe('0.5');
    expect(await column('escapeStep')).toEqual([
      'not yet',
      expect.stringMatching(/\d/),
      expect.stringMatching(/\d/),
      expect.stringMatching(/\d/),
    ]);
  });

  test('what differs is told by its place, and the value stands out', async () => {
    expect(await text()).toMatch(/differ in one setting alone: initialisation\.perturbation\.size/);
    expect(await column('setting:initialisation.perturbation.size')).toEqual(['0', '0.5', '0.2', '0.2']);
    expect(
      await launched.page
        .locator('td.apart')
        .evaluateAll((cells) => cells.map(({ textContent }) => textContent?.trim())),
    ).toEqual(['0', '0.5']);
    await launched.page.waitForTimeout(300);
    await shot('compare-table');
  });

  test('every digit is in the title of its cell', async () => {
    const titles = await launched.page
      .locator('td[data-column="loss"]')
      .evaluateAll((cells) => cells.map((cell) => Number((cell as HTMLElement).title)));
    expect(titles[0]).toBe(0.5);
    expect(titles[1]).toBeGreaterThan(0);
    expect(titles[1]!.toString().length).toBeGreaterThan(12);
  });
});

describe('working with the table', () => {
  test('a run is renamed; a name that is taken is refused at its field', async () => {
    const [first, second] = await labels();
    const field = launched.page.getByRole('textbox', { name: `Label of ${second}`, exact: true });
    await field.fill('half');
    await field.press('Enter');
    await expect.poll(labels).toContain('half');
    const other = launched.page.getByRole('textbox', { name: `Label of ${first}`, exact: true });
    await other.fill('half');
    await other.press('Enter');
    await expect
      .poll(() => table('Numbers').getByRole('alert').innerText())
      .toContain('Another run is called “half”');
    expect(await other.getAttribute('aria-invalid')).toBe('true');
    await other.fill('from zero');
    await other.press('Enter');
    await expect.poll(() => table('Numbers').getByRole('alert').count()).toBe(0);
    expect((await labels()).slice(0, 2)).toEqual(['from zero', 'half']);
  });

  test('the head of a column sorts: up, down, as they were; what has no value comes last', async () => {
    const head = table('Numbers').getByRole('columnheader', { name: 'escape step' });
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    expect((await labels())[0]).toBe('half');
    expect((await labels()).at(-1)).toBe('from zero');
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    expect((await labels()).at(-1)).toBe('from zero');
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('none');
    expect((await labels())[0]).toBe('from zero');
    await table('Settings that differ')
      .getByRole('button', { name: /perturbation/ })
      .click();
    await table('Settings that differ')
      .getByRole('button', { name: /perturbation/ })
      .click();
    expect(await labels()).toEqual(['half', expect.any(String), expect.any(String), 'from zero']);
  });

  test('one is removed', async () => {
    await button('Remove XOR from zero, perturbation.size 0.2 (2)').click();
    await expect.poll(labels).toHaveLength(3);
  });
});

describe('the curves', () => {
  test('are read by the pointer and by the arrow keys, each with its value', async () => {
    const chart = compare().getByRole('img').first();
    expect(await chart.getAttribute('aria-label')).toMatch(/The loss of 3 runs over the steps/);
    await chart.focus();
    await launched.page.keyboard.press('Home');
    const step = launched.page.locator('[data-test="compare-step"]');
    await expect.poll(() => step.innerText()).toBe('step 0');
    const legend = launched.page.getByRole('list', { name: 'Runs' });
    expect(await legend.innerText()).toMatch(/from zero\s+0\.5/);
    await chart.hover({ position: { x: 400, y: 120 } });
    await expect.poll(() => step.innerText()).toMatch(/step [\d,]+/);
    await shot('compare-read');
  });

  test('a name brings its curve to the front, and back', async () => {
    /** Pixels in the full colour of the first run, which is not the one that comes to the front. */
    const ink = () =>
      launched.page.evaluate(
        (colour) => {
          const canvas = document.querySelector<HTMLCanvasElement>('section[aria-label="Curves"] canvas')!;
          const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
          let found = 0;
          for (let i = 0; i < data.length; i += 4)
            if (colour.every((value, k) => Math.abs(value - data[i + k]!) < 24)) found++;
          return found;
        },
        parseHex(rankStyle(0, 'light').colour),
      );
    const name = launched.page.getByRole('list', { name: 'Runs' }).getByRole('button', { name: 'half' });
    await launched.page.mouse.move(5, 5);
    await launched.page.waitForTimeout(200);
    const before = await ink();
    expect(before).toBeGreaterThan(100);
    await name.click();
    expect(await name.getAttribute('aria-pressed')).toBe('true');
    await expect.poll(ink).toBeLessThan(0.1 * before);
    await shot('compare-highlighted');
    await name.click();
    await launched.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await launched.page.mouse.move(5, 5);
    await expect.poll(ink).toBe(before);
  });

  test('of another quantity, on another scale', async () => {
    await launched.page.getByRole('checkbox', { name: 'logarithmic' }).check();
    await launched.page.waitForTimeout(200);
    await shot('compare-logarithmic');
    const quantity = launched.page.getByRole('combobox', { name: 'What the curves show' });
    await quantity.selectOption({ label: 'effective width, all hidden layers' });
    expect(await compare().getByRole('img').first().getAttribute('aria-label')).toMatch(/from zero: 1 to 1/);
    expect(await launched.page.getByRole('checkbox', { name: 'logarithmic' }).count()).toBe(0);
    await quantity.selectOption({ label: 'loss' });
  });
});

describe('files', () => {
  test('the table as CSV, as a file and on the clipboard', async () => {
    await stubDialogs(launched.app, { save: at('runs.csv') });
    await button('Save as CSV…').click();
    await expect.poll(() => size('runs.csv')).toBeGreaterThan(100);
    const rows = parse(readFileSync(at('runs.csv')), { columns: true }) as Record<string, string>[];
    expect(rows.map(({ label }) => label)).toEqual(await labels());
    expect(rows.find(({ label }) => label === 'half')!['initialisation.perturbation.size']).toBe('0.5');
    await button('Copy as CSV').click();
    await expect
      .poll(() => launched.page.getByRole('status').filter({ hasText: 'Copied as CSV: 3 runs.' }).count())
      .toBe(1);
  });

  test('a picture carries all the experiments', async () => {
    await stubDialogs(launched.app, { save: at('runs.png') });
    await button('Save picture…').click();
    await expect.poll(() => size('runs.png'), { timeout: 15_000 }).toBeGreaterThan(20_000);
    const png = readFileSync(at('runs.png'));
    const { compared } = JSON.parse(readPngRecipe(png, 'runs.png')) as { compared: { label: string }[] };
    expect(compared.map(({ label }) => label)).toContain('half');
    writeFileSync(join(screenshots, 'compare-picture.png'), png);
  });

  test('the same as an SVG, whose letters can be searched', async () => {
    await stubDialogs(launched.app, { save: at('runs.svg') });
    await button('Save SVG…').click();
    await expect.poll(() => size('runs.svg'), { timeout: 15_000 }).toBeGreaterThan(5000);
    const svg = readFileSync(at('runs.svg'), 'utf8');
    const { compared } = JSON.parse(readSvgRecipe(svg, 'runs.svg')) as { compared: { label: string }[] };
    expect(compared.map(({ label }) => label)).toContain('half');
    expect(svg).toMatch(/<text[^>]*>(<tspan[^>]*>)?half</);
  });

  test('files are added; one that cannot be read is named, and keeps no other out', async () => {
    writeFileSync(at('and.json'), '{"name": "AND", "data": "and", "training": {"steps": 300}}');
    writeFileSync(at('broken.json'), '{"data": "nor"}');
    await launched.app.evaluate(
      ({ dialog }, filePaths) => {
        dialog.showOpenDialog = (async () => ({
          canceled: false,
          filePaths,
        })) as typeof dialog.showOpenDialog;
      },
      [at('broken.json'), at('and.json')],
    );
    await button('Add from files…').click();
    await expect.poll(labels).toContain('and');
    await launched.page.getByRole('alert').filter({ hasText: 'broken.json: data is "nor"' }).waitFor();
    expect(await text()).toMatch(/losses are not the same quantity, because data differ/);
    await shot('compare-added');
    await button('Dismiss').click();
  });

  test('a file that is dropped here is added, and the document stays', async () => {
    await dropFile(
      launched.page,
      'or.json',
      new TextEncoder().encode('{"data": "or", "training": {"steps": 50}}'),
    );
    await expect.poll(labels).toContain('or');
    expect(await launched.page.title()).toMatch(/XOR from zero/);
    await button('Remove or').click();
    await expect.poll(labels).toHaveLength(4);
  });

  test('any is opened again as the document, after the question about changes', async () => {
    await button('Open half').click();
    await button('Stay here').click();
    await compare().waitFor();
    await button('Open half').click();
    await button('Go on without saving').click();
    const epsilon = launched.page.getByRole('textbox', { name: 'Size of the push ε' });
    await expect.poll(() => epsilon.inputValue()).toBe('0.5');
    await launched.page.locator('[data-test="status"]', { hasText: 'the loss went from' }).waitFor();
    await launched.page.keyboard.press('Control+4');
    expect(await labels()).toHaveLength(4);
  });
});

describe('small and dark', () => {
  test('nothing is wider than the window', async () => {
    await launched.page.setViewportSize({ width: 1024, height: 768 });
    await launched.page.waitForTimeout(300);
    await shot('compare-small');
    await launched.page.getByRole('combobox', { name: 'Light or dark' }).selectOption({ label: 'Dark' });
    await launched.page.waitForTimeout(300);
    await shot('compare-small-dark');
    const overflow = await launched.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await launched.page.setViewportSize({ width: 1440, height: 900 });
    await launched.page.waitForTimeout(300);
    await shot('compare-dark');
  });

  test('removing all asks first', async () => {
    await button('Remove all').click();
    await button('Keep them').click();
    expect(await labels()).toHaveLength(4);
    await button('Remove all').click();
    await launched.page.getByRole('status').getByRole('button', { name: 'Remove all' }).click();
    await expect.poll(text).toMatch(/Compare runs/);
    await shot('compare-empty-dark');
  });
});

test('nothing was reported on the console', () => {
  expect(launched.pageErrors).toEqual([]);
});
