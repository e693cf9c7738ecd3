/**
 * `npm start`: installs and builds what is missing, then opens the window by the best means that this machine has: Electron, else an
 * installed browser in its place, else (no display, no browser) the built-in experiment without a window. `npm start -- FILE…` opens files;
 * `npm start -- --retry` tries again for Electron after it could not be had.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { demo } from './demo.mjs';
import { downloadElectron, downloadPossible, installedElectron } from './electron-binary.mjs';
import { forget, rememberedRefusal, rememberRefusal } from './memory.mjs';
import { prepare, projectRoot } from './prepare.mjs';
import { say } from './say.mjs';
import { openInBrowser, openInElectron } from './window.mjs';

/**
 * Electron's program, or why there is none.
 * @returns {Promise<{ path: string } | { refused: string }>}
 */
async function findElectron() {
  const installed = installedElectron(projectRoot);
  const remembered = rememberedRefusal(projectRoot, installed !== null);
  if (remembered !== null) return { refused: remembered };
  if (installed !== null) return { path: installed };
  if (!(await downloadPossible(projectRoot)))
    return refuse('Electron is not installed and its download server cannot be reached');
  if (!(await downloadElectron(projectRoot))) return refuse('Electron could not be downloaded');
  return { path: /** @type {string} */ (installedElectron(projectRoot)) };
}

/** @param {string} reason */
function refuse(reason) {
  rememberRefusal(projectRoot, reason, false);
  return { refused: reason };
}

/**
 * @param {string} why no window can open
 * @param {string} remedy
 * @param {string[]} files
 */
async function withoutWindow(why, remedy, files) {
  say(`${why}, so the built-in experiment runs without a window.`);
  const code = await demo([]);
  if (files.length > 0)
    say(
      `Your files without a window: npm run saddlescope -- inspect ${files.map((file) => JSON.stringify(file)).join(' ')}`,
    );
  say(`To open the window: ${remedy}`);
  return code;
}

/**
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
async function start(args) {
  if (args.includes('--retry')) forget(projectRoot);
  const files = args.filter((argument) => !argument.startsWith('-')).map((file) => resolve(file));
  await prepare({ need: ['app'] });
  /** @type {typeof import('../chromium/browsers')} */
  const { findBrowser, hasDisplay } = await import(
    new URL('../../out/main/chromium/browsers.js', import.meta.url).href
  );
  const machine = { platform: process.platform, env: process.env, exists: existsSync };
  if (!hasDisplay(machine)) {
    return withoutWindow(
      'There is no display here',
      'run npm start in a graphical session (DISPLAY or WAYLAND_DISPLAY is not set).',
      files,
    );
  }

  const electron = await findElectron();
  let reason = 'refused' in electron ? electron.refused : '';
  if ('path' in electron) {
    const { opened, code } = await openInElectron(electron.path, { projectRoot, files });
    if (opened) return code;
    reason = `Electron ended with code ${code} before its window opened`;
    rememberRefusal(projectRoot, reason, true);
  }
  if (findBrowser(machine) !== null) {
    const { opened, code } = await openInBrowser(reason, { projectRoot, files });
    if (opened) return code;
    reason = `${reason}, and the installed browser did not start`;
  } else reason = `${reason}, and no Chrome, Chromium or Edge is installed`;
  const install = process.platform === 'linux' ? 'sudo apt install chromium' : 'install Chrome or Edge';
  return withoutWindow(
    reason,
    `${install}, or npx install-electron where it can be downloaded; then npm start -- --retry`,
    files,
  );
}

process.exitCode = await start(process.argv.slice(2)).catch((error) => {
  say(error instanceof Error ? error.message : String(error));
  return 1;
});
