import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './accessibility';
import { hiddenFocus, moving } from './controls';
import { projectRoot } from './harness';
import { plainBrowser } from './plain-browser';

/**
 * The page of claims as a teacher hands it out: written by the command line, opened from disk in a real browser engine that has no network and runs no script,
 * read, printed. A few claims of every kind; SADDLESCOPE_LONG takes all of them.
 */

const few = ['Q0', 'Q1', 'A1d', 'A1i', 'A3b', 'A5d', 'A5e', 'E6'];
const claims = process.env['SADDLESCOPE_LONG'] === undefined ? few : [];
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-report-'));
const file = join(folder, 'claims.html');
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');
let browser: Browser;
/** Runs no script, as a mail reader or a careful person has it. */
let page: Page;
/** For axe, which is a script. */
let judged: Page;
const asked: string[] = [];

const write = (path: string) =>
  promisify(execFile)(
    process.execPath,
    [join(projectRoot, 'out', 'main', 'cli.js'), 'claims', ...claims, '--report', path],
    { maxBuffer: 1 << 26 },
  );

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  await write(file);
  browser = await plainBrowser();
  const open = async (javaScriptEnabled: boolean) => {
    const opened = await browser.newPage({
      offline: true,
      javaScriptEnabled,
      viewport: { width: 1100, height: 900 },
    });
    opened.on('request', (request) => asked.push(request.url()));
    await opened.goto(pathToFileURL(file).href);
    return opened;
  };
  page = await open(false);
  judged = await open(true);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const shot = (name: string) => page.screenshot({ path: join(screenshots, `${name}.png`) });
/** Parts that are wider than the room they have. */
const tooWide = () =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => element.checkVisibility() && !element.closest('.wide > *, svg, .skip, .spoken'))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 120)),
  );

describe.each([
  ['in light', { media: 'screen', colorScheme: 'light' }],
  ['in dark', { media: 'screen', colorScheme: 'dark' }],
  ['on paper', { media: 'print', colorScheme: 'dark' }],
] as const)('%s', (name, media) => {
  beforeAll(() => Promise.all([page.emulateMedia(media), judged.emulateMedia(media)]));

  test('has no violations', async () => {
    expect((await violations(judged)).join('\n')).toBe('');
  });

  test('has its own colours', async () => {
    const [red] = await page.evaluate(() =>
      getComputedStyle(document.body).backgroundColor.match(/\d+/g)!.map(Number),
    );
    expect(red! < 60).toBe(name === 'in dark');
    // The pictures follow.
    const paper = await page
      .locator('figure > svg > rect')
      .first()
      .evaluate((rect) => getComputedStyle(rect).fill);
    expect(paper).toBe(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    await page.locator('article').nth(2).scrollIntoViewIfNeeded();
    await shot(`report-${name.replace(' ', '-')}`);
  });
});

describe('read', () => {
  beforeAll(() =>
    Promise.all([page, judged].map((one) => one.emulateMedia({ media: 'screen', colorScheme: 'light' }))),
  );

  test('by keyboard: the first stop skips to the claims, every stop is seen, and nothing moves', async () => {
    await page.evaluate(() => scrollTo(0, 0));
    await page.locator('h1').click();
    await page.keyboard.press('Shift+Tab');
    const skip = page.getByRole('link', { name: 'Skip to the claims' });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    expect((await skip.boundingBox())!.x).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#claims');
    expect(await hiddenFocus(page)).toEqual([]);
    expect(await moving(page)).toEqual([]);
  });

  test('from the contents to a claim and back', async () => {
    const link = page
      .getByRole('navigation')
      .getByRole('link', { name: 'Different inputs break the symmetry.' });
    await link.click();
    const heading = page.getByRole('heading', { name: /^A1i: Different inputs/ });
    await expect.poll(async () => (await heading.boundingBox())!.y).toBeLessThan(900);
    expect((await heading.boundingBox())!.y).toBeGreaterThanOrEqual(0);
    await page
      .getByRole('article', { name: /^A1i: / })
      .getByRole('link', { name: 'Back to the contents' })
      .click();
    await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(900);
  });

  test('pictures state their finding, and long tables open without a script', async () => {
    const pictures = page.locator('figure > svg');
    for (let i = 0; i < (await pictures.count()); i++)
      expect(await pictures.nth(i).locator('desc').textContent()).toMatch(/\w.{30,}/);
    expect(await page.getByRole('img').count()).toBe(await page.getByRole('article').count());
    const folded = page.locator('details').first();
    const cell = folded.getByRole('rowheader').first();
    expect(await cell.isVisible()).toBe(false);
    await folded.locator('summary').click();
    await expect.poll(() => cell.isVisible()).toBe(true);
    await folded.locator('summary').click();
  });

  test('on a screen 320 px wide nothing has to be scrolled sideways but wide tables', async () => {
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await tooWide()).toEqual([]);
    await judged.setViewportSize({ width: 320, height: 800 });
    expect((await violations(judged)).join('\n')).toBe('');
    await page.evaluate(() => scrollTo(0, 0));
    await shot('report-narrow');
    await page.setViewportSize({ width: 1100, height: 900 });
  });
});

describe('printed', () => {
  test('no table is wider than the paper, also where all are open', async () => {
    await page.emulateMedia({ media: 'print' });
    // A4 without its margins of 15 mm, in CSS pixels.
    await page.setViewportSize({ width: 680, height: 1000 });
    await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('table, figure > svg')]
        .filter((part) => part.getBoundingClientRect().right > innerWidth + 0.5)
        .map((part) => `${part.textContent!.slice(0, 60)}: ${part.getBoundingClientRect().right}`),
    );
    expect(wide).toEqual([]);
    await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = false)));
  });

  test('on numbered pages, not shrunk to fit', async () => {
    const pdf = await page.pdf({
      path: join(screenshots, 'report.pdf'),
      format: 'A4',
      preferCSSPageSize: true,
    });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length;
    const articles = await page.getByRole('article').count();
    expect(pages).toBeGreaterThan(articles / 2);
    expect(pages).toBeLessThan(2 * articles + 4);
  });
});

test('nothing was asked for but the file itself', () => {
  expect([...new Set(asked.map((address) => address.split('#')[0]))]).toEqual([pathToFileURL(file).href]);
});

test('written again it is the same, byte by byte', async () => {
  const again = join(folder, 'again.html');
  await write(again);
  expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
});
