import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atRest } from './at-rest';
import { dropFile, launchApp, type Launched, projectRoot, stubDialogs } from './harness';

/**
 * The habits of a workbench: what was changed is taken back with the run that belonged to it, commands are found by name, a weight is changed by hand, a run
 * starts from any point, and every unit shows what it answers. Oracles: the same numbers as before, and what the network's formula says of them.
 */

let launched: Launched;
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  launched = await launchApp();
  await launched.page.setViewportSize({ width: 1440, height: 900 });
  await page().locator('[data-test="loss"]').waitFor();
});
afterAll(() => launched?.close());

const page = () => launched.page;
const shot = (name: string) => page().screenshot({ path: join(screenshots, `${name}.png`) });
const press = (keys: string) => page().keyboard.press(keys);
const step = () => page().locator('[data-test="step"] strong').innerText();
const loss = () => page().locator('[data-test="loss"]').getAttribute('title');
const epsilon = () => page().getByRole('textbox', { name: 'Size of the push ε' });
const value = (name: string) => page().locator(`[data-parameter="${name}"]`);
/** Keys are for the page, not for the field that has just been filled in. */
const leaveField = () =>
  page()
    .locator('body')
    .click({ position: { x: 2, y: 2 } });

describe('undo and redo', () => {
  let trained: string | null;

  test('a change is taken back, and the run is again where it was, to the last bit', async () => {
    await epsilon().fill('0.3');
    await epsilon().press('Enter');
    await expect.poll(loss).not.toBe('0.5');
    await page().getByRole('button', { name: 'To end' }).click();
    await expect.poll(step).toBe('5,000');
    await expect.poll(async () => Number(await loss())).toBeLessThan(1e-3);
    trained = await loss();
    await page()
      .getByRole('spinbutton', { name: 'Weight seed' })
      .or(page().getByLabel('Weight seed'))
      .first()
      .fill('77');
    await press('Enter');
    await expect.poll(step).toBe('0');
    await leaveField();
    await press('Control+z');
    await expect.poll(step).toBe('5,000');
    await expect.poll(loss).toBe(trained);
  });

  test('further back to the experiment as it was opened, and forth again', async () => {
    await press('Control+z');
    await expect.poll(() => epsilon().inputValue()).toBe('0');
    await expect.poll(loss).toBe('0.5');
    expect(await page().getByRole('menuitem', { name: 'Edit' }).count()).toBe(1);
    await press('Control+Shift+z');
    await expect.poll(() => epsilon().inputValue()).toBe('0.3');
    await expect.poll(loss).toBe(trained);
  });

  test('what cannot be run is taken back without losing the run', async () => {
    await page().getByRole('textbox', { name: 'Learning rate' }).first().fill('-1');
    await press('Enter');
    await expect.poll(() => page().locator('[aria-invalid="true"]').count()).toBeGreaterThan(0);
    await leaveField();
    await press('Control+z');
    await expect.poll(() => page().locator('[aria-invalid="true"]').count()).toBe(0);
    expect(await step()).toBe('5,000');
    expect(await loss()).toBe(trained);
  });
});

describe('the command palette', () => {
  const palette = () => page().locator('[data-test="palette"]');
  const marked = () => palette().getByRole('option', { selected: true });

  test('finds a command by its words, and does it', async () => {
    await press('Control+k');
    await page().keyboard.type('reset');
    expect(await marked().innerText()).toContain('Reset to the same weights');
    await shot('palette');
    await press('Enter');
    await expect.poll(step).toBe('0');
    expect(await palette().count()).toBe(0);
  });

  test('goes to a study and to a claim; Esc leaves everything as it is', async () => {
    await press('Control+k');
    await page().keyboard.type('spectrum');
    await press('Enter');
    await page().getByRole('region', { name: 'Laboratory' }).waitFor();
    await press('Control+k');
    await page().keyboard.type('claim hill');
    expect(await marked().innerText()).toMatch(/hill/i);
    await press('ArrowDown');
    await press('ArrowUp');
    await press('Escape');
    expect(await palette().count()).toBe(0);
    await press('Control+1');
  });

  test('says where nothing is found', async () => {
    await press('Control+k');
    await page().keyboard.type('qqqq');
    await expect.poll(() => palette().innerText()).toContain('Nothing is called “qqqq” here.');
    await press('Escape');
  });
});

describe('parameters by hand', () => {
  test('a value typed into the table is the new start', async () => {
    await value('b2[0]').click();
    const field = page().getByRole('textbox', { name: 'Value of b2[0]' });
    await field.fill('1.25');
    await field.press('Enter');
    await expect
      .poll(() => page().getByRole('textbox', { name: 'Value of b2[0]' }).inputValue())
      .toBe('1.25');
    await expect.poll(() => epsilon().inputValue()).toBe('0');
    await leaveField();
    await press('Control+z');
    await expect.poll(() => epsilon().inputValue()).toBe('0.3');
  });

  test('a line of the drawing leads to its weight', async () => {
    await page().locator('[data-test="network"] line').first().click({ force: true });
    expect(await page().getByRole('textbox', { name: 'Value of W1[0][0]' }).count()).toBe(1);
  });

  test('a run starts from the point shown', async () => {
    await leaveField();
    await page().getByRole('button', { name: 'To end' }).click();
    await expect.poll(step).toBe('5,000');
    const there = (await atRest(loss))!;
    await press('h');
    await expect.poll(step).toBe('0');
    await expect.poll(loss).toBe(there);
  });
});

describe('what each unit answers', () => {
  /** The colours in the middle of a picture in the drawing, at 2-2-1: `layer` 1 or 2. */
  const coloursOf = (layer: number, unit: number) =>
    page()
      .locator('[data-test="thumbnails"]')
      .evaluate(
        (canvas, [column, row]) => {
          const { width, height } = canvas as HTMLCanvasElement;
          const zoom = width / 280;
          // As the drawing has it: layers 114 apart, units 40, and a row of captions below.
          const x = 26 + 114 * column!;
          const y = (height / zoom - 42 + 16) / 2 + (column === 2 ? 0 : 40 * (row! - 0.5));
          const context = (canvas as HTMLCanvasElement).getContext('2d')!;
          const at = [x - 9, y - 9, 18, 18].map((value) => Math.round(value * zoom));
          const { data } = context.getImageData(at[0]!, at[1]!, at[2]!, at[3]!);
          return [...new Set(new Uint32Array(data.buffer))].sort();
        },
        [layer, unit],
      );

  test('stands in the drawing of the network, for the eye alone: at zero no colour, trained many', async () => {
    await page().getByRole('combobox', { name: 'Point' }).selectOption('origin');
    await expect.poll(async () => (await coloursOf(1, 0)).length).toBe(1);
    expect(await coloursOf(1, 1)).toEqual(await coloursOf(1, 0));
    await shot('thumbnails-origin');
    await page().getByRole('combobox', { name: 'Point' }).selectOption('final');
    await expect.poll(async () => (await coloursOf(1, 0)).length).toBeGreaterThan(20);
    expect(await coloursOf(1, 1)).not.toEqual(await coloursOf(1, 0));
    expect((await coloursOf(2, 0)).length).toBeGreaterThan(20);
    expect(await page().locator('[data-test="thumbnails"]').getAttribute('aria-hidden')).toBe('true');
    await shot('thumbnails-final');
  });

  test('twins answer the same, and at zero nobody says anything', async () => {
    await page().locator('[data-test="responses"] summary').click();
    await page().getByRole('combobox', { name: 'Point' }).selectOption('origin');
    const pictures = page().locator('[data-test="responses"] [role="img"]');
    await expect
      .poll(() => pictures.first().getAttribute('aria-label'))
      .toBe('Layer 1, unit 1: 0 everywhere, a twin');
    expect(await pictures.count()).toBe(3);
    await page().getByRole('combobox', { name: 'Point' }).selectOption('final');
    await expect
      .poll(() => pictures.first().getAttribute('aria-label'))
      .toMatch(/unit 1: from -?[\d.]+ to [\d.]+$/);
    await page().locator('[data-test="responses"]').scrollIntoViewIfNeeded();
    await shot('responses');
  });
});

describe('time', () => {
  test('the balance and the gradient of each layer, for the eye and in words', async () => {
    await press('Control+k');
    await page().keyboard.type('xor pushed');
    await press('Enter');
    await page().getByRole('button', { name: 'Go on without saving' }).click();
    await expect
      .poll(() => page().getByLabel('Name of the experiment').inputValue())
      .toBe('XOR, pushed off the saddle');
    await page().getByRole('button', { name: 'To end' }).click();
    await expect.poll(step).toBe('1,500');
    const shown = page().getByRole('combobox', { name: 'What is shown over time' });
    await shown.selectOption('Gradient norm of each layer');
    const chart = page().locator('section[aria-label="Time"] .chart [role="img"]');
    await expect
      .poll(() => chart.getAttribute('aria-label'))
      .toMatch(
        /^Gradient norm of each layer from step 0 to 1,500: layer 1 from [\d.e-]+ to [\d.e-]+; layer 2 from/,
      );
    await page().waitForTimeout(300);
    await shot('time-layers');
    await shown.selectOption('Balance of the layers');
    await expect.poll(() => chart.getAttribute('aria-label')).toMatch(/hidden layer 1 from/);
    await shown.selectOption('Accuracy');
    await expect
      .poll(() => chart.getAttribute('aria-label'))
      .toMatch(/^Accuracy from step 0 to 1,500: right from/);
    await shown.selectOption('Loss and gradient norm');
  });
});

describe('pictures', () => {
  test('an SVG carries the experiment and its hash, and opens again when it is dropped', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'saddlescope-svg-'));
    const file = join(folder, 'x.svg');
    await stubDialogs(launched.app, { save: file });
    await page().getByRole('button', { name: 'Export picture…' }).click();
    await page().getByLabel('Format').selectOption('svg');
    await page().getByLabel('transparent ground').check();
    await expect.poll(() => page().getByRole('button', { name: 'Save SVG…' }).isEnabled()).toBe(true);
    await page().waitForTimeout(300);
    await shot('export-svg');
    await page().getByRole('button', { name: 'Save SVG…' }).click();
    await expect.poll(() => existsSync(file)).toBe(true);
    const svg = readFileSync(file, 'utf8');
    expect(svg).toMatch(/>Saddlescope [\d.]+ · core \w{12} · experiment [\da-f]{12}</);
    expect(svg).toMatch(/<image [^>]*href="data:image\/png;base64,/);
    await press('Escape');
    await press('Control+k');
    await page().keyboard.type('xor from zero');
    await press('Enter');
    await page().getByRole('button', { name: 'Go on without saving' }).click();
    await expect.poll(() => epsilon().inputValue()).toBe('0');
    await dropFile(page(), 'x.svg', readFileSync(file));
    await expect.poll(() => epsilon().inputValue()).toBe('0.3');
    rmSync(folder, { recursive: true, force: true });
  });
});
