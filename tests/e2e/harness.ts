/**
 * Starts the built app under Playwright: on a real Electron where there is one, else on the executable that takes its place, with whatever
 * browser the machine has (none is needed: the packages bring a headless one).
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { standInFolder } from '../../src/launch/stand-in.mjs';

export const projectRoot = resolve(import.meta.dirname, '../..');
const builtMain = join(projectRoot, 'out', 'main', 'index.js');

export interface LaunchOptions {
  /** Files on the command line. */
  readonly files?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The user's data folder; a fresh one, removed at the end, when absent. */
  readonly userData?: string;
  /** A command that the program is started by, such as `strace` with its options. */
  readonly startedBy?: readonly string[];
}

export interface Launched {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** `electron` or `stand-in`. */
  readonly engine: 'electron' | 'stand-in';
  /** Errors of the page's console and uncaught ones, as they come. */
  readonly pageErrors: string[];
  /** What the program printed. */
  readonly output: () => string;
  /** Ends the program; unsaved changes are dropped. */
  close(): Promise<void>;
}

/** The folder with the `electron` executable to test: a real distribution where there is one. */
export function electronFolder(): { folder: string; engine: Launched['engine'] } {
  const asked = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (asked) return { folder: asked, engine: 'electron' };
  const installed = join(projectRoot, 'node_modules', 'electron');
  const pathFile = join(installed, 'path.txt');
  if (existsSync(pathFile) && existsSync(join(installed, 'dist', readFileSync(pathFile, 'utf8')))) {
    return { folder: join(installed, 'dist'), engine: 'electron' };
  }
  return { folder: standInFolder(projectRoot), engine: 'stand-in' };
}

/** Tells a program to keep its things in this folder, those that belong to the machine included: they go with the test. */
export const dataIn = (folder: string) => ({
  SADDLESCOPE_USER_DATA: folder,
  XDG_RUNTIME_DIR: join(folder, 'run'),
});

export async function launchApp({
  files = [],
  env = {},
  userData,
  startedBy,
}: LaunchOptions = {}): Promise<Launched> {
  if (!existsSync(builtMain)) throw new Error(`${builtMain} is missing: run \`npm run build\` first.`);
  const { folder: distribution, engine } = electronFolder();
  const folder = startedBy ? folderStartedBy(startedBy, distribution) : distribution;
  const data = userData ?? mkdtempSync(join(tmpdir(), 'saddlescope-e2e-'));
  mkdirSync(dataIn(data).XDG_RUNTIME_DIR, { recursive: true });
  const removeData = () => rmSync(data, { recursive: true, force: true });
  if (userData === undefined) process.once('exit', removeData);
  // Playwright starts what `require('electron')` names, with its loader; this makes it name our executable without a download,
  // each time anew.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = folder;
  const require = createRequire(import.meta.url);
  delete require.cache[require.resolve('electron')];
  const app = await _electron
    .launch({
      args: [builtMain, ...files],
      cwd: projectRoot,
      env: {
        ...environment(),
        ELECTRON_OVERRIDE_DIST_PATH: folder,
        ...dataIn(data),
        ...env,
      },
      timeout: 60_000,
    })
    .finally(() => {
      if (engine === 'stand-in') delete process.env['ELECTRON_OVERRIDE_DIST_PATH'];
    });
  let output = '';
  app.process().stdout?.on('data', (chunk) => (output += String(chunk)));
  app.process().stderr?.on('data', (chunk) => (output += String(chunk)));
  const page = await app.firstWindow();
  const pageErrors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && pageErrors.push(message.text()));
  page.on('pageerror', (error) => pageErrors.push(String(error)));
  await page.waitForURL(/\/index\.html$/);
  await page.waitForLoadState('domcontentloaded');
  const close = async (): Promise<void> => {
    await app.evaluate(({ dialog }) => {
      // The answer to the question about unsaved changes: don't save.
      dialog.showMessageBox = (async () => ({
        response: 1,
        checkboxChecked: false,
      })) as typeof dialog.showMessageBox;
    });
    let hangs = false;
    const patience = setTimeout(() => (hangs = app.process().kill('SIGKILL')), 60_000);
    await app.close().finally(() => clearTimeout(patience));
    if (userData === undefined) removeData();
    if (hangs) throw new Error('The program did not end within a minute of being told to.');
  };
  return { app, page, engine, pageErrors, output: () => output, close };
}

/** What passes for a distribution whose program is started by another. It is small, and lies among the temporary files. */
function folderStartedBy(command: readonly string[], distribution: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'saddlescope-started-by-'));
  const words = [...command, join(distribution, 'electron')].map((word) => `'${word}'`).join(' ');
  writeFileSync(join(folder, 'electron'), `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 });
  return folder;
}

/** Answers the app's file dialogs: `open` with a path or a cancel (null), `save` likewise. */
export async function stubDialogs(
  app: ElectronApplication,
  answers: { open?: string | null; save?: string | null },
): Promise<void> {
  await app.evaluate(({ dialog }, { open, save }) => {
    if (open !== undefined) {
      const answer = { canceled: open === null, filePaths: open === null ? [] : [open] };
      dialog.showOpenDialog = (async () => answer) as typeof dialog.showOpenDialog;
    }
    if (save !== undefined) {
      const answer = { canceled: save === null, filePath: save ?? '' };
      dialog.showSaveDialog = (async () => answer) as typeof dialog.showSaveDialog;
    }
  }, answers);
}

/** Drops a file on the window, as the file manager does. */
export async function dropFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    ([fileName, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(content as number[])], fileName as string));
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
        );
      }
    },
    [name, Array.from(bytes)] as const,
  );
}

/** Milliseconds from the start of the navigation to the first paint. */
export function firstPaint(page: Page): Promise<number> {
  return page.evaluate(async () => {
    for (;;) {
      const paint = performance.getEntriesByName('first-paint')[0];
      if (paint) return paint.startTime;
      await new Promise((done) => setTimeout(done, 10));
    }
  });
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
