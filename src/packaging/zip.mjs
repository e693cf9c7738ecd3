/** A ZIP written file by file, so that a kit of several hundred megabytes needs no memory to speak of. Same files, same bytes. */
import { createReadStream, createWriteStream, lstatSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** @param {string} folder @param {string} below @returns {string[]} */
function files(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? files(folder, path) : [path];
    });
}

/** Already compressed: nothing is gained by doing it again. */
const packed = /\.(zip|gz|deb|rpm|AppImage|exe|dmg|saddle|png|woff2?)$/;

/**
 * @param {object} options
 * @param {string} options.folder
 * @param {string} options.file the archive
 * @param {string} options.prefix the folder that everything is in, inside
 * @param {number} options.epoch seconds
 * @param {0 | 6} [options.level]
 */
export async function zipFolder({ folder, file, prefix, epoch, level = 6 }) {
  const output = createWriteStream(file);
  /** @type {Error | null} */
  let failed = null;
  const zip = new Zip((error, chunk, last) => {
    if (error) failed = error;
    else if (last) output.end(chunk);
    else output.write(chunk);
  });
  // A ZIP knows local time only; written as if it were UTC, so that the place where it is made doesn't matter.
  const utc = new Date(epoch * 1000);
  const mtime = new Date(utc.getTime() + utc.getTimezoneOffset() * 60_000);
  for (const path of files(folder)) {
    const source = join(folder, path);
    const { mode } = lstatSync(source);
    const name = `${prefix}/${path}`;
    const entry =
      packed.test(path) || level === 0 ? new ZipPassThrough(name) : new ZipDeflate(name, { level });
    // Unix, with what may be run marked as such.
    Object.assign(entry, { mtime, os: 3, attrs: ((0o100000 | (mode & 0o100 ? 0o755 : 0o644)) << 16) >>> 0 });
    zip.add(entry);
    for await (const chunk of createReadStream(source, { highWaterMark: 1 << 20 })) {
      entry.push(chunk);
      if (output.writableNeedDrain) await once(output, 'drain');
    }
    entry.push(new Uint8Array(0), true);
  }
  zip.end();
  await once(output, 'close');
  if (failed) throw failed;
}
