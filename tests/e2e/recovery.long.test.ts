import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type Launched, projectRoot } from './harness';

/** A program that is killed loses nothing: the work it had not saved is offered by the next one. Oracle: the loss that was on the screen. */

const userData = mkdtempSync(join(tmpdir(), 'saddlescope-recovery-'));
const screenshots = join(projectRoot, 'out', 'test', 'screenshots');
let launched: Launched;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  launched = await launchApp({ userData });
});
afterAll(async () => {
  await launched?.close();
  rmSync(userData, { recursive: true, force: true });
});

const page = () => launched.page;
const loss = () => page().locator('[data-test="loss"]').getAttribute('title');
const step = () => page().locator('[data-test="step"] strong').innerText();
const kept = () => readdirSync(join(userData, 'unsaved'));
/** The step of the work that was kept aside; null before there is any. */
function keptStep(): number | null {
  const file = existsSync(join(userData, 'unsaved')) && kept().find((name) => name.endsWith('.saddle'));
  if (!file) return null;
  const members = unzipSync(readFileSync(join(userData, 'unsaved', file)));
  const { results } = JSON.parse(strFromU8(members['experiment.json']!)) as { results?: { step: number } };
  return results?.step ?? null;
}
let trained: string | null = null;

test('unsaved work is kept aside while one works', async () => {
  const epsilon = page().getByRole('textbox', { name: 'Size of the push ε' });
  await epsilon.fill('0.3');
  await epsilon.press('Enter');
  await expect.poll(loss).not.toBe('0.5');
  await page().getByRole('button', { name: 'To end' }).click();
  await expect.poll(step).toBe('5,000');
  await expect.poll(async () => Number(await loss())).toBeLessThan(1e-3);
  trained = await loss();
  await expect.poll(keptStep).toBe(5000);
});

test('a page whose process ends is started again with the same document', async () => {
  const session = await page().context().newCDPSession(page());
  await session.send('Page.crash').catch(() => undefined);
  // The driver has no page any more; the program has.
  const there = () =>
    launched.app.evaluate(async ({ BrowserWindow }) => {
      const code = `[document.querySelector('[data-test="step"] strong')?.innerText, document.querySelector('[data-test="loss"]')?.title]`;
      return (await BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(code)) as unknown;
    });
  await expect.poll(() => there().catch(() => null)).toEqual(['5,000', trained]);
});

test('killed, and started again: the work is offered and comes back', async () => {
  const ended = new Promise((done) => launched.app.process().once('exit', done));
  launched.app.process().kill('SIGKILL');
  await ended;
  launched = await launchApp({ userData });
  await page().getByText('“XOR from zero” was not saved when Saddlescope ended').waitFor({ timeout: 20_000 });
  await page().screenshot({ path: join(screenshots, 'recovery.png') });
  await page().getByRole('button', { name: 'Recover it' }).click();
  await expect.poll(step).toBe('5,000');
  await expect.poll(loss).toBe(trained);
  await expect.poll(() => page().locator('[data-test="file-state"]').innerText()).toBe('not saved yet');
});

test('a page that is lost while it trains comes back to a run that went on, and hears of its end', async () => {
  const there = (code: string) =>
    launched.app.evaluate(
      async ({ BrowserWindow }, source) =>
        (await BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(source)) as unknown,
      code,
    );
  const click = (name: string) =>
    there(
      `[...document.querySelectorAll('button')].find((one) => one.innerText.trim() === ${JSON.stringify(name)})?.click()`,
    );
  const stepThere = async () => {
    const text = await there(`document.querySelector('[data-test="step"] strong')?.innerText`).catch(
      () => null,
    );
    return Number(String(text ?? NaN).replaceAll(',', ''));
  };
  const has = (name: string) =>
    there(
      `[...document.querySelectorAll('button')].some((one) => one.innerText.trim() === ${JSON.stringify(name)})`,
    ).catch(() => false);
  await click('Play');
  await expect.poll(stepThere).toBeGreaterThan(5100);
  // What the program does to a page that hangs, where the person says so.
  await launched.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(),
  );
  await expect.poll(() => has('Pause'), { timeout: 20_000 }).toBe(true);
  const back = await stepThere();
  await expect.poll(stepThere).toBeGreaterThan(back + 200);
  await click('Pause');
  await expect.poll(() => has('Play')).toBe(true);
  const paused = await stepThere();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await stepThere()).toBe(paused);
});

test('closed in good order, nothing is left behind', async () => {
  await launched.close();
  expect(kept()).toEqual([]);
  launched = await launchApp({ userData });
  await expect.poll(step).toBe('0');
  await page().waitForTimeout(500);
  expect(await page().getByText('was not saved when').count()).toBe(0);
});
