/**
 * Writing a file so that a crash at any moment leaves the old or the new content, never a mixture: the bytes go to a
 * temporary file in the same folder, are flushed to the disk, and the temporary file is then renamed over the target.
 */
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../model/user-error';
import { removeLeftovers, temporaryName } from './leftovers';
import { replaceFile } from './replace-file';

/** Replaces the content of `path`; pieces are asked for one after the other, while others have their turn. @throws UserError when the folder is missing, read-only or full; the old file is then untouched */
export async function writeFileAtomically(
  path: string,
  bytes: Uint8Array | Iterable<Uint8Array>,
): Promise<void> {
  // A link is followed, so that saving over it changes the file it points to and keeps the link.
  const target = await fs.realpath(path).catch(() => path);
  const folder = dirname(target);
  const temporary = join(folder, temporaryName(target, randomBytes(6).toString('hex')));
  let created = false;
  try {
    const old = await fs.stat(target).catch(() => null);
    // The folder would allow it: a rename asks the old file for nothing.
    if (old?.isFile()) await requireWritable(target, path);
    const mode = old === null ? 0o666 : old.mode & 0o777;
    const handle = await fs.open(temporary, 'wx', mode);
    created = true;
    try {
      await fs.writeFile(handle, bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await replaceFile(temporary, target);
  } catch (error) {
    if (created) await fs.rm(temporary, { force: true }).catch(() => undefined);
    throw error instanceof UserError ? error : explainWriteError(error, path);
  }
  await flushFolder(folder);
  await removeLeftovers(target);
}

/** Refuses a file that is there and is write-protected. @param name what to call it */
export async function requireWritable(path: string, name: string): Promise<void> {
  try {
    await fs.access(path, fs.constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM') return;
    throw new UserError(
      `${name}: the file is write-protected; allow that it is written to, or choose another name.`,
      name,
    );
  }
}

export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code));

/** Makes a rename, a new file or a removal in a folder durable. Windows cannot flush a folder, and some network drives refuse: the file is whole all the same. */
export async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await fs.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // see above
  }
}

/** What a failed write to `path` means, in one sentence. */
export function explainWriteError(error: unknown, path: string): Error {
  const folder = dirname(path);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return new UserError(
        `${path}: the folder '${folder}' does not exist; create it or choose another.`,
        path,
      );
    case 'ENOTDIR':
      return new UserError(`${path}: '${folder}' is not a folder; choose another place.`, path);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new UserError(
        `${path}: writing is not allowed here; choose another folder or change its permissions.`,
        path,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new UserError(
        `${path}: the disk is full; free some space and save again (the old file is unchanged).`,
        path,
      );
    case 'EISDIR':
    case 'ENOTEMPTY':
    case 'EEXIST':
      return new UserError(`${path}: this is a folder; choose a file name.`, path);
    case 'ENAMETOOLONG':
      return new UserError(`${path}: the name is too long for this disk; choose a shorter one.`, path);
    case 'EBUSY':
      return new UserError(
        `${path}: another program is using the file, or it is protected; close it there and save again, or choose another name.`,
        path,
      );
    default:
      return new UserError(
        `${path}: the file could not be written (${error instanceof Error ? error.message : String(error)}).`,
        path,
      );
  }
}
