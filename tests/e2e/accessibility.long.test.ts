import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './accessibility';
import { faintEdges, hiddenFocus, moving } from './controls';
import { launchApp, type Launched, projectRoot } from './harness';
import { views } from './views';

/**
 * Oracle: axe-core, and the success criteria of WCAG 2.2 that it leaves to others, over every view in light and in dark. With SADDLESCOPE_LONG it
 * leaves a picture of each in out/test/screenshots/views.
 */

let launched: Launched;
const screenshots = join(projectRoot, 'out', 'test', 'screenshots', 'views');

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  launched = await launchApp();
  await launched.page.setViewportSize({ width: 1440, height: 900 });
});
afterAll(async () => launched?.close());

/** As the menu does it, so that what is open stays open. */
async function scheme(name: 'Light' | 'Dark'): Promise<void> {
  await launched.app.evaluate(
    ({ Menu }, id) => Menu.getApplicationMenu()!.getMenuItemById(id)!.click(),
    `view.theme${name}`,
  );
  await launched.page.locator(`html[data-scheme="${name.toLowerCase()}"]`).waitFor();
}

describe.each(views)('$name', ({ name, show }) => {
  beforeAll(async () => {
    await scheme('Light');
    await show(launched);
    if (process.env['SADDLESCOPE_LONG'] === undefined) return;
    await launched.page.screenshot({ path: join(screenshots, `${name.replace(/[^a-z0-9]+/gi, '-')}.png`) });
  });

  test('has no violations, and fields are seen', async () => {
    expect((await violations(launched.page)).join('\n')).toBe('');
    expect(await faintEdges(launched.page)).toEqual([]);
  });

  test('nor in the dark', async () => {
    await scheme('Dark');
    expect((await violations(launched.page, 'colours')).join('\n')).toBe('');
    expect(await faintEdges(launched.page)).toEqual([]);
  });

  test('keeps still for who asks for less motion', async () => {
    expect(await moving(launched.page)).toEqual([]);
  });

  test('shows the focus on every control', async () => {
    expect(await hiddenFocus(launched.page)).toEqual([]);
  });
});

test('the checks see what they are there for', async () => {
  const { page } = launched;
  await page.evaluate(() => {
    const wrong = document.createElement('section');
    wrong.id = 'wrong';
    wrong.style.cssText = 'background: #fff; color: #999; transition: color 1s';
    wrong.innerHTML =
      '<p>faint</p><p>☾</p><button></button><input aria-label="a" style="outline: none; border: 1px solid #ccc">';
    document.querySelector('main')!.append(wrong);
  });
  const found = (await violations(page)).join('\n');
  for (const what of [
    /^color-contrast .*\n.*p:nth-child\(1\)/m,
    /^contrast of text\n.*p:nth-child\(2\)/m,
    /^button-name/m,
  ])
    expect(found).toMatch(what);
  expect(await faintEdges(page)).toHaveLength(1);
  expect(await moving(page)).toHaveLength(1);
  expect((await hiddenFocus(page)).join()).toContain('aria-label="a"');
  await page.evaluate(() => document.querySelector('#wrong')!.remove());
});

test('nothing was reported on the console', () => {
  expect(launched.pageErrors).toEqual([]);
});
