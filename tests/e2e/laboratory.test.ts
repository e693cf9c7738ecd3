import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type Launched, projectRoot } from './harness';

/** The laboratory as a person uses it: choose a study, ask, read the answer. The pictures are in out/test/screenshots. */

let launched: Launched;
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  launched = await launchApp();
  await launched.page.setViewportSize({ width: 1440, height: 900 });
});
afterAll(() => launched?.close());

const shot = (name: string) => launched.page.screenshot({ path: join(screenshots, `${name}.png`) });
const button = (name: string) => launched.page.getByRole('button', { name, exact: true }).first();
const laboratory = () => launched.page.getByRole('region', { name: 'Laboratory' });

test('is reached by its key, and the symmetry of the run is answered there', async () => {
  await expect.poll(() => button('Play').isEnabled()).toBe(true);
  await launched.page.keyboard.press('Control+2');
  await laboratory().waitFor();
  await button('Symmetry').click();
  await button('Ask').click();
  await expect.poll(() => laboratory().innerText()).toMatch(/effective width 1 of 2/i);
  await shot('laboratory-symmetry');
  await launched.page.keyboard.press('Control+1');
  await launched.page.getByRole('region', { name: 'Landscape' }).waitFor();
  expect(launched.pageErrors).toEqual([]);
});
