/**
 * `npm run kit:seed`: the files that building without a network needs, with their addresses, sums and places. `npm run kit:seed -- DIR` says
 * which of them are there already, and exits with 3 when some are missing.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from '../launch/prepare.mjs';
import { canvasArchive } from './canvas-package.mjs';
import { electronArchive } from './electron-distribution.mjs';
import { targets } from './targets.mjs';

const binaries = 'https://github.com/electron-userland/electron-builder-binaries/releases/download/';

/**
 * @typedef {object} SeedFile
 * @property {string} place below the seed
 * @property {string} url
 * @property {string} sum `sha256-<hex>` or, as npm writes it, `sha512-<base64>`
 * @property {string[]} needed names of targets
 */

/** @returns {SeedFile[]} */
export function seedFiles() {
  /** @type {Map<string, SeedFile>} */
  const files = new Map();
  const add = (/** @type {Omit<SeedFile, 'needed'>} */ file, /** @type {string} */ name) => {
    const known = files.get(file.place);
    if (known) known.needed.push(name);
    else files.set(file.place, { ...file, needed: [name] });
  };
  for (const { name, target, tools } of targets) {
    const electron = electronArchive(target);
    add({ place: `electron/${electron.file}`, url: electron.url, sum: `sha256-${electron.sha256}` }, name);
    const canvas = canvasArchive(target);
    add({ place: `packages/${canvas.file}`, url: canvas.url, sum: canvas.integrity }, name);
    for (const { release, file, sha256 } of tools) {
      const url = `${binaries}${release}/${file}`;
      add({ place: `tools/${release}/${file}`, url, sum: `sha256-${sha256}` }, name);
    }
  }
  return [...files.values()].sort((a, b) => (a.place < b.place ? -1 : 1));
}

/** @param {SeedFile} file @param {string} seed @returns {'there' | 'missing' | 'damaged'} */
export function stateOf({ place, sum }, seed) {
  const path = join(seed, place);
  if (!existsSync(path)) return 'missing';
  const [algorithm = '', expected] = sum.split('-', 2);
  const bytes = createHash(algorithm).update(readFileSync(path));
  return bytes.digest(algorithm === 'sha256' ? 'hex' : 'base64') === expected ? 'there' : 'damaged';
}

const introduction = `What a seed DIR holds for building without a network, on Linux. A file that no wanted target needs may be left out.
`;

const packages = `
All packages from npm, into a cache of their own, on any machine with a network (they install the packages there as usual):

    npm ci --cache DIR/npm && npm ci --prefix src/packaging --ignore-scripts --cache DIR/npm

Then, on the machine without one: npm run kit -- --from DIR
A canvas that is installed already (this system's own) need not be in packages/, and an
Electron may also lie there unpacked, as electron/linux-x64/ (then nobody checks its sum). rpm packages need rpmbuild as well, deb packages dpkg-deb; those
for macOS are made on a Mac.
`;

/** @param {string[]} args @returns {Promise<number>} exit code */
async function main([seed]) {
  await prepare({ need: ['packages'] });
  const files = seedFiles();
  const states = files.map((file) => (seed === undefined ? null : stateOf(file, seed)));
  const lines = files.flatMap(({ place, url, sum, needed }, i) => [
    `DIR/${place}${states[i] === null ? '' : `  [${states[i]}]`}`,
    `    ${url}`,
    `    ${sum}`,
    `    for ${needed.join(', ')}`,
  ]);
  process.stdout.write(`${[introduction, ...lines, packages].join('\n')}`);
  return states.some((state) => state !== null && state !== 'there') ? 3 : 0;
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2));
