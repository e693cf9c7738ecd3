import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { violations } from './accessibility';
import { launchApp, type Launched, projectRoot } from './harness';
import { plainBrowser } from './plain-browser';

/** Oracle: the axe engine, over every view of the window in light and dark, and over the page of claims. */

let launched: Launched;
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-access-'));
beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  launched = await launchApp();
  await launched.page.setViewportSize({ width: 1440, height: 900 });
  // Colours that are on their way are nobody's to read.
  await launched.page.emulateMedia({ reducedMotion: 'reduce' });
  await button('Play').waitFor();
});
afterAll(async () => {
  await launched?.close();
  rmSync(folder, { recursive: true, force: true });
});

const page = () => launched.page;
const button = (name: string) => page().getByRole('button', { name, exact: true }).first();
const press = (key: string) => page().keyboard.press(key);
const study = async (name: string) => {
  await press('Control+2');
  await page().getByRole('navigation', { name: 'Studies' }).getByRole('button', { name }).first().click();
  await page()
    .getByRole('button', { name: /^Ask( again)?$/ })
    .click();
  await expect.poll(() => button('Stop').count(), { timeout: 60_000 }).toBe(0);
};
const settled = () => page().waitForTimeout(400);

/** Dark on every view as well where the long tests are asked for, as continuous integration does. */
const schemes = process.env['SADDLESCOPE_LONG'] ? ['light', 'dark'] : ['light'];

/** Every view, in an order in which each is reached from the one before. */
const views: readonly (readonly [name: string, show: () => Promise<unknown>])[] = [
  ['the first view, with the offer of a tour', settled],
  [
    'the landscape after training',
    async () => {
      await button('Not now').click();
      await button('To end').click();
      await settled();
    },
  ],
  [
    'a field with a mistake',
    async () => {
      const rate = page().getByRole('textbox', { name: 'Learning rate', exact: true }).first();
      await rate.fill('-3');
      await rate.press('Enter');
      await settled();
    },
  ],
  [
    'the mistake mended',
    async () => {
      const rate = page().getByRole('textbox', { name: 'Learning rate', exact: true }).first();
      await rate.fill('0.2');
      await rate.press('Enter');
      await settled();
    },
  ],
  [
    'the question about unsaved changes',
    async () => {
      await press('Control+n');
      await page()
        .getByRole('button', { name: /^XOR, pushed/ })
        .first()
        .click();
      await settled();
    },
  ],
  [
    'the built-in experiments',
    async () => {
      await button('Stay here').click();
      await press('Control+n');
      await settled();
    },
  ],
  [
    'the picture to export',
    async () => {
      await press('Escape');
      await press('Control+e');
      await settled();
    },
  ],
  [
    'the keys',
    async () => {
      await press('Escape');
      await button('Keys').click();
      await settled();
    },
  ],
  [
    'about',
    async () => {
      await press('Escape');
      await page().getByRole('menuitem', { name: 'Help' }).first().click();
      await page()
        .getByRole('menuitem', { name: /^About/ })
        .click();
      await settled();
    },
  ],
  [
    'the laboratory: point',
    async () => {
      await press('Escape');
      await study('Point');
    },
  ],
  ['the laboratory: spectrum', () => study('Spectrum')],
  ['the laboratory: saddle order', () => study('Saddle order')],
  ['the laboratory: symmetry', () => study('Symmetry')],
  ['the laboratory: line', () => study('Line')],
  [
    'the claims before any was chosen',
    async () => {
      await press('Control+3');
      await settled();
    },
  ],
  [
    'a claim before it is decided',
    async () => {
      await page().locator('button[data-claim="A6e"]').click();
      await settled();
    },
  ],
  [
    'a claim decided, with a cell opened',
    async () => {
      await button('Let the experiments decide').click();
      await expect
        .poll(() => page().locator('[data-test="claim-verdict"]').count(), { timeout: 60_000 })
        .toBe(1);
      await page()
        .getByRole('button', { name: /^Row 4: / })
        .click();
      await page().getByText('All numbers as a table').click();
      await settled();
    },
  ],
  [
    'the tour',
    async () => {
      await press('F1');
      const goOn = button('Go on without saving');
      await settled();
      if ((await goOn.count()) > 0) await goOn.click();
      await settled();
    },
  ],
];

describe('no violations in', () => {
  test.each(views)('%s', async (_name, show) => {
    await show();
    for (const scheme of schemes) {
      await page().getByRole('combobox', { name: 'Light or dark' }).selectOption(scheme);
      await page().waitForTimeout(150);
      expect(await violations(page())).toEqual([]);
    }
    await page().getByRole('combobox', { name: 'Light or dark' }).selectOption('system');
  });
});

describe('the page of claims', () => {
  test('opens from disk with networking off, asks for nothing, and has no violations', async () => {
    const app = createSaddlescope({ workers: 1 });
    const results = await app.decideClaims(['A1a', 'A1i', 'A6e', 'A3c', 'E6']);
    const html = app.claimsPage(results);
    expect(app.claimsPage(results)).toBe(html);
    await app.dispose();
    const file = join(folder, 'claims.html');
    writeFileSync(file, html);
    const browser = await plainBrowser();
    try {
      const plain = await browser.newPage({ offline: true, javaScriptEnabled: true });
      const asked: string[] = [];
      plain.on('request', (request) => asked.push(request.url()));
      await plain.goto(`file://${file}`);
      for (const [media, colorScheme] of [
        ['screen', 'light'],
        ['screen', 'dark'],
        ['print', 'light'],
      ] as const) {
        await plain.emulateMedia({ media, colorScheme });
        expect(await violations(plain)).toEqual([]);
      }
      await plain.emulateMedia({ media: 'screen', colorScheme: 'light' });
      await plain.setViewportSize({ width: 1100, height: 1000 });
      await plain.screenshot({ path: join(screenshots, 'claims-page.png') });
      await plain.setViewportSize({ width: 320, height: 800 });
      expect(await plain.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      expect(asked).toEqual([`file://${file}`]);
    } finally {
      await browser.close();
    }
  });
});
