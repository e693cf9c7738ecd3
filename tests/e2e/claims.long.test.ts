import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPngRecipe } from '../../src/files/png-recipe';
import { atRest } from './at-rest';
import { launchApp, type Launched, projectRoot, stubDialogs } from './harness';

/**
 * A student's way through the claims: expects something, lets the experiments decide, reads the matrix, changes a cell, opens it in the laboratory, saves, and finds
 * the score again in the file. The verdicts are those of the theory. The pictures are in out/test/screenshots.
 */

let launched: Launched;
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-claims-'));
const saved = join(folder, 'predicted.saddle');
const claimCount = 52;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  launched = await launchApp();
  await launched.page.setViewportSize({ width: 1440, height: 900 });
  await button('Not now').click();
});
afterAll(async () => {
  await launched?.close();
  rmSync(folder, { recursive: true, force: true });
});

const page = () => launched.page;
const shot = async (name: string) => {
  await page().waitForTimeout(300);
  await page().screenshot({ path: join(screenshots, `${name}.png`) });
};
const button = (name: string | RegExp) => page().getByRole('button', { name, exact: true });
const press = (key: string) => page().keyboard.press(key);
const verdict = () => page().locator('[data-test="claim-verdict"]');
const score = () => page().locator('[data-test="score"]').innerText();
const claim = (id: string) => page().locator(`button[data-claim="${id}"]`);
const shown = () => page().locator('[data-claim-page]').getAttribute('data-claim-page');
const cell = (row: number) => page().locator(`button[data-row="${row - 1}"]`);
const focusedRow = () =>
  page().evaluate(() => Number((document.activeElement as HTMLElement | null)?.dataset['row']) + 1);
const rowPanel = () => page().locator('[data-test="claim-row"]');
const changed = () => page().locator('[data-test="changed-verdict"]');
const fileState = () => page().locator('[data-test="file-state"]').innerText();
const decide = async () => {
  await button('Let the experiments decide').click();
  await expect.poll(() => verdict().count(), { timeout: 30_000 }).toBe(1);
};
const goOnWithoutSaving = () => button('Go on without saving');

describe('the list', () => {
  test('is a place of its own, by key, with who says what', async () => {
    await expect.poll(() => button('Play').isEnabled()).toBe(true);
    await press('Control+3');
    await page().getByRole('region', { name: 'Claims' }).waitFor();
    await expect.poll(() => page().locator('button[data-claim]').count()).toBe(claimCount);
    expect(await claim('A1i').innerText()).toMatch(
      /Different inputs break the symmetry\.\s+A1i · a comment on an answer/,
    );
    expect(await score()).toBe(`0 of ${claimCount} decided`);
    await shot('claims-welcome');
  });

  test('is found in by words, and walked through with the arrow keys', async () => {
    const search = page().getByRole('searchbox', { name: 'Search the claims' });
    await search.fill('symmetry');
    await expect.poll(() => page().locator('button[data-claim]').count()).toBe(4);
    await search.press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowDown');
    expect(await shown()).toBe('A1i');
    await search.press('Escape');
    expect(await page().locator('button[data-claim]').count()).toBe(claimCount);
    await search.fill('no such words');
    await button('Show all').click();
    // Of all the claims one is in the tab order: the one that is shown.
    expect(await page().locator('button[data-claim][tabindex="0"]').count()).toBe(1);
    expect(await claim('A1i').getAttribute('tabindex')).toBe('0');
  });
});

describe('predicting', () => {
  test('commits to an answer, which can be changed and taken back', async () => {
    await button('True').click();
    await button('False').click();
    expect(await button('False').getAttribute('aria-pressed')).toBe('true');
    expect(await button('True').getAttribute('aria-pressed')).toBe('false');
    await button('False').click();
    expect(await score()).not.toContain('predicted');
    await button('False').click();
    expect(await score()).toContain('1 predicted');
    await expect.poll(fileState).toBe('not saved yet');
    await shot('claim-prediction');
  });

  test('is compared with the verdict, and over once that is known', async () => {
    await decide();
    expect(await verdict().innerText()).toMatch(
      /It depends[\s\S]*5 of 12 experiments bear it out[\s\S]*“false”: the experiments say otherwise/,
    );
    expect(await score()).toContain('You foresaw 0 of 1');
    expect(await button('True').count()).toBe(0);
    // Whoever pressed the button reads on at the verdict.
    expect(await page().evaluate(() => (document.activeElement as HTMLElement).dataset['test'])).toBe(
      'claim-verdict',
    );
    await shot('claim-page');
  });

  test('of another claim waits for the experiments', async () => {
    await claim('A3c').click();
    await button('It depends').click();
    expect(await claim('A3c').innerText()).toContain('you expect: it depends');
    expect(await score()).toContain('0 of 1, 1 open');
  });
});

describe('deciding all', () => {
  test('stops on Esc, and keeps what was decided', async () => {
    await button('Decide all').click();
    await expect.poll(score, { timeout: 60_000 }).toMatch(/^[2-9]\d* of/);
    await shot('claims-deciding');
    await press('Escape');
    await button('Decide all').waitFor();
    // What was decided by the moment of stopping still comes, and then nothing more.
    expect(await atRest(score)).not.toContain(`${claimCount} of ${claimCount}`);
  });

  test('goes through to the end, each claim as soon as it is there', async () => {
    await button('Decide all').click();
    await expect.poll(score, { timeout: 90_000 }).toMatch(/^52 of 52 decided[\s\S]*1 of 2/);
    await page().getByRole('combobox', { name: 'Verdicts shown' }).selectOption('false');
    const ids = await page()
      .locator('button[data-claim]')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['claim']));
    expect(ids).toEqual(['A1h', 'A3a', 'A3f', 'A6c', 'E6']);
    await shot('claims-false');
    await page().getByRole('combobox', { name: 'Verdicts shown' }).selectOption('all');
  });

  test('leaves no key that trains the run that is not seen', async () => {
    const before = await fileState();
    await claim('A3c').click();
    await page().locator('[data-test="claim-verdict"]').focus();
    for (const key of ['Space', 'ArrowRight', '.', 'r', 'End']) await press(key);
    await press('Control+1');
    expect(await page().locator('[data-test="step"]').innerText()).toMatch(/^step 0 of/);
    await press('Control+3');
    expect(await fileState()).toBe(before);
  });
});

describe('the matrix', () => {
  test('groups the cells by what decides, and is read cell by cell', async () => {
    await page().locator('[aria-label="The experiments"]').scrollIntoViewIfNeeded();
    // On what it depends: φ(0) across, the mean loss slope down; only where both are not 0 does the claim fail.
    const headings = await page().locator('.matrices thead').first().innerText();
    expect(headings.replaceAll(/\s+/g, ' ')).toMatch(
      /^φ\(0\) 0 not 0 activation tanh ReLU Sigmoid Softplus biases all none/,
    );
    const lines = await page()
      .locator('.matrices tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll('button')].map(({ textContent }) => textContent).join('')),
      );
    expect(lines).toEqual([...Array<string>(3).fill('✓✓✓✓✓✓✓✓'), ...Array<string>(4).fill('✓✓✓✓✕✕✕✕')]);
    await cell(45).hover();
    const readout = page().locator('[data-test="cell-readout"]');
    expect(await readout.innerText()).toMatch(/Row 45: does not bear it out[\s\S]*AND ±1[\s\S]*2\.136/);
    expect(await cell(45).getAttribute('aria-label')).toMatch(
      /^Row 45: does not bear it out; .*AND ±1.*2\.136/,
    );
    await shot('claim-matrix');
  });

  test('is walked through with the arrow keys, in two directions', async () => {
    await cell(1).focus();
    await press('ArrowRight');
    expect(await focusedRow()).toBe(2);
    await press('End');
    expect(await focusedRow()).toBe(8);
    await press('ArrowDown');
    const below = await focusedRow();
    expect(await cell(below).getAttribute('aria-label')).toMatch(/activation: Softplus, biases: none/);
    await press('ArrowUp');
    await press('Home');
    expect(await focusedRow()).toBe(1);
    expect(await page().locator('.matrices button[tabindex="0"]').count()).toBe(1);
  });

  test('stands as a table, too', async () => {
    await page().getByText('All numbers as a table').click();
    const table = page().getByRole('region', { name: 'All numbers' });
    expect(await table.locator('tbody tr').count()).toBe(56);
    expect(await table.locator('tbody tr').nth(44).innerText()).toMatch(
      /45\s+✕ no[\s\S]*AND ±1[\s\S]*2\.136/,
    );
    await page().getByText('All numbers as a table').click();
  });
});

describe('changing something', () => {
  test('measures the cell again and says how the verdict would stand', async () => {
    await cell(41).focus();
    await press('Enter');
    await rowPanel().waitFor();
    expect(await rowPanel().innerText()).toMatch(/Row 41 bears it out/);
    await rowPanel().getByRole('combobox', { name: 'Activation' }).selectOption('sigmoid');
    await expect
      .poll(() => changed().innerText(), { timeout: 30_000 })
      .toMatch(/does not bear it out[\s\S]*stays\s+It depends[\s\S]*39 of 56 bear it out, before 40 of 56/);
    expect(await rowPanel().innerText()).toContain('Activation: tanh → Sigmoid');
    // The changed row is now what row 45 is: sigmoid units on AND ±1.
    expect(await rowPanel().locator('tbody tr').first().innerText()).toMatch(/at the end\s+0\s+2\.136/);
    await changed().scrollIntoViewIfNeeded();
    await shot('claim-changed');
  });

  test('by a slider, which runs again as soon as it rests', async () => {
    const steps = rowPanel().getByRole('slider', { name: 'Steps, slider' });
    await steps.focus();
    await press('Home');
    // One step of sigmoid units moves the output weights by the rate times ½·½·mean target.
    await expect
      .poll(() => rowPanel().locator('tbody tr').nth(1).innerText(), { timeout: 30_000 })
      .toMatch(/at the end\s+0\s+0\.05$/);
    expect(await rowPanel().getByRole('textbox', { name: 'Steps' }).inputValue()).toBe('1');
    await rowPanel().getByRole('button', { name: 'Back to the table’s setting' }).click();
    expect(await changed().count()).toBe(0);
    expect(await rowPanel().getByRole('textbox', { name: 'Steps' }).inputValue()).toBe('5000');
  });

  test('to where nothing is measured says so at once, and keeps what was there', async () => {
    const rate = rowPanel().locator('[data-change="rate"]').getByRole('textbox');
    await rate.fill('0.5');
    await rate.press('Enter');
    await expect.poll(() => changed().innerText(), { timeout: 30_000 }).toContain('as before');
    await rate.fill('-1');
    await rate.press('Enter');
    await expect
      .poll(() => rowPanel().getByRole('alert').innerText(), { timeout: 30_000 })
      .toBe('training.rule.rate is -1 but must be a number above 0.');
    expect(await rate.getAttribute('aria-invalid')).toBe('true');
    expect(await changed().innerText()).toContain('as before');
    expect(await verdict().innerText()).toContain('40 of 56');
    await rowPanel().getByRole('button', { name: 'Back to the table’s setting' }).click();
    // A comparison of units where there is only one.
    await claim('A3e').click();
    await cell(1).click();
    const width = rowPanel().locator('[data-change="width"]').getByRole('textbox');
    await width.fill('1');
    await width.press('Enter');
    await expect
      .poll(() => rowPanel().getByRole('alert').innerText(), { timeout: 30_000 })
      .toMatch(
        /^What claim A3e measures is not defined .*“largest difference between units at the end” has no/,
      );
    await shot('claim-undefined');
  });
});

describe('out of the claims', () => {
  test('a claim is saved as a picture, which knows nothing of predictions', async () => {
    const path = join(folder, 'claim.png');
    await stubDialogs(launched.app, { save: path });
    await button('Save picture…').click();
    await expect.poll(() => page().getByText('Written: claim.png').count(), { timeout: 15_000 }).toBe(1);
    const png = readFileSync(path);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2400, 1800]);
    const recipe = JSON.parse(readPngRecipe(png, 'claim.png')) as object;
    expect(recipe).toMatchObject({ name: 'What moves from zero' });
    expect(recipe).not.toHaveProperty('predictions');
    await button('Dismiss').click();
  });

  test.each([
    ['Save SVG…', 'claim.svg', /<svg [\s\S]*What moves from zero/],
    ['Save table…', 'claim.csv', /^row,experiment,bears it out,/],
  ])('%s', async (name, file, begin) => {
    const path = join(folder, file);
    await stubDialogs(launched.app, { save: path });
    await button(name).click();
    await expect.poll(() => page().getByText(`Written: ${file}`).count()).toBe(1);
    expect(readFileSync(path, 'utf8')).toMatch(begin);
    await button('Dismiss').click();
  });

  test('what was decided is saved as a page to hand out', async () => {
    const html = join(folder, 'claims.html');
    await stubDialogs(launched.app, { save: html });
    await button('Save as a page…').click();
    await expect.poll(() => page().getByText('Written: claims.html').count()).toBe(1);
    expect(readFileSync(html, 'utf8').match(/<article id="claim-/g)).toHaveLength(claimCount);
  });

  test('a changed cell opens in the laboratory; the score goes along, so nothing has to be asked', async () => {
    await claim('A3c').click();
    await cell(41).click();
    await rowPanel().getByRole('combobox', { name: 'Activation' }).selectOption('softplus');
    await rowPanel().getByRole('button', { name: 'Open as changed in the laboratory' }).click();
    await page().getByRole('region', { name: 'Laboratory' }).waitFor();
    expect(await goOnWithoutSaving().count()).toBe(0);
    const name = page().getByRole('textbox', { name: 'Name of the experiment' });
    expect(await name.inputValue()).toBe('What moves from zero');
    // No file has the predictions yet.
    await expect.poll(fileState).toBe('not saved yet');
    await press('Control+3');
    expect(await score()).toContain('You foresaw 1 of 2');
  });

  test('other changes are asked about before a cell replaces them', async () => {
    await press('Control+1');
    await button('Step').click();
    await press('Control+3');
    await claim('A1i').click();
    await cell(2).click();
    await button('Open in the laboratory').click();
    await goOnWithoutSaving().waitFor();
    await button('Stay here').click();
    expect(await shown()).toBe('A1i');
    await button('Open in the laboratory').click();
    await goOnWithoutSaving().click();
    await page().getByRole('region', { name: 'Laboratory' }).waitFor();
    const name = page().getByRole('textbox', { name: 'Name of the experiment' });
    expect(await name.inputValue()).toBe('Inputs that differ');
  });

  test('saved and opened again, the score is there, and what was known stays known', async () => {
    await stubDialogs(launched.app, { save: saved, open: saved });
    await press('Control+s');
    await expect.poll(fileState).toBe('predicted.saddle');
    const text = strFromU8(unzipSync(readFileSync(saved))['experiment.json']!);
    const { predictions } = JSON.parse(text) as { predictions: Record<string, unknown> };
    expect(predictions['A1i']).toEqual({ said: 'false', found: 'depends' });
    expect(predictions['A3c']).toEqual({ said: 'depends', found: 'depends' });
    expect(predictions['Q2']).toEqual({ said: null, found: 'true' });
    await launched.close();
    launched = await launchApp({ files: [saved] });
    await page().setViewportSize({ width: 1440, height: 900 });
    await button('Not now').click();
    await press('Control+3');
    await expect.poll(score).toMatch(/^52 of 52 decided[\s\S]*You foresaw 1 of 2/);
    await claim('Q2').click();
    expect(await page().locator('[data-claim-page]').innerText()).toMatch(
      /True\s+as this experiment’s file remembers/,
    );
    expect(await button('False').count()).toBe(0);
    await shot('claim-remembered');
    await decide();
    expect(await fileState()).toBe('predicted.saddle');
  });

  test('predictions are cleared after a question', async () => {
    await button('Clear…').click();
    await button('Keep them').click();
    expect(await score()).toContain('1 of 2');
    await button('Clear…').click();
    await button('Clear them').click();
    await expect.poll(score).toBe(`1 of ${claimCount} decided`);
    await expect.poll(fileState).toBe('predicted.saddle, changed');
    await claim('A1i').click();
    await button('It depends').waitFor();
    await claim('Q2').click();
    expect(await button('It depends').count()).toBe(0);
  });
});

describe('small and dark', () => {
  test('everything is there', async () => {
    await page().setViewportSize({ width: 1024, height: 768 });
    await page().getByRole('combobox', { name: 'Light or dark' }).selectOption('dark');
    await claim('A3c').click();
    await decide();
    await shot('claim-small-dark');
    await page().locator('.matrices').scrollIntoViewIfNeeded();
    await cell(45).click();
    await rowPanel().getByRole('combobox', { name: 'Activation' }).selectOption('tanh');
    await expect.poll(() => changed().innerText(), { timeout: 30_000 }).toContain('bears it out');
    await shot('claim-small-dark-changed');
    const overflow = await page().evaluate(() => {
      const region = document.querySelector('.page')!;
      return [document.documentElement.scrollWidth - innerWidth, region.scrollWidth - region.clientWidth];
    });
    expect(overflow).toEqual([0, 0]);
  });
});

test('nothing was reported on the console', () => {
  expect(launched.pageErrors).toEqual([]);
});
