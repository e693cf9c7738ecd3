/** A tar.gz that is the same for the same files: sorted, with one time, and nobody's user. electron-builder's own needs 7-Zip and is not. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tool } from './tools.mjs';

/** @param {string} folder @param {string} below @returns {string[]} */
function entries(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? [path, ...entries(folder, path)] : [path];
    });
}

/**
 * @param {object} options
 * @param {string} options.folder what to pack
 * @param {string} options.file the archive
 * @param {string} options.prefix the folder that everything is in, inside
 * @param {number} options.epoch seconds
 */
export async function tarGz({ folder, file, prefix, epoch }) {
  await tool('tar').create(
    {
      file,
      cwd: folder,
      prefix,
      portable: true,
      gzip: { level: 9, portable: true },
      noDirRecurse: true,
      mtime: new Date(epoch * 1000),
    },
    entries(folder),
  );
}
