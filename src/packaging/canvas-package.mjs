/** Where the canvas for a target is: among the installed packages when the target is this machine's, else in the seed. */
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
  return { name, file, url, integrity };
}

/**
 * @param {string} target
 * @param {string | null} seed
 * @returns {string} the folder of the package
 * @throws when it is neither installed nor in the seed
 */
export function canvasFolder(target, seed) {
  const { name, file, integrity } = canvasArchive(target);
  const installed = join(projectRoot, 'node_modules', '@napi-rs', name);
  if (existsSync(installed)) return installed;
  const archive = seed === null ? null : join(seed, 'packages', file);
  if (archive === null || !existsSync(archive))
    throw new Error(`the canvas for ${target} is missing: ${file} belongs into packages/ of the seed`);
  const [algorithm, sum] = integrity.split('-', 2);
  if (createHash(algorithm).update(readFileSync(archive)).digest('base64') !== sum)
    throw new Error(`${file} in the seed is damaged: it has not the sum that package-lock.json names`);
  const folder = join(projectRoot, 'out', 'packaging-canvas', name);
  mkdirSync(folder, { recursive: true });
  tool('tar').extract({ file: archive, cwd: folder, strip: 1, sync: true });
  return folder;
}

/**
 * Whether a target's canvas can be had.
 * @param {string} target
 * @param {string | null} seed
 */
export function hasCanvas(target, seed) {
  const { name, file } = canvasArchive(target);
  const installed = join(projectRoot, 'node_modules', '@napi-rs', name);
  return existsSync(installed) || (seed !== null && existsSync(join(seed, 'packages', file)));
}
