/** Where Electron's distribution for a target is, and whether it is the one that its makers published. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { installedElectron } from '../launch/electron-binary.mjs';
import { projectRoot } from '../launch/prepare.mjs';

const electronPackage = join(projectRoot, 'node_modules', 'electron');

/** @returns {string} */
export function electronVersion() {
  return JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')).version;
}

/**
 * The archive of a target, as Electron's releases name it, with the sum that the npm package carries.
 * @param {string} target
 */
export function electronArchive(target) {
  const version = electronVersion();
  const file = `electron-v${version}-${target}.zip`;
  const url = `https://github.com/electron/electron/releases/download/v${version}/${file}`;
  const sums = JSON.parse(readFileSync(join(electronPackage, 'checksums.json'), 'utf8'));
  return { file, url, sha256: /** @type {string | undefined} */ (sums[file]) };
}

/** @param {string} path */
export async function sha256(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * @param {string} target
 * @param {string | null} seed
 * @returns {{ path: string, kind: 'archive' | 'folder' } | null} in a seed the archive, or `electron/<target>/`, unpacked; else what is installed
 */
export function findElectron(target, seed) {
  if (seed !== null) {
    const archive = join(seed, 'electron', electronArchive(target).file);
    if (existsSync(archive)) return { path: archive, kind: 'archive' };
    const folder = join(seed, 'electron', target);
    return existsSync(folder) ? { path: folder, kind: 'folder' } : null;
  }
  const installed = join(electronPackage, 'dist');
  const own = target === `${process.platform}-${process.arch}` && installedElectron(projectRoot) !== null;
  return own && existsSync(installed) ? { path: installed, kind: 'folder' } : null;
}

/**
 * @param {string} target
 * @param {string} archive
 * @throws when it is not the published one
 */
export async function verifyElectron(target, archive) {
  const { file, sha256: expected } = electronArchive(target);
  if ((await sha256(archive)) !== expected)
    throw new Error(`${file} in the seed is not the one that Electron published (its SHA-256 differs).`);
}
