import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPngRecipe } from '../../src/files/png-recipe';
import { dropFile, launchApp, type Launched, projectRoot, stubDialogs } from './harness';

/**
 * The main job as a person does it: XOR from zero, why nothing moves, pushed off, the landscape, a table of one's own, save, open, export. The pictures
 * that are taken on the way are in out/test/screenshots.
 */

let launched: Launched;
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-story-'));
const at = (name: string): string => join(folder, name);
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');

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
const text = () => launched.page.evaluate(() => document.body.innerText);
const findings = () => launched.page.getByRole('region', { name: 'Findings' }).innerText();
const until = (pattern: RegExp, timeout = 15_000) => expect.poll(text, { timeout }).toMatch(pattern);
const button = (name: string | RegExp) => launched.page.getByRole('button', { name }).first();

const drop = (name: string, bytes: Uint8Array) => dropFile(launched.page, name, bytes);

/** The answer to the question about the experiment that was never saved. */
const withoutSaving = () => button('Go on without saving').click();

describe('XOR from exactly zero', () => {
  test('the window opens with it, and the landscape around the origin is drawn', async () => {
    await until(/XOR from zero|9 parameters/);
    await expect.poll(() => launched.page.getByRole('img', { name: /loss/i }).count()).toBeGreaterThan(0);
    const ink = () =>
      launched.page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('section[aria-label="Landscape"] canvas')!;
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        const colours = new Set<number>();
        for (let i = 0; i < data.length; i += 4)
          colours.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
        return colours.size;
      });
    await expect.poll(ink, { timeout: 15_000 }).toBeGreaterThan(100);
    await shot('1-opened');
  });

  test('play: nothing moves, and the window says why', async () => {
    await launched.page.keyboard.press('Space');
    await button('To end').click();
    await until(/5,000 steps, and no parameter has moved: the gradient was exactly 0 at every step/);
    const said = await findings();
    expect(said).toContain('The gradient is exactly 0.');
    expect(said).toContain('every weight of layer 2 is 0');
    expect(said).toContain('both units are twins');
    await shot('2-nothing-moves');
  });
});

describe('pushed off the saddle', () => {
  test('the ε slider starts the run beside the origin, and it leaves', async () => {
    const epsilon = launched.page.getByRole('textbox', { name: 'Size of the push ε' });
    await epsilon.fill('0.3');
    await epsilon.press('Enter');
    await until(/step\s+0\s+of/);
    await button('To end').click();
    await until(/the loss went from 0\.5\d* to \d/);
    await expect.poll(findings).toMatch(/both units differ/);
    await expect
      .poll(text, { timeout: 15_000 })
      .toMatch(/two principal directions of the run about the centre/);
    await launched.page.waitForTimeout(600);
    await shot('3-pushed-off');
  });

  test('the scrubber goes back in time, and everything follows', async () => {
    const scrubber = launched.page.getByRole('slider', { name: 'Step shown' });
    await scrubber.focus();
    await scrubber.press('Home');
    await expect.poll(findings).toMatch(/This is where the run starts/);
    await scrubber.press('End');
    await expect.poll(findings).toMatch(/The parameters have moved/);
  });

  test('reset goes back to the same weights; one step is one step', async () => {
    await button('Reset').click();
    await until(/step\s+0\s+of/);
    await button('Step').click();
    await until(/step\s+1\s+of/);
    await button('To end').click();
    await until(/the loss went from 0\.5/);
  });

  test('dark', async () => {
    await launched.page.getByRole('combobox', { name: 'Light or dark' }).selectOption({ label: 'Dark' });
    await launched.page.waitForTimeout(500);
    await shot('4-dark');
    await launched.page.getByRole('combobox', { name: 'Light or dark' }).selectOption({ label: 'Light' });
  });
});

describe('files', () => {
  let lossBefore = '';

  test('save as .saddle', async () => {
    await stubDialogs(launched.app, { save: at('xor.saddle') });
    lossBefore = await findings();
    await button('Save').click();
    await expect
      .poll(() => statSync(at('xor.saddle'), { throwIfNoEntry: false })?.size ?? 0)
      .toBeGreaterThan(1000);
    await until(/xor\.saddle/);
  });

  test('export a PNG of a chosen size that carries the experiment', async () => {
    await stubDialogs(launched.app, { save: at('figure.png') });
    await button(/^Export picture/).click();
    await launched.page.getByRole('textbox', { name: 'Width in pixels' }).fill('1600');
    await launched.page.getByRole('textbox', { name: 'Height in pixels' }).fill('1000');
    await launched.page.waitForTimeout(500);
    await shot('5-export');
    await button('Save PNG…').click();
    await expect
      .poll(() => statSync(at('figure.png'), { throwIfNoEntry: false })?.size ?? 0, { timeout: 15_000 })
      .toBeGreaterThan(10_000);
    const png = readFileSync(at('figure.png'));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1600, 1000]);
    const recipe = JSON.parse(readPngRecipe(png, 'figure.png')) as {
      initialisation: { perturbation: { size: number } };
    };
    expect(recipe.initialisation.perturbation.size).toBe(0.3);
    writeFileSync(join(screenshots, '6-figure.png'), png);
    // The same panel hands the run to PyTorch.
    await stubDialogs(launched.app, { save: at('xor.py') });
    await button('PyTorch script…').click();
    await until(/xor\.py/);
    expect(readFileSync(at('xor.py'), 'utf8')).toMatch(/^class Network\(nn\.Module\):$/m);
    await stubDialogs(launched.app, { save: at('xor.safetensors') });
    await button('Point shown, safetensors…').click();
    await until(/xor\.safetensors/);
    expect(readFileSync(at('xor.safetensors'), 'latin1')).toContain('"layers.0.weight"');
    await launched.page.keyboard.press('Escape');
  });

  test('another experiment, then the file again: the same run is there, not run again', async () => {
    await drop('and.json', new TextEncoder().encode('{"name": "AND by hand", "data": "and"}'));
    await expect
      .poll(() => launched.page.getByRole('textbox', { name: 'Name of the experiment' }).inputValue())
      .toBe('AND by hand');
    await stubDialogs(launched.app, { open: at('xor.saddle') });
    await button(/^Open/).click();
    await until(/the loss went from 0\.5/);
    await expect.poll(findings).toBe(lossBefore);
  });

  test('the picture, dropped on the window, opens the experiment', async () => {
    await drop('figure.png', readFileSync(at('figure.png')));
    await until(/step\s+0\s+of/);
    expect(await launched.page.getByRole('textbox', { name: 'Size of the push ε' }).inputValue()).toBe('0.3');
  });
});

describe('other data', () => {
  test('a table of one’s own', async () => {
    await drop(
      'flowers.csv',
      new TextEncoder().encode(
        'width,height,kind\n1,2,red\n2,1.5,blue\n3,1,blue\n1.5,4,red\n2.5,2,blue\n1,3,red\n',
      ),
    );
    await button('Use this table').click();
    await until(/2-2-2/);
    await button('To end').click();
    await until(/after [\d,]+ steps|[\d,]+ steps, and no parameter/i);
    await shot('7-own-table');
  });

  test('a table with a mistake is refused in one sentence, and what was there stays', async () => {
    await drop('gap.csv', new TextEncoder().encode('a,b\n1,2\n,4\n'));
    await until(/Line 3, column “a” is empty/);
    await button('Cancel').click();
    await until(/2-2-2/);
  });

  test('Iris', async () => {
    await button(/^New…?$/).click();
    await launched.page.locator('[data-template="iris-random"]').click();
    await withoutSaving();
    await until(/4-\d+-3/);
    await button('To end').click();
    await until(/the loss went from/);
    await shot('8-iris');
  });

  test('a learning rate that diverges stops, says at which step, and keeps what was computed', async () => {
    await drop(
      'wild.json',
      new TextEncoder().encode(
        '{"data": "and", "training": {"rule": {"name": "gradient-descent", "rate": 1000}}}',
      ),
    );
    await withoutSaving();
    await until(/2-2-1/);
    await button('To end').click();
    await until(/diverged: after step \d+/);
    await shot('9-diverged');
  });
});

test('a small window has everything too', async () => {
  await launched.page.setViewportSize({ width: 1024, height: 768 });
  await launched.page.waitForTimeout(400);
  await shot('10-small');
  const overflow = await launched.page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});

test('nothing was reported on the console', () => {
  expect(launched.pageErrors).toEqual([]);
});
