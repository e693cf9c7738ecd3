import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPngRecipe } from '../../src/files/png-recipe';
import { launchApp, type Launched, projectRoot, stubDialogs } from './harness';

/**
 * The landscape as a map, a surface and a slice, as a person goes from one to the other. Pictures of all of them, large and small, light and dark, are in
 * out/test/screenshots.
 */

let launched: Launched;
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-landscape-'));
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  launched = await launchApp();
  const { page } = launched;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Not now' }).click();
});
afterAll(async () => {
  await launched?.close();
  rmSync(folder, { recursive: true, force: true });
});

const said = () => launched.page.evaluate(() => document.body.innerText.replace(/\s+/g, ' '));
const shot = (name: string) => launched.page.screenshot({ path: join(screenshots, `landscape-${name}.png`) });
const surface = () => launched.page.locator('[data-test="surface"]');
const scheme = (name: 'Light' | 'Dark') =>
  launched.app.evaluate(
    ({ Menu }, id) => Menu.getApplicationMenu()!.getMenuItemById(id)!.click(),
    `view.theme${name}`,
  );

/** Azimuth, elevation, zoom. */
const orbit = async () => (await surface().getAttribute('data-orbit'))!.split(' ').map(Number);

/** Colours of the surface's canvas, as a picture of the page sees them: a canvas of WebGL cannot be read afterwards. */
async function coloursSeen(): Promise<number> {
  const png = await surface().screenshot();
  return launched.page.evaluate(
    async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      // The middle, without the colour bar and what is written around it.
      const { data } = context.getImageData(
        bitmap.width * 0.2,
        bitmap.height * 0.3,
        bitmap.width * 0.4,
        bitmap.height * 0.4,
      );
      const colours = new Set<number>();
      for (let i = 0; i < data.length; i += 4)
        colours.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
      return colours.size;
    },
    [...png],
  );
}

test('first a run that has left the saddle', async () => {
  const { page } = launched;
  const epsilon = page.getByRole('textbox', { name: 'Size of the push ε' }).first();
  await epsilon.fill('0.3');
  await epsilon.press('Enter');
  await expect.poll(said, { timeout: 15_000 }).toMatch(/step 0 of/);
  await page.getByRole('button', { name: 'To end' }).click();
  await expect.poll(said, { timeout: 15_000 }).toMatch(/the loss went from/);
  await page.getByText('two principal directions of the run').waitFor();
});

describe('the surface', () => {
  test('three.js is not there before a surface is looked at', async () => {
    const scripts = () =>
      launched.page.evaluate(
        () =>
          performance.getEntriesByType('resource').filter(({ name }) => /scene-.*\.js$/.test(name)).length,
      );
    expect(await scripts()).toBe(0);
    await launched.page.keyboard.press('s');
    await surface().waitFor();
    await expect.poll(scripts).toBeGreaterThan(0);
  });

  test('is drawn in many colours, and says in words what it shows', async () => {
    await expect.poll(coloursSeen, { timeout: 15_000 }).toBeGreaterThan(500);
    const label = await surface().getAttribute('aria-label');
    expect(label).toMatch(/^Surface of the loss on 101 × 101 points of the plane trajectory about origin/);
    expect(label).toContain('The value at the centre is 0.5.');
    expect(label).toContain('Seen from 32° to the');
    await shot('surface');
  });

  test('is turned by the arrow keys, comes nearer with +, and 0 is the first view; the run makes no step of it', async () => {
    const [azimuth, elevation] = await orbit();
    await surface().focus();
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowDown', '+']) await launched.page.keyboard.press(key);
    expect(await orbit()).toEqual([azimuth! + 10, elevation! + 5, 1.2]);
    await launched.page.keyboard.press('ArrowRight');
    expect(await said()).toMatch(/step 5,000 of 5,000/);
    await launched.page.keyboard.press('0');
    await expect.poll(orbit).toEqual([azimuth, elevation, 1]);
  });

  test('goes back at once for who asks for less motion', async () => {
    const first = await orbit();
    await launched.page.emulateMedia({ reducedMotion: 'reduce' });
    await launched.page.keyboard.press('ArrowLeft');
    await launched.page.keyboard.press('0');
    expect(await orbit()).toEqual(first);
    await launched.page.emulateMedia({ reducedMotion: 'no-preference' });
  });

  test('is turned by the pointer and comes nearer by the wheel', async () => {
    const [azimuth, , zoom] = await orbit();
    const { x, y, width, height } = (await surface().boundingBox())!;
    const { mouse } = launched.page;
    await mouse.move(x + width / 2, y + height / 2);
    await mouse.down();
    await mouse.move(x + width / 2 + 50, y + height / 2, { steps: 5 });
    await mouse.up();
    expect((await orbit())[0]).toBeCloseTo(azimuth! - 20, 0);
    await mouse.wheel(0, -200);
    await expect.poll(async () => (await orbit())[2]!).toBeGreaterThan(zoom!);
    await launched.page.getByRole('button', { name: 'First view' }).click();
    await expect.poll(orbit).toEqual([azimuth, 30, 1]);
  });

  test('stands higher by its logarithm, and says so', async () => {
    await launched.page.getByLabel('Height', { exact: true }).selectOption('logarithmic');
    await expect.poll(said).toContain('The height is logarithmic.');
    await scheme('Dark');
    await launched.page.waitForTimeout(300);
    await shot('surface-dark');
    await scheme('Light');
  });

  test('is exported as it is turned, with the experiment in it', async () => {
    const { page } = launched;
    const file = join(folder, 'surface.png');
    await stubDialogs(launched.app, { save: file });
    await page.keyboard.press('Control+e');
    const picture = page.getByLabel('Picture', { exact: true });
    await expect.poll(() => picture.inputValue()).toBe('surface');
    await page.getByRole('textbox', { name: 'Width in pixels' }).fill('1600');
    await page.getByRole('textbox', { name: 'Height in pixels' }).fill('1000');
    await page.getByRole('button', { name: 'Save PNG…' }).click();
    await expect
      .poll(() => statSync(file, { throwIfNoEntry: false })?.size ?? 0, { timeout: 20_000 })
      .toBeGreaterThan(30_000);
    const png = readFileSync(file);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1600, 1000]);
    expect(readPngRecipe(png, 'surface.png')).toContain('"perturbation"');
    writeFileSync(join(screenshots, 'landscape-surface-exported.png'), png);
    await page.keyboard.press('Escape');
  });
});

describe('the slice', () => {
  const chart = () => launched.page.getByRole('img', { name: /^The slice through origin/ });

  test('shows the loss along α beside its Taylor polynomials', async () => {
    await launched.page.keyboard.press('c');
    await chart().waitFor();
    expect(await chart().getAttribute('aria-label')).toMatch(
      /^The slice through origin along α; one unit of t is 1 in parameter space\. The first term that is not 0 is 0\.05375·t\^2/,
    );
    await shot('slice');
  });

  test('goes along any direction of the plane', async () => {
    const slider = launched.page.getByRole('slider', { name: 'Direction' });
    await slider.focus();
    for (let i = 0; i < 3; i++) await slider.press('ArrowRight');
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('3°, along 0.999·α + 0.0523·β');
    await expect.poll(() => chart().getAttribute('aria-label')).toContain('along 0.999·α + 0.0523·β');
    await launched.page.getByRole('button', { name: 'β', exact: true }).click();
    await expect.poll(() => chart().getAttribute('aria-label')).toContain('along β;');
  });
});

describe('the map', () => {
  const map = () => launched.page.locator('[data-test="map"]');
  const menu = () => launched.page.getByRole('menu', { name: /^At α/ });

  test('tells of the path where it is pointed at', async () => {
    await launched.page.keyboard.press('m');
    await map().focus();
    await launched.page.keyboard.press('ArrowRight');
    const tip = launched.page.locator('[data-test="path-readout"]');
    await tip.waitFor();
    expect(await tip.innerText()).toMatch(
      /^Step [\d,]+\s+loss on the path [\d.]+, on the plane [\d.]+; off the plane by [\de.−-]+$/,
    );
    await launched.page.waitForTimeout(200);
    await shot('path');
  });

  test('what comes and goes with the pointer does not move it', async () => {
    const before = await map().boundingBox();
    await launched.page.mouse.move(before!.x + before!.width / 2, before!.y + before!.height / 2);
    await launched.page.locator('[data-test="readout"]', { hasText: 'α' }).waitFor();
    expect(await map().boundingBox()).toEqual(before);
  });

  test('Enter offers what can be done at the point, Esc goes back', async () => {
    await map().focus();
    await launched.page.keyboard.press('ArrowRight');
    await launched.page.keyboard.press('Enter');
    await menu().waitFor();
    expect(await launched.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('menuitem');
    await launched.page.keyboard.press('Escape');
    expect(await menu().count()).toBe(0);
    expect(await launched.page.evaluate(() => document.activeElement?.getAttribute('data-test'))).toBe('map');
  });

  test('a click says what is true at the point: the loss of the right column is that of the map', async () => {
    const { x, y, width, height } = (await map().boundingBox())!;
    await launched.page.mouse.click(x + width * 0.55, y + height * 0.3);
    await menu().waitFor();
    const name = await launched.page.locator('[data-test="map-menu"]').getAttribute('aria-label');
    const readout = await launched.page
      .locator('[data-test="readout"]')
      .innerText()
      .catch(() => '');
    await shot('menu');
    await launched.page.getByRole('menuitem', { name: 'Say what is true at this point' }).click();
    const column = launched.page.getByRole('region', { name: 'What is true here' });
    const place = name!.replace('At ', '');
    await expect.poll(() => column.innerText()).toContain(`${place} of the plane`);
    expect(await column.getByLabel('Point', { exact: true }).inputValue()).toBe('plane');
    const [, value] = /: ([\d.]+)$/.exec(readout) ?? [];
    if (value !== undefined)
      expect(Number(await column.locator('[data-test="loss"]').innerText())).toBeCloseTo(Number(value), 3);
    await shot('picked');
  });

  test('and a run starts from it', async () => {
    const column = launched.page.getByRole('region', { name: 'What is true here' });
    const loss = await column.locator('[data-test="loss"]').innerText();
    const { x, y, width, height } = (await map().boundingBox())!;
    await launched.page.mouse.click(x + width * 0.55, y + height * 0.3);
    await launched.page.getByRole('menuitem', { name: 'Start a run from it' }).click();
    await expect.poll(said, { timeout: 15_000 }).toMatch(/step 0 of/);
    await expect.poll(() => column.locator('[data-test="loss"]').innerText()).toBe(loss);
    expect(await column.getByLabel('Point', { exact: true }).inputValue()).toBe('scrubber');
  });
});

test('a small window has all three', async () => {
  const { page } = launched;
  await page.setViewportSize({ width: 1024, height: 768 });
  for (const [key, what] of [
    ['m', '[data-test="map"]'],
    ['s', '[data-test="surface"]'],
    ['c', '[data-test="slice"]'],
  ] as const) {
    await page.keyboard.press(key);
    await page.locator(what).waitFor();
    await page.waitForTimeout(500);
    await shot(`small-${key}`);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
  }
});

test('without WebGL one sentence says so, and the map is there', async () => {
  const { page } = launched;
  await page.evaluate(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (
      this: HTMLCanvasElement,
      kind: string,
      ...rest: unknown[]
    ) {
      return kind === 'webgl2' ? null : getContext.apply(this, [kind, ...rest] as never);
    } as typeof getContext;
  });
  await page.keyboard.press('s');
  await page.getByText('This machine offers no WebGL, so there is no surface here.').waitFor();
  await page.keyboard.press('m');
  await page.locator('[data-test="map"]').waitFor();
});

test('nothing was reported on the console', () => {
  expect(launched.pageErrors).toEqual([]);
});
