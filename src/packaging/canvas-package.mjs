/** Where the canvas for a target is: among the installed packages when the target is this machine's, else in the seed or at the registry. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../launch/prepare.mjs';
import { tool } from './tools.mjs';

/** @type {Record<string, string>} */
const packages = {
  'linux-x64': 'canvas-linux-x64-gnu',
  'linux-arm64': 'canvas-linux-arm64-gnu',
  'win32-x64': 'canvas-win32-x64-msvc',
  'darwin-x64': 'canvas-darwin-x64',
  'darwin-arm64': 'canvas-darwin-arm64',
};

/**
 * The package that holds a target's canvas, as the lock file of the project has it.
 * @param {string} target
 */
export function canvasArchive(target) {
  const name = packages[target];
  const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'));
  const entry = lock.packages[`node_modules/@napi-rs/${name}`];
  if (name === undefined || entry === undefined) throw new Error(`There is no canvas for ${target}.`);
  const { version, integrity } = entry;
  const file = `napi-rs-${name}-${version}.tgz`;
  const url = `https://registry.npmjs.org/@napi-rs/${name}/-/${name}-${version}.tgz`;
  return { name, version, file, url, integrity };
}

const unpacked = join(projectRoot, 'out', 'packaging-canvas');

/** Has npm fetch a package. @param {ReturnType<typeof canvasArchive>} archive @returns {string} its file */
function fetched({ name, file, version }) {
  mkdirSync(unpacked, { recursive: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['pack', `@napi-rs/${name}@${version}`, '--pack-destination', unpacked];
  spawnSync(npm, args, { cwd: projectRoot, stdio: 'ignore', shell: process.platform === 'win32' });
  return join(unpacked, file);
}

/**
 * @param {string} target
 * @param {string | null} seed null: npm is asked for what is not installed
 * @returns {string} the folder of the package
 * @throws when it cannot be had, or is not the one that package-lock.json names
 */
export function canvasFolder(target, seed) {
  const wanted = canvasArchive(target);
  const installed = join(projectRoot, 'node_modules', '@napi-rs', wanted.name);
  if (existsSync(installed)) return installed;
  const archive = seed === null ? fetched(wanted) : join(seed, 'packages', wanted.file);
  if (!existsSync(archive))
    throw new Error(`The canvas for ${target} cannot be had: ${wanted.file} is missing.`);
  const [algorithm, sum] = wanted.integrity.split('-', 2);
  if (createHash(algorithm).update(readFileSync(archive)).digest('base64') !== sum)
    throw new Error(`${wanted.file} is damaged: it has not the sum that package-lock.json names.`);
  const folder = join(unpacked, wanted.name);
  mkdirSync(folder, { recursive: true });
  tool('tar').extract({ file: archive, cwd: folder, strip: 1, sync: true });
  return folder;
}

/**
 * Whether a target's canvas can be had.
 * @param {string} target
 * @param {string | null} seed
 * @param {boolean} online
 */
export function hasCanvas(target, seed, online) {
  const { name, file } = canvasArchive(target);
  const installed = join(projectRoot, 'node_modules', '@napi-rs', name);
  return existsSync(installed) || (seed === null ? online : existsSync(join(seed, 'packages', file)));
}
