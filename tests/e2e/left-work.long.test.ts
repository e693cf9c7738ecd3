import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { launchApp, type Launched, projectRoot, stubDialogs } from './harness';

/** What the window is computing when it is killed goes on at the next start. Oracle: what the same work comes to where nothing interrupts it. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-left-'));
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');
mkdirSync(screenshots, { recursive: true });
let launched: Launched;
let userData: string;
let programs = 0;
let isOpen = false;

beforeEach(() => {
  userData = join(folder, `data-${++programs}`);
});
afterEach(() => close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const page = () => launched.page;
const button = (name: string | RegExp) => page().getByRole('button', { name, exact: true }).first();
const start = async (own = userData): Promise<void> => {
  mkdirSync(own, { recursive: true });
  launched = await launchApp({ userData: own });
  isOpen = true;
  await page().setViewportSize({ width: 1440, height: 900 });
  await page().locator('[data-test="loss"]').waitFor();
};
const kept = (): string[] => {
  try {
    return readdirSync(join(userData, 'unfinished')).filter((name) => name.endsWith('.unfinished'));
  } catch {
    return [];
  }
};
/** What the notes beside them say. */
const tasks = (): unknown[] =>
  kept().map((name) => {
    const note = readFileSync(join(userData, 'unfinished', name.replace('.unfinished', '.json')), 'utf8');
    return (JSON.parse(note) as { what: { task: unknown } }).what.task;
  });
async function close(): Promise<void> {
  if (!isOpen) return;
  isOpen = false;
  await launched.close();
}
async function kill(): Promise<void> {
  isOpen = false;
  const ended = new Promise((done) => launched.app.process().once('exit', done));
  launched.app.process().kill('SIGKILL');
  await ended;
}
async function recover(): Promise<void> {
  await page().getByText('was not saved when Saddlescope ended').waitFor({ timeout: 20_000 });
  await button('Recover it').click();
}
const step = () => page().locator('[data-test="step"] strong').innerText();
const offer = (text: string) =>
  page().getByText(`Saddlescope was ${text} when it ended. What was done is kept.`);
/** Other questions may have the same answers. */
const answerOffer = (text: string, answer: string) =>
  page()
    .locator('.message')
    .filter({ hasText: `Saddlescope was ${text}` })
    .getByRole('button', { name: answer })
    .click();
/** A piece that was not kept before. */
async function untilKept(before: readonly string[]): Promise<void> {
  await expect
    .poll(() => kept().some((name) => !before.includes(name)), { timeout: 60_000, interval: 50 })
    .toBe(true);
}
const shot = (name: string) => page().screenshot({ path: join(screenshots, `${name}.png`) });

async function openTrained(template: string, seed: string): Promise<void> {
  await page()
    .getByRole('button', { name: /^New…?$/ })
    .first()
    .click();
  await page().locator(`[data-template="${template}"]`).click();
  // What is typed before the document is there goes with the one before it.
  await expect.poll(() => page().title()).toMatch(template.startsWith('iris') ? /iris/i : /pushed/i);
  const seedField = page().getByRole('textbox', { name: 'Seed' }).first();
  await seedField.fill(seed);
  await seedField.press('Enter');
  await expect.poll(() => page().locator('[data-test="file-state"]').innerText()).toBe('not saved yet');
  await button('To end').click();
  await expect.poll(step).not.toBe('0');
  await button('Play').waitFor();
}

const isComputing = async () => (await page().locator('[data-test="landscape-left"]').count()) > 0;
/** The finest map that still takes a few seconds. */
async function askForMap(): Promise<void> {
  await page().getByRole('combobox', { name: 'Show', exact: true }).selectOption('curvature');
  const points = page().getByRole('textbox', { name: 'Points' });
  await points.fill('701');
  await points.press('Enter');
}
async function mapAsNpy(name: string): Promise<Buffer> {
  const file = join(folder, name);
  await stubDialogs(launched.app, { save: file });
  await button(/^Export/).click();
  await button('Landscape, NPY…').click();
  await page().getByText(`Written: ${name}`).waitFor({ timeout: 30_000 });
  return readFileSync(file);
}

test('a map goes on by itself, as often as it is killed', async () => {
  await start(join(folder, 'calm'));
  await openTrained('iris-random', '3');
  await askForMap();
  await expect.poll(isComputing, { timeout: 10_000 }).toBe(true);
  await expect.poll(isComputing, { timeout: 60_000 }).toBe(false);
  const calm = await mapAsNpy('calm.npy');
  await close();

  await start();
  await openTrained('iris-random', '3');
  await askForMap();
  const shares: number[] = [];
  let before: string[] = [];
  for (let kills = 0; kills < 2; kills++) {
    await untilKept(before);
    await page().waitForTimeout(200);
    await kill();
    before = kept();
    await start();
    await recover();
    await page()
      .getByText(/Landscape: [\d,]+ of [\d,]+ parts were there already\./)
      .waitFor({ timeout: 20_000 });
    const told = await page()
      .getByText(/Landscape: [\d,]+ of/)
      .innerText();
    const [done, total] = told.match(/[\d,]+/g)!.map((text) => Number(text.replaceAll(',', '')));
    shares.push(done! / total!);
  }
  await shot('left-map');
  await expect.poll(isComputing, { timeout: 60_000 }).toBe(false);
  expect((await mapAsNpy('resumed.npy')).equals(calm)).toBe(true);
  expect(shares[0]).toBeGreaterThan(0);
  expect(shares[1]).toBeGreaterThan(shares[0]!);
  await close();
  expect(kept()).toEqual([]);
});

test('a study is offered with the run that it is about, and goes on', async () => {
  const answer = () => page().locator('[data-test="study-answer"]');
  const openStudy = async () => {
    await openTrained('xor-pushed', '5');
    await page().keyboard.press('Control+2');
    await page()
      .getByRole('navigation', { name: 'Studies' })
      .getByRole('button', { name: 'Critical points' })
      .first()
      .click();
    const starts = page().getByRole('textbox', { name: 'Starts' }).first();
    await starts.fill('3000');
    await starts.press('Enter');
  };
  const isDone = async () => (await button('Stop').count()) === 0;
  await start(join(folder, 'calm-study'));
  await openStudy();
  await expect.poll(isDone, { timeout: 100_000 }).toBe(true);
  const calm = await answer().innerText();
  await close();

  await start();
  await openStudy();
  await untilKept([]);
  await page().waitForTimeout(1200);
  await kill();
  await start();
  // Not before the run is there.
  await page().waitForTimeout(1000);
  expect(await offer('computing “Critical points” (Random starts: 3000) of this run').count()).toBe(0);
  await recover();
  await offer('computing “Critical points” (Random starts: 3000) of this run').waitFor({ timeout: 20_000 });
  await shot('left-study');
  await button('Go on').click();
  await page()
    .getByText(/Critical points: [\d,]+ of [\d,]+ parts were there already\./)
    .waitFor({ timeout: 20_000 });
  await expect.poll(isDone, { timeout: 100_000 }).toBe(true);
  expect(await answer().innerText()).toBe(calm);
  await close();
  await start();
  await page().waitForTimeout(1500);
  expect(await page().getByText('when it ended').count()).toBe(0);
  expect(kept()).toEqual([]);
});

test('claims are offered at the start, later or never, as the person says', async () => {
  const decided = async () =>
    Number(/^(\d+) of/.exec(await page().locator('[data-test="score"]').innerText())?.[1] ?? NaN);
  await start();
  await page().keyboard.press('Control+3');
  await button('Decide all').click();
  await untilKept([]);
  await page().waitForTimeout(2500);
  await kill();
  await start();
  await offer('deciding the claims').waitFor({ timeout: 20_000 });
  await answerOffer('deciding the claims', 'Ask me again next time');
  await close();
  await start();
  await offer('deciding the claims').waitFor({ timeout: 20_000 });
  await shot('left-claims');
  await answerOffer('deciding the claims', 'Decide the rest');
  await page()
    .getByText(/Claims: [\d,]+ of [\d,]+ parts were there already\./)
    .waitFor({ timeout: 20_000 });
  await untilKept(kept());
  await page().waitForTimeout(500);
  await kill();
  await start();
  // Once, though two programs were at it.
  await offer('deciding the claims').waitFor({ timeout: 20_000 });
  expect(await offer('deciding the claims').count()).toBe(1);
  await answerOffer('deciding the claims', 'Throw it away');
  await expect.poll(() => tasks().filter((task) => task === 'claims')).toEqual([]);
  await page().keyboard.press('Control+3');
  await button('Decide all').click();
  await button('Decide all again').waitFor({ timeout: 120_000 });
  expect(await decided()).toBe(52);
  expect(await page().getByText('parts were there already').count()).toBe(0);
});

test('a sweep is offered with its experiment, and goes on', async () => {
  const progress = () => page().locator('[data-test="sweep-progress"]');
  await start();
  await openTrained('xor-pushed', '5');
  await page().keyboard.press('Control+5');
  const seeds = page().getByRole('textbox', { name: 'Values of Seed of the start' });
  await seeds.fill('1..20000');
  await seeds.press('Enter');
  await button('Run the sweep').click();
  await untilKept([]);
  await page().waitForTimeout(1000);
  await kill();
  await start();
  await recover();
  await offer('computing the sweep of this experiment').waitFor({ timeout: 20_000 });
  await answerOffer('computing the sweep', 'Go on');
  await page()
    .getByText(/[\d,]+ of [\d,]+ runs were there already; the others are computed\./)
    .waitFor({ timeout: 20_000 });
  await expect.poll(() => progress().innerText()).toMatch(/^[1-9][\d,]* of [\d,]+ runs/);
  await shot('left-sweep');
  // Stopped on purpose, it is not offered again.
  await button('Stop').click();
  await expect.poll(() => progress().count(), { timeout: 20_000 }).toBe(0);
  await kill();
  await start();
  await recover();
  await page().waitForTimeout(1500);
  expect(await offer('computing the sweep of this experiment').count()).toBe(0);
});
