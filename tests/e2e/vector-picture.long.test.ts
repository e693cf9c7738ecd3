import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { picture } from '../../src/cli/output';
import { plainBrowser } from './plain-browser';
import { projectRoot } from './harness';

/** Oracle: the PNG of the same figure. A browser draws the SVG, and all but the letters (whose font it may lack) has to be the same picture. */

const screenshots = join(projectRoot, 'out', 'test', 'screenshots');
const look = { width: 1200, height: 900, theme: 'light' } as const;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  browser = await plainBrowser();
});
afterAll(() => browser?.close());

test('the figure of a run is the same as SVG and as PNG', async () => {
  const app = createSaddlescope({ workers: 1 });
  const { run } = await app.createRun(app.template('xor-pushed'));
  const view = await app.train(run);
  const landscape = await app.landscape(run);
  const png = await picture(app, view, landscape, look);
  const svg = new TextDecoder().decode(await picture(app, view, landscape, look, 'svg'));
  await app.dispose();

  const page = await browser.newPage({ viewport: { width: look.width, height: look.height } });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block }</style>${svg.slice(svg.indexOf('<svg'))}`,
  );
  const shot = await page.screenshot({ path: join(screenshots, 'figure-svg.png') });
  expect(await page.getByRole('img', { name: /XOR, pushed off the saddle/ }).count()).toBe(1);
  await page.close();

  const pixels = async (bytes: Uint8Array) => {
    const canvas = createCanvas(look.width, look.height);
    const context = canvas.getContext('2d');
    context.drawImage(await loadImage(Buffer.from(bytes)), 0, 0);
    return context.getImageData(0, 0, look.width, look.height).data;
  };
  const [drawn, wanted] = await Promise.all([pixels(shot), pixels(png)]);
  let far = 0;
  for (let i = 0; i < wanted.length; i += 4) {
    const distance = Math.max(...[0, 1, 2].map((c) => Math.abs(drawn[i + c]! - wanted[i + c]!)));
    if (distance > 24) far++;
  }
  // Edges of lines, and letters of another font where there is no Inter.
  expect(far / (look.width * look.height)).toBeLessThan(0.05);
  // A picture of nothing would be further from it than that.
  const blank = wanted.reduce(
    (count, value, i) => count + (i % 4 === 0 && Math.abs(value - wanted[0]!) > 24 ? 1 : 0),
    0,
  );
  expect(blank / (look.width * look.height)).toBeGreaterThan(0.15);
});
