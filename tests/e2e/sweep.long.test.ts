import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPngRecipe } from '../../src/files/png-recipe';
import { launchApp, type Launched, projectRoot, stubDialogs } from './harness';

/** A sweep as a person asks for it: what is varied, running, pausing and stopping, its numbers and pictures, one of its runs, and the same after a restart. */

let launched: Launched;
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-sweep-'));
const data = join(folder, 'user');
const at = (name: string) => join(folder, name);

async function open(): Promise<void> {
  launched = await launchApp({ userData: data });
  await launched.page.setViewportSize({ width: 1440, height: 900 });
  await launched.page.locator('[data-test="loss"]').waitFor();
  await launched.page.keyboard.press('Control+5');
}
beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  await open();
});
afterAll(async () => {
  await launched?.close();
  rmSync(folder, { recursive: true, force: true });
});

const shot = (name: string) => launched.page.screenshot({ path: join(screenshots, `sweep-${name}.png`) });
const button = (name: string | RegExp) =>
  launched.page.getByRole('button', { name, exact: typeof name === 'string' }).first();
const size = () => launched.page.locator('[data-test="sweep-size"]').innerText();
const found = () => launched.page.locator('[data-test="sweep-found"]').innerText();
const rows = () => launched.page.locator('[data-test="sweep-groups"] > tbody > tr:not(.listed)');
async function values(name: string, text: string): Promise<void> {
  const field = launched.page.getByRole('textbox', { name: `Values of ${name}` });
  await field.fill(text);
  await field.press('Enter');
}
async function untilDone(): Promise<void> {
  await button('Run the sweep').waitFor({ timeout: 60_000 });
}
const bytes = (name: string) => statSync(at(name), { throwIfNoEntry: false })?.size ?? 0;

describe('asking', () => {
  test('a sweep is proposed: over the push, and over seeds', async () => {
    await expect.poll(size).toMatch(/^300 runs in 3 groups/);
    await shot('proposed');
  });

  test('what cannot be read, and what is no experiment, is said at its axis', async () => {
    await values('Size of the push ε', '0..1:3:log');
    const alert = launched.page.getByRole('alert');
    await expect.poll(() => alert.innerText()).toMatch(/logarithmic scale: both must be above 0/);
    await values('Size of the push ε', '0.1, -1');
    await expect.poll(() => alert.innerText()).toMatch(/-1/);
    expect(await button('Run the sweep').isEnabled()).toBe(false);
    await values('Size of the push ε', '0.3, 1');
    await values('Seed of the start', '1..20');
    await expect.poll(size).toMatch(/^40 runs in 2 groups/);
    await expect.poll(() => alert.count()).toBe(0);
  });
});

describe('running', () => {
  test('groups with their numbers, and the curve of each', async () => {
    await button('Run the sweep').click();
    await untilDone();
    await expect.poll(() => rows().count()).toBe(2);
    expect(await found()).toMatch(/^40 runs: \d+ solved, \d+ escaped/);
    expect(await rows().first().innerText()).toMatch(/ε 0\.3\s+20\s/);
    await shot('groups');
  });

  test('paused, nothing goes on; stopped, what was computed is there at the next start', async () => {
    await values('Seed of the start', '1..20000');
    await expect.poll(size).toMatch(/^40,000 runs/);
    await button('Run the sweep').click();
    const progress = launched.page.locator('[data-test="sweep-progress"]');
    await expect.poll(() => progress.innerText()).toMatch(/^[1-9][\d,]* of 40,000 runs/);
    await button('Pause').click();
    await expect.poll(() => progress.innerText()).toMatch(/paused/);
    await launched.page.waitForTimeout(400);
    const paused = await progress.innerText();
    await launched.page.waitForTimeout(700);
    expect(await progress.innerText()).toBe(paused);
    await button('Go on').click();
    await expect.poll(() => progress.innerText()).not.toBe(paused);
    await button('Stop').click();
    await untilDone();
    expect(await found()).toMatch(/of 40,000 runs|^[\d,]+ runs/);
    await values('Seed of the start', '1..20');
    await button('Run the sweep').click();
    await untilDone();
    await expect.poll(found).toMatch(/^40 runs/);
  });
});

describe('what comes of it', () => {
  test('a table, a file and pictures that carry the sweep', async () => {
    await stubDialogs(launched.app, { save: at('runs.csv') });
    await button('Save as CSV…').click();
    await expect.poll(() => bytes('runs.csv')).toBeGreaterThan(0);
    const table = parse(readFileSync(at('runs.csv')), { columns: true }) as Record<string, string>[];
    expect(table).toHaveLength(40);
    await stubDialogs(launched.app, { save: at('sweep.png') });
    await button('Save picture…').click();
    await expect.poll(() => bytes('sweep.png')).toBeGreaterThan(0);
    const recipe = JSON.parse(readPngRecipe(readFileSync(at('sweep.png')), 'sweep.png')) as {
      sweep: { axes: { over: string }[] };
    };
    expect(recipe.sweep.axes.map(({ over }) => over)).toEqual([
      'initialisation.perturbation.size',
      'initialisation.seed',
    ]);
    await stubDialogs(launched.app, { save: at('sweep.svg') });
    await button('Save SVG…').click();
    await expect.poll(() => bytes('sweep.svg')).toBeGreaterThan(0);
    await stubDialogs(launched.app, { save: at('sweep.saddle') });
    await button('Save as .saddle…').click();
    await expect.poll(() => bytes('sweep.saddle')).toBeGreaterThan(0);
  });

  test('two fields make a table of colours', async () => {
    await button('Vary one more').click();
    await values('Learning rate', '0.3, 1');
    await expect.poll(size).toMatch(/^80 runs in 4 groups/);
    await button('Run the sweep').click();
    await untilDone();
    await launched.page
      .getByRole('combobox', { name: 'What the picture shows' })
      .selectOption('share solved');
    const cells = launched.page.locator('[data-test="sweep-grid"] td');
    await expect.poll(() => cells.count()).toBe(4);
    expect(await cells.allInnerTexts()).toEqual(
      Array.from({ length: 4 }, () => expect.stringMatching(/ %$/)),
    );
    await shot('grid');
  });

  test('one of its runs is opened and trains to the number in the list', async () => {
    await button(/^Runs of rate 1, ε 1/).click();
    const first = launched.page.locator('[data-test="sweep-runs"] tbody tr').first();
    const listed = await first
      .locator('td')
      .nth(5 - 1)
      .innerText();
    await first.getByRole('button', { name: /^Open run/ }).click();
    const go = button('Go on without saving');
    await go.click();
    await expect.poll(() => button('Play').isEnabled()).toBe(true);
    await button('To end').click();
    await launched.page.locator('[data-test="status"]', { hasText: /loss/ }).waitFor();
    const loss = Number(
      (await launched.page.locator('[data-test="loss"]').innerText())
        .replace('−', '-')
        .replace(/[^\d.e-]/g, ''),
    );
    const expected = Number(listed.replace('−', '-'));
    if (expected > 1e-6) expect(Math.abs(loss / expected - 1)).toBeLessThan(1e-2);
    expect(launched.pageErrors).toEqual([]);
  });
});

test('after a restart the same question is answered at once, from what was kept', async () => {
  await launched.close();
  await open();
  await values('Size of the push ε', '0.3, 1');
  await values('Seed of the start', '1..20');
  await expect.poll(size).toMatch(/^40 runs/);
  const from = Date.now();
  await button('Run the sweep').click();
  await untilDone();
  await expect.poll(found).toMatch(/^40 runs/);
  expect(Date.now() - from).toBeLessThan(20_000);
});

test('what was kept is damaged: it is said, and thrown away only when the person says so; a torn end is told', async () => {
  const kept = readdirSync(join(data, 'sweeps')).map((name) => join(data, 'sweeps', name));
  expect(kept.length).toBeGreaterThan(0);
  for (const path of kept) writeFileSync(path, 'damaged');
  await button('Run the sweep').click();
  const messages = () => launched.page.locator('body').innerText();
  await expect.poll(messages).toMatch(/cannot be read as a file of this program\. Throw away what was kept/);
  expect(await messages()).not.toContain('--restart');
  await shot('anew');
  await button('Leave it').click();
  for (const path of kept) expect(readFileSync(path, 'utf8')).toBe('damaged');
  await button('Run the sweep').click();
  await button('Throw away and begin anew').click();
  await untilDone();
  await expect.poll(found).toMatch(/^40 runs/);
  const whole = kept.find((path) => readFileSync(path, 'utf8') !== 'damaged')!;
  // The beginning of a header.
  writeFileSync(`${whole}.journal`, 'SADSWEEP');
  await button('Run the sweep').click();
  await expect.poll(messages).toMatch(/the last 8 bytes, after 0 whole records, are not whole/);
  await untilDone();
});
