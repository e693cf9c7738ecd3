/** Lays out below out/packaging what a package is made of, before Electron is added: the app, what lies beside its archive, and icons. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from '../launch/prepare.mjs';
import { bundledPackages } from './bundled-packages.mjs';
import { canvasFolder } from './canvas-package.mjs';
import { currentCommit, setTimes } from './commit.mjs';
import { makeIcons } from './icons.mjs';
import { notices } from './notices.mjs';
import { product } from './settings.mjs';
import { packagingFolder } from './tools.mjs';

export const stageFolder = join(projectRoot, 'out', 'packaging');
export const stage = {
  /** The app: what goes into its archive. */
  app: join(stageFolder, 'app'),
  icons: join(stageFolder, 'icons'),
  /** Goes beside the archive, whatever the system. */
  resources: join(stageFolder, 'resources'),
  /** What only one system needs. */
  linux: join(stageFolder, 'linux'),
  windows: join(stageFolder, 'windows'),
  /** `/usr/bin/saddlescope`, relative so that it also holds below another root. */
  link: join(stageFolder, 'link', product.executable),
  /** @param {string} target `linux-x64`; packages that the app loads while it runs */
  modules: (target) => join(stageFolder, 'modules', target),
};

const built = (/** @type {string[]} */ ...parts) => join(projectRoot, 'out', ...parts);
const installed = (/** @type {string[]} */ ...parts) => join(projectRoot, 'node_modules', ...parts);

/** The project's own package.json, as it is in the checkout. */
export function projectManifest() {
  return JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
}

/** Only what the program, and whoever packages it, reads of package.json. */
function appManifest() {
  const { name, productName, version, description, license, type, main } = projectManifest();
  const author = { name: product.author, email: product.email };
  // Electron tells the window's name from desktopName, by which a desktop finds the icon.
  const desktopName = `${product.executable}.desktop`;
  const { homepage } = product;
  return { name, productName, version, description, license, type, main, author, homepage, desktopName };
}

function stageApp() {
  for (const part of ['main', 'preload', 'renderer', 'core']) {
    if (!existsSync(built(part)))
      throw new Error(`out/${part} is missing: build the app first (npm run build).`);
    cpSync(built(part), join(stage.app, 'out', part), {
      recursive: true,
      // What takes Electron's place is not needed beside Electron; stamps tell the launchers what is up to date.
      filter: (source) => source !== built('main', 'chromium') && basename(source) !== 'stamp',
    });
  }
  writeFileSync(join(stage.app, 'package.json'), `${JSON.stringify(appManifest(), null, 2)}\n`);
}

/**
 * The canvas and the fonts of pictures that are drawn without a window. Node finds them from inside the archive in `resources/node_modules`.
 * @param {string} target
 * @param {string | null} seed
 */
function stageModules(target, seed) {
  const folder = stage.modules(target);
  const canvas = join(folder, '@napi-rs', 'canvas');
  for (const file of ['package.json', 'LICENSE'])
    cpSync(installed('@napi-rs/canvas', file), join(canvas, file), { recursive: true });
  for (const file of ['index.js', 'geometry.js', 'js-binding.js', 'load-image.js', 'node-canvas.js'])
    cpSync(installed('@napi-rs/canvas', file), join(canvas, file));
  const native = canvasFolder(target, seed);
  cpSync(native, join(folder, '@napi-rs', basename(native)), {
    recursive: true,
    filter: (source) => !source.endsWith('README.md'),
  });
  const inter = join(folder, '@fontsource', 'inter');
  for (const file of ['package.json', 'LICENSE'])
    cpSync(installed('@fontsource/inter', file), join(inter, file));
  for (const subset of ['latin', 'latin-ext', 'greek'])
    for (const weight of [400, 600]) {
      const file = join('files', `inter-${subset}-${weight}-normal.woff2`);
      cpSync(installed('@fontsource/inter', file), join(inter, file));
    }
}

/**
 * Lays out everything anew.
 * @param {{ targets: string[], seed: string | null }} options targets such as `linux-x64`
 */
export async function makeStage({ targets, seed }) {
  rmSync(stageFolder, { recursive: true, force: true });
  mkdirSync(stage.resources, { recursive: true });
  stageApp();
  for (const target of targets) stageModules(target, seed);
  await makeIcons(stage.icons);
  cpSync(join(projectRoot, 'LICENSE'), join(stage.resources, 'LICENSE.txt'));
  writeFileSync(join(stage.resources, 'THIRD-PARTY-NOTICES.txt'), notices(bundledPackages()));
  // Copies, because electron-builder makes hard links: nothing that it does may reach the sources.
  for (const system of ['linux', 'windows'])
    cpSync(join(packagingFolder, system), join(stageFolder, system), { recursive: true });
  for (const script of ['saddlescope.sh', 'install-for-me.sh']) chmodSync(join(stage.linux, script), 0o755);
  for (const name of ['saddlescope.cmd', 'on-the-path.cmd']) {
    const batch = join(stage.windows, name);
    // A checkout has the lines of every other text; Windows' shell is only sure of its own.
    writeFileSync(batch, readFileSync(batch, 'utf8').replace(/\r?\n/g, '\r\n'));
  }
  mkdirSync(join(stageFolder, 'link'));
  symlinkSync(`../../opt/${product.name}/bin/${product.executable}`, stage.link);
  setTimes(stageFolder, currentCommit().epoch);
}
