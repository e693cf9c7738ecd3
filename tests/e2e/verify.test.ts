import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { decodeSaddle, encodeSaddle, type SaddleDocument } from '../../src/files/saddle-file';
import { launchApp, type Launched, projectRoot, stubDialogs } from './harness';

/** Oracle: a file as the window has written it, and the same file with the last bit of one number turned over. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-verify-'));
const file = join(folder, 'cited.saddle');
let launched: Launched;

const button = (name: string | RegExp) =>
  launched.page.getByRole('button', { name, exact: typeof name === 'string' });
const panel = () => launched.page.getByRole('dialog', { name: 'Verify bit for bit' });
const verified = () => panel().locator('[data-test="verified"]').innerText();
const shot = (name: string) =>
  launched.page.screenshot({ path: join(projectRoot, 'out', 'test', 'screenshots', `${name}.png`) });

beforeAll(async () => {
  launched = await launchApp();
  await launched.page.locator('[data-test="loss"]').waitFor();
});
afterAll(async () => {
  await launched?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a run that was never saved has no file to be verified, and a person may choose one', async () => {
  await launched.page.getByRole('menuitem', { name: 'File', exact: true }).click();
  await launched.page.getByRole('menuitem', { name: 'Verify bit for bit…' }).click();
  await panel().waitFor();
  expect(await button(/^Verify /).count()).toBe(0);
  await stubDialogs(launched.app, { open: null });
  await button('Choose a file…').click();
  await expect.poll(() => button('Choose a file…').isEnabled()).toBe(true);
  expect(await verified()).toBe('');
  await panel().getByRole('button', { name: 'Close' }).click();
});

test('a run that was trained and saved agrees', async () => {
  await button('To end').click();
  await launched.page.locator('[data-test="status"]', { hasText: '5,000 steps' }).waitFor();
  await stubDialogs(launched.app, { save: file });
  await launched.page.keyboard.press('Control+s');
  await expect.poll(() => launched.page.locator('[data-test="file-state"]').innerText()).toContain('cited');
  await launched.page.getByRole('menuitem', { name: 'File', exact: true }).click();
  await launched.page.getByRole('menuitem', { name: 'Verify bit for bit…' }).click();
  await button('Verify cited.saddle').click();
  await expect
    .poll(verified, { timeout: 30_000 })
    .toMatch(/^cited\.saddle agrees: \d+ arrays with [\d,]+ numbers/);
  expect(await verified()).toContain('It was written by this build');
  await shot('verify-agrees');
});

test('with one bit turned over it does not, and the step is named', async () => {
  const document = decodeSaddle(readFileSync(file), 'cited').document as SaddleDocument;
  const [name, loss] = Object.entries(document.arrays).find(([key]) => /^history_\w*loss$/.test(key))!;
  const data = (loss.data as Float64Array).slice();
  new Uint8Array(data.buffer)[8 * 3]! ^= 1;
  const forged = join(folder, 'forged.saddle');
  writeFileSync(
    forged,
    encodeSaddle({ ...document, arrays: { ...document.arrays, [name]: { ...loss, data } } }),
  );
  await stubDialogs(launched.app, { open: forged });
  await button('Choose a file…').click();
  await expect.poll(verified, { timeout: 30_000 }).toMatch(/^forged\.saddle does not agree: 1 of/);
  expect(await verified()).toMatch(new RegExp(`The first: ${name} at step \\d+`));
  await shot('verify-differs');
});

test('the key that stops what is being computed stops it, and leaves no verdict', async () => {
  const app = createSaddlescope({ workers: 1 });
  const template = app.template('xor-pushed');
  const steps = 3_000_000;
  const { run } = await app.createRun({
    ...template,
    training: { ...template.training, steps },
  });
  await app.train(run, { steps });
  const long = join(folder, 'long.saddle');
  writeFileSync(long, await app.encode(run, 'saddle'));
  app.dispose();
  await stubDialogs(launched.app, { open: long });
  await button('Choose a file…').click();
  await panel().getByRole('button', { name: 'Stop' }).waitFor();
  await launched.page.keyboard.press('Escape');
  await expect.poll(() => button('Choose a file…').isEnabled(), { timeout: 2_000 }).toBe(true);
  expect(await verified()).not.toContain('long.saddle');
  expect(await panel().getByRole('alert').count()).toBe(0);
  // The next one closes the panel.
  await launched.page.keyboard.press('Escape');
  await panel().waitFor({ state: 'detached' });
  await launched.page.getByRole('menuitem', { name: 'File', exact: true }).click();
  await launched.page.getByRole('menuitem', { name: 'Verify bit for bit…' }).click();
});

test('what holds no run is refused in one sentence, and nothing is left of what was said before', async () => {
  const text = join(folder, 'notes.saddle');
  writeFileSync(text, 'nothing of the kind');
  await stubDialogs(launched.app, { open: text });
  await button('Choose a file…').click();
  await expect.poll(() => panel().getByRole('alert').innerText()).toMatch(/^notes\.saddle/);
  expect(await verified()).toBe('');
  expect(launched.pageErrors).toEqual([]);
});
