/** The packages of this folder: installed when the first package is built, never by `npm ci` of the project. */
import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runQuietly } from '../launch/command.mjs';
import { projectRoot } from '../launch/prepare.mjs';

export const packagingFolder = join(projectRoot, 'src', 'packaging');

/**
 * Loads one of them.
 * @param {string} name
 * @returns {any}
 */
export function tool(name) {
  return createRequire(join(packagingFolder, 'package.json'))(name);
}

/** Installs them where they are missing; who comes second waits for the first. Nothing of them is run while they are installed. */
export async function installTools() {
  const lock = join(projectRoot, 'out', 'packaging-install.lock');
  while (!isInstalled()) {
    if (!takes(lock)) {
      await sleep(200);
      continue;
    }
    try {
      if (!isInstalled()) await install();
    } finally {
      rmdirSync(lock);
    }
  }
}

/** npm writes this when all the rest is there. */
const isInstalled = () => existsSync(join(packagingFolder, 'node_modules', '.package-lock.json'));

/** @param {string} lock a folder that only one can make */
function takes(lock) {
  mkdirSync(join(projectRoot, 'out'), { recursive: true });
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

async function install() {
  const npm = process.env['npm_execpath'];
  const viaNode = npm !== undefined && /\.c?js$/.test(npm);
  await runQuietly({
    title: 'Installing the packaging tools (first time only)',
    command: viaNode ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm',
    args: [...(viaNode ? [npm] : []), 'ci', '--ignore-scripts', '--no-audit', '--no-fund'],
    cwd: packagingFolder,
    log: join(projectRoot, 'out', 'log', 'packaging-install.log'),
    remedy: 'It needs the npm registry, or a filled npm cache (npm run kit:seed says how).',
  });
}
