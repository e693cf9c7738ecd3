import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPngRecipe } from '../../src/files/png-recipe';
import { launchApp, type Launched, projectRoot, stubDialogs } from './harness';

/**
 * XOR from exactly zero, asked what it is: the verdicts beside the point, every study of the laboratory, the way along the witness. The numbers
 * are those of the theory: 0 negative, 8 zero and 1 positive eigenvalue, a saddle of order 4. The pictures are in out/test/screenshots.
 */

let launched: Launched;
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-laboratory-'));

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
const button = (name: string) => launched.page.getByRole('button', { name, exact: true }).first();
const laboratory = () => launched.page.getByRole('region', { name: 'Laboratory' });
const answer = () => launched.page.locator('[data-test="study-answer"]');
const verdict = (name: 'inertia' | 'order') => launched.page.locator(`[data-test="verdict-${name}"]`);
const map = () => launched.page.locator('[data-test="map"]').getAttribute('aria-label');
const study = (name: string) =>
  launched.page.getByRole('navigation', { name: 'Studies' }).getByRole('button', { name }).first().click();

async function ask(): Promise<void> {
  await launched.page.getByRole('button', { name: /^Ask( again)?$/ }).click();
  await expect.poll(() => button('Stop').count(), { timeout: 60_000 }).toBe(0);
}

describe('beside the point', () => {
  test('its eigenvalues and its order are there without being asked for', async () => {
    await expect.poll(() => button('Play').isEnabled()).toBe(true);
    await expect.poll(() => verdict('inertia').innerText(), { timeout: 20_000 }).toContain('0 / 8 / 1');
    await expect
      .poll(() => verdict('order').innerText(), { timeout: 20_000 })
      .toContain('A saddle of order 4.');
    expect(await verdict('inertia').locator('[title]').first().getAttribute('title')).toMatch(
      /counts as zero, because rounding/,
    );
    await shot('point-verdicts');
  });

  test('the details are in the laboratory, with the point that they are of', async () => {
    await button('Details of the saddle order').click();
    await laboratory().waitFor();
    await expect.poll(() => answer().innerText()).toContain('A saddle of order 4.');
    expect(await answer().innerText()).toMatch(/Evidence[\s\S]*Taylor series/);
    expect(await launched.page.getByRole('combobox', { name: 'Point' }).first().inputValue()).toBe('final');
    await shot('laboratory-order');
  });

  test('looking along the witness shows its plane through that point', async () => {
    await launched.page.keyboard.press('Control+1');
    const before = await map();
    await button('Look along the witness').click();
    await expect.poll(map, { timeout: 20_000 }).not.toBe(before);
    const landscape = launched.page.getByRole('region', { name: 'Landscape' });
    await expect.poll(() => landscape.innerText(), { timeout: 20_000 }).toMatch(/falls at order 4/);
    await launched.page.waitForTimeout(500);
    await shot('landscape-witness');
  });

  test('another point, another verdict', async () => {
    const epsilon = launched.page.getByRole('textbox', { name: 'Size of the push ε' });
    await epsilon.fill('0.3');
    await epsilon.press('Enter');
    await expect.poll(() => verdict('order').innerText(), { timeout: 20_000 }).toContain('Not critical');
    await launched.page.getByRole('combobox', { name: 'Point' }).last().selectOption('origin');
    await expect.poll(() => verdict('order').innerText(), { timeout: 20_000 }).toContain('order 4');
    await epsilon.fill('0');
    await epsilon.press('Enter');
    await launched.page.getByRole('combobox', { name: 'Point' }).last().selectOption('scrubber');
    await expect.poll(() => verdict('order').innerText(), { timeout: 20_000 }).toContain('order 4');
  });
});

describe('the laboratory', () => {
  test.each([
    ['Spectrum', /one eigenvalue is positive, eight are zero, none is negative/i],
    ['Symmetry', /effective width 1 of 2/i],
    ['Line', /Nowhere on the sampled line is the loss below/i],
    ['Escape', /All 5 starts escaped/],
    ['Round-off', /only 1 different one/],
    ['Critical points', /saddle of order 4/],
    ['Saddle to saddle', /has not been trained yet/],
  ])('%s answers, with a chart that can be read', async (name, said) => {
    await launched.page.keyboard.press('Control+2');
    await study(name);
    await ask();
    await expect.poll(() => answer().innerText(), { timeout: 30_000 }).toMatch(said);
    const chart = answer().getByRole('img').first();
    if (name !== 'Round-off') {
      expect((await chart.getAttribute('aria-label'))!.length).toBeGreaterThan(60);
      await chart.focus();
      await launched.page.keyboard.press('ArrowRight');
      await expect.poll(() => answer().locator('.readout').first().innerText()).toMatch(/:[\s\S]*\d/);
    }
    await shot(`laboratory-${name.toLowerCase()}`);
  });

  test('an answer is saved as a picture that carries the experiment', async () => {
    const path = join(folder, 'order.png');
    await study('Saddle order');
    await ask();
    await stubDialogs(launched.app, { save: path });
    await button('Save picture…').click();
    await expect
      .poll(() => statSync(path, { throwIfNoEntry: false })?.size ?? 0, { timeout: 15_000 })
      .toBeGreaterThan(20_000);
    const png = readFileSync(path);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2400, 1800]);
    expect(JSON.parse(readPngRecipe(png, 'order.png'))).toMatchObject({ name: 'XOR from zero' });
  });

  test('a long study tells how far it is, and stops at once', async () => {
    await study('Escape');
    await launched.page.getByText('More settings').click();
    await launched.page.getByRole('textbox', { name: 'Step budget' }).fill('1000000000');
    await launched.page.getByRole('textbox', { name: 'Smallest ε' }).fill('0.00001');
    await launched.page.getByRole('textbox', { name: 'Largest ε' }).fill('0.0001');
    await launched.page.keyboard.press('Enter');
    if ((await button('Stop').count()) === 0) await button('Ask again').click();
    await button('Stop').waitFor();
    await launched.page.waitForTimeout(400);
    const took = await launched.page.evaluate(async () => {
      const stop = [...document.querySelectorAll('button')].find(
        ({ textContent }) => textContent === 'Stop',
      )!;
      const from = performance.now();
      stop.click();
      while (document.querySelector('.study progress')) await new Promise(requestAnimationFrame);
      return performance.now() - from;
    });
    expect(took).toBeLessThan(100);
    // The threads are free again: another study answers.
    await study('Spectrum');
    await ask();
    await expect.poll(() => answer().innerText()).toMatch(/eight are zero/i);
  });

  test('a mistake is told at its field, also where that is folded away', async () => {
    await study('Escape');
    const members = launched.page.getByRole('textbox', { name: 'Members' });
    await members.fill('-3');
    await members.press('Enter');
    await launched.page.getByRole('button', { name: 'Ask again' }).click();
    const field = launched.page.locator('[data-place="escape.members"]');
    await expect.poll(() => field.innerText()).toMatch(/-3|−3/);
    expect(await members.getAttribute('aria-invalid')).toBe('true');
  });

  test('everything is there in a small window, too, and in the dark', async () => {
    await launched.page.setViewportSize({ width: 1024, height: 768 });
    await launched.page.getByRole('combobox', { name: 'Light or dark' }).selectOption({ label: 'Dark' });
    await study('Saddle order');
    await launched.page.waitForTimeout(400);
    await shot('laboratory-small-dark');
    const overflow = await launched.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

test('nothing was reported on the console', () => {
  expect(launched.pageErrors).toEqual([]);
});
