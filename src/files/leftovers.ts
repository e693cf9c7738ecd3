/** The temporary files beside what is saved: what they are called, and that those of programs which came to a sudden end go. */
import * as fs from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A file that is being written is younger than this, even on a slow disk. */
const oldMilliseconds = 3_600_000;

/** The name of a temporary file for what will be at a path. @param random 12 hexadecimal digits */
export const temporaryName = (path: string, random: string): string =>
  `.${basename(path).slice(0, 100)}.${random}.tmp`;

/** Removes the old temporary files of a path. Whatever hinders that is no reason to fail: what was to be saved is saved. */
export async function removeLeftovers(path: string): Promise<void> {
  const [before, after] = temporaryName(path, '\0').split('\0') as [string, string];
  await removeOld(
    dirname(path),
    (name) =>
      name.startsWith(before) &&
      name.endsWith(after) &&
      /^[0-9a-f]{12}$/.test(name.slice(before.length, -after.length)),
  );
}

/** The same of whatever was to be saved in a folder that nobody else has files in: where names are not used again. */
export const removeLeftoversIn = (folder: string): Promise<void> =>
  removeOld(folder, (name) => /^\..+\.[0-9a-f]{12}\.tmp$/.test(name));

async function removeOld(folder: string, isTemporary: (name: string) => boolean): Promise<void> {
  const names = await fs.readdir(folder).catch(() => [] as string[]);
  for (const name of names.filter(isTemporary)) {
    const file = join(folder, name);
    const about = await fs.stat(file).catch(() => null);
    if (about?.isFile() && Date.now() - about.mtimeMs > oldMilliseconds)
      await fs.rm(file, { force: true }).catch(() => undefined);
  }
}
