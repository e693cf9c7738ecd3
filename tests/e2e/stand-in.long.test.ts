import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { dataIn, electronFolder, launchApp, type Launched, projectRoot } from './harness';

/** Oracle: what Electron's documentation promises, asked of the executable that takes its place. */

describe.runIf(electronFolder().engine === 'stand-in')('the executable that takes Electron’s place', () => {
  let launched: Launched;
  const folder = mkdtempSync(join(tmpdir(), 'saddlescope-files-'));
  const data = join(folder, 'data');

  beforeAll(async () => {
    launched = await launchApp({
      userData: data,
      env: { HOME: folder, XDG_CACHE_HOME: join(homedir(), '.cache') },
    });
    await launched.page.waitForFunction(() => document.title.includes('XOR'));
  });
  afterAll(async () => {
    await launched?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('answers within a few milliseconds, and carries 8 MB either way bit for bit', async () => {
    const { app, page } = launched;
    const roundTrip = await page.evaluate(async () => {
      await window.saddlescope.call('about');
      const from = performance.now();
      for (let i = 0; i < 200; i++) await window.saddlescope.call('about');
      return (performance.now() - from) / 200;
    });
    await page.evaluate(() => {
      const box = window as unknown as { got: Promise<unknown> };
      box.got = new Promise((resolve) =>
        window.saddlescope.on('action', (values) => resolve({ values, at: Date.now() })),
      );
    });
    const sent = await app.evaluate(({ BrowserWindow }) => {
      const values = Float64Array.from({ length: 1e6 }, (_, i) =>
        i === 7 ? -0 : i === 8 ? NaN : Math.sqrt(i),
      );
      const sent = Date.now();
      // No action has this name, so the window does nothing with it.
      BrowserWindow.getAllWindows()[0]!.webContents.send('saddlescope:event', 'action', values);
      return sent;
    });
    const { at, ...sum } = await page.evaluate(async () => {
      const { values, at } = await (
        window as unknown as { got: Promise<{ values: Float64Array; at: number }> }
      ).got;
      const right = values.every((value, i) => Object.is(value, i === 7 ? -0 : i === 8 ? NaN : Math.sqrt(i)));
      return { right, length: values.length, type: values.constructor.name, at };
    });
    const down = at - sent;
    expect(sum).toEqual({ right: true, length: 1e6, type: 'Float64Array' });
    const up = await page.evaluate(async () => {
      const bytes = new Uint8Array(8e6);
      const from = performance.now();
      const message = await window.saddlescope
        .call('openDropped', 'junk.bin', bytes)
        .catch((error: { message: string }) => error.message);
      return { message, took: performance.now() - from };
    });
    expect(up.message).toContain('junk.bin');
    console.log(
      `call ${roundTrip.toFixed(2)} ms; 8 MB to the page ${down.toFixed(0)} ms, from the page ${up.took.toFixed(0)} ms`,
    );
    expect(roundTrip).toBeLessThan(20);
  });

  test('a long array in an answer, which crosses in parts, is the one that was computed', async () => {
    const resolution = 601;
    const service = createSaddlescope();
    const experiment = service.template('xor-pushed');
    const { run } = await service.createRun(experiment);
    const { values } = await service.landscape(run, { resolution, plane: { name: 'random', seed: 3 } });
    await service.dispose();
    const expected = createHash('sha256').update(values).digest('hex');
    const got = await launched.page.evaluate(
      async ([document, points]) => {
        const { call } = window.saddlescope;
        const view = await call('createRun', document as never, false);
        const landscape = await call('landscape', view.run, {
          resolution: points as number,
          plane: { name: 'random', seed: 3 },
        });
        const bytes = new Uint8Array(landscape.values.slice().buffer);
        return {
          type: landscape.values.constructor.name,
          length: landscape.values.length,
          bytes: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
        };
      },
      [experiment, resolution] as const,
    );
    expect(got).toMatchObject({ type: 'Float64Array', length: resolution ** 2 });
    expect(createHash('sha256').update(Buffer.from(got.bytes, 'base64')).digest('hex')).toBe(expected);
  });

  test('saves through the dialog drawn in the page, and asks before it replaces a file', async () => {
    const { page } = launched;
    const run = await page.evaluate(async () => {
      const { call } = window.saddlescope;
      return (await call('createRun', await call('template', (await call('templates'))[0]!.name), false)).run;
    });
    const save = () => page.evaluate((id) => window.saddlescope.call('saveAs', id), run);
    const target = join(folder, 'first.saddle');
    let saved = save();
    await page.getByLabel('File name').fill('first');
    await page.getByLabel('Folder').fill(join(folder, 'missing'));
    await page.getByRole('button', { name: 'Save', exact: true }).last().click();
    await page.getByRole('alert').getByText('does not exist').waitFor();
    await page.getByLabel('Folder').fill('~');
    await page.getByLabel('Folder').press('Enter');
    expect(await saved).toMatchObject({ fileName: 'first.saddle', dirty: false });
    expect(readFileSync(target).subarray(0, 2).toString()).toBe('PK');

    writeFileSync(target, 'old');
    saved = save();
    await page.getByLabel('File name').fill('first.saddle');
    await page.getByLabel('Folder').fill(folder);
    await page.getByLabel('Folder').press('Enter');
    await page.getByText('exists already').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('File name').waitFor();
    await page.keyboard.press('Escape');
    expect(await saved).toBeNull();
    expect(readFileSync(target, 'utf8')).toBe('old');
  });

  test('opens through the browser’s file chooser, and knows the path', async () => {
    const { page, app } = launched;
    const path = join(folder, 'asked.json');
    const experiment = await page.evaluate(async () => {
      const { call } = window.saddlescope;
      return call('template', (await call('templates'))[0]!.name);
    });
    writeFileSync(path, JSON.stringify(experiment));
    const chooser = page.waitForEvent('filechooser');
    const opened = page.evaluate(() => window.saddlescope.call('openDialog'));
    await (await chooser).setFiles(path);
    expect(await opened).toMatchObject({ document: { fileName: 'asked.json', dirty: false } });
    const recent = await page.evaluate(() => window.saddlescope.call('recentFiles'));
    expect(recent[0]).toMatchObject({ name: 'asked.json' });
    expect(
      await app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('file.recent.0')?.label),
    ).toContain('asked.json');
  });

  test('a second start hands its file to the first and ends', async () => {
    const { page } = launched;
    const path = join(folder, 'second.json');
    writeFileSync(path, readFileSync(join(folder, 'asked.json')));
    const opened = page.evaluate(
      () =>
        new Promise<string | null>((resolve) =>
          window.saddlescope.on('opened', (opened) =>
            resolve(opened.kind === 'table' ? null : opened.document.fileName),
          ),
        ),
    );
    const { folder: distribution } = electronFolder();
    const second = spawn(
      join(distribution, 'electron'),
      [join(projectRoot, 'out', 'main', 'index.js'), path],
      {
        env: { ...process.env, ...dataIn(data) },
        stdio: 'ignore',
      },
    );
    // Where it goes on, against what is expected, it must not outlast the test.
    const late = setTimeout(() => second.kill(), 30_000);
    expect(await new Promise((resolve) => second.on('exit', resolve))).toBe(0);
    clearTimeout(late);
    expect(await opened).toBe('second.json');
  });
});

test.runIf(electronFolder().engine === 'stand-in')(
  'SIGTERM leaves no process and no profile behind',
  async () => {
    const { folder } = electronFolder();
    const temporary = mkdtempSync(join(tmpdir(), 'saddlescope-term-'));
    const child = spawn(join(folder, 'electron'), [join(projectRoot, 'out', 'main', 'index.js')], {
      env: { ...process.env, SADDLESCOPE_USER_DATA: join(temporary, 'data'), TMPDIR: temporary },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await new Promise<void>((resolve) =>
      child.stderr.on('data', (chunk) => String(chunk).includes('Fallback') && resolve()),
    );
    child.kill('SIGTERM');
    await new Promise((resolve) => child.on('exit', resolve));
    // Only what the app itself keeps may be there, if it has come to it: its folder of this machine, which is empty.
    const left = readdirSync(temporary, { recursive: true, encoding: 'utf8' }).filter(
      (name) => !/^data|^saddlescope-[0-9a-f]{12}-[^/]*$/.test(name),
    );
    expect(left).toEqual([]);
    rmSync(temporary, { recursive: true, force: true });
  },
);
