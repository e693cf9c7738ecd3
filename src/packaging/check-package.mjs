/** What is made sure of in every package before it is put into an archive: fuses, contents, size. Any doubt ends the build. */
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../launch/prepare.mjs';
import { say } from '../launch/say.mjs';
import { setFuses } from './fuses.mjs';
import { writeRemovalScript } from './installed-files.mjs';
import { budget, product } from './settings.mjs';
import { stage } from './stage.mjs';
import { tool } from './tools.mjs';

/** @typedef {{ executable: string, resources: string }} Layout where things are in an unpacked program */

/**
 * @param {string} folder the unpacked program
 * @param {import('./settings.mjs').Platform} platform
 * @returns {Layout}
 */
export function layoutOf(folder, platform) {
  if (platform === 'darwin') {
    const app = join(folder, `${product.name}.app`);
    return { executable: app, resources: join(app, 'Contents', 'Resources') };
  }
  const executable = platform === 'win32' ? `${product.name}.exe` : product.executable;
  return { executable: join(folder, executable), resources: join(folder, 'resources') };
}

/** All that the app's archive may hold. */
const allowed = [/^\/package\.json$/, /^\/out$/, /^\/out\/(main|preload|renderer|core)(\/|$)/];
/** What it may not hold, though it lies there. */
const refused = [/node_modules/, /\.map$/, /^\/out\/main\/chromium/, /\.ts$/];

/**
 * @param {string} archive path of app.asar
 * @throws naming the first thing that does not belong there
 */
export function checkArchive(archive) {
  const asar = tool('@electron/asar');
  /** @type {string[]} */
  const entries = asar.listPackage(archive).map((/** @type {string} */ path) => path.replaceAll('\\', '/'));
  const stranger = entries.find(
    (path) => !allowed.some((form) => form.test(path)) || refused.some((form) => form.test(path)),
  );
  if (stranger !== undefined) throw new Error(`${stranger} does not belong into the program’s archive.`);
  for (const needed of ['/package.json', '/out/main/index.js', '/out/main/worker.js', '/out/core/core.wasm'])
    if (!entries.includes(needed)) throw new Error(`${needed} is missing in the program’s archive.`);
  const bytes = readFileSync(archive);
  for (const place of [projectRoot, `${homedir()}/`])
    if (bytes.includes(place))
      throw new Error(`The program’s archive contains ${place}, a path of the machine that built it.`);
  if (/^\/\/# sourceMappingURL=/m.test(bytes.toString('latin1')))
    throw new Error('The program’s archive refers to source maps, which are not in it.');
  return entries;
}

/** @param {string} path @returns {number} bytes below it */
export function sizeOf(path) {
  const about = statSync(path);
  if (!about.isDirectory()) return about.size;
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.isSymbolicLink())
    .reduce((sum, { name }) => sum + sizeOf(join(path, name)), 0);
}

/**
 * @param {string} folder
 * @param {Layout} layout
 * @throws when a budget is exceeded
 */
export function checkSize(folder, { resources }) {
  const ours = ['app.asar', 'node_modules', 'THIRD-PARTY-NOTICES.txt', 'LICENSE.txt']
    .map((name) => sizeOf(join(resources, name)))
    .reduce((sum, bytes) => sum + bytes, 0);
  const sizes = { program: sizeOf(folder), ours };
  const MiB = (/** @type {number} */ bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
  for (const part of /** @type {const} */ (['program', 'ours']))
    if (sizes[part] > budget[part])
      throw new Error(
        `The unpacked ${part === 'program' ? 'program' : 'program without Electron'} has ${MiB(sizes[part])}, more than the ${MiB(budget[part])} in src/packaging/settings.mjs.`,
      );
  say(`  unpacked: ${MiB(sizes.program)}, of which ${MiB(ours)} are not Electron’s`);
  return sizes;
}

/**
 * electron-builder’s `afterPack`.
 * @param {{ appOutDir: string, electronPlatformName: string, packager: { info: { framework: { isCopyElevateHelper?: boolean } } } }} context
 */
export async function checkPackage({ appOutDir, electronPlatformName, packager }) {
  const layout = layoutOf(appOutDir, /** @type {import('./settings.mjs').Platform} */ (electronPlatformName));
  // Electron's own demonstration would be shown if the app were missing.
  rmSync(join(layout.resources, 'default_app.asar'), { force: true });
  checkArchive(join(layout.resources, 'app.asar'));
  const states = await setFuses(layout.executable);
  say(
    `  fuses read back: ${Object.entries(states)
      .map(([name, state]) => `${name} ${state ? 'on' : 'off'}`)
      .join(', ')}`,
  );
  checkSize(appOutDir, layout);
  if (electronPlatformName === 'win32') {
    // A program that asks for administrators, which the portable package would get without having an option against it.
    packager.info.framework.isCopyElevateHelper = false;
    writeRemovalScript(appOutDir, join(stage.windows, 'installed-files.nsh'));
  }
}
