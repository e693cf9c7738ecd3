/** Reading what a person chose, with sentences instead of error codes. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { largestFile, readLimited } from '../files/read-limited';
import { UserError } from '../model/user-error';

/** @throws UserError when the file is missing, not readable, not a file or too large */
export async function readChosen(path: string): Promise<Uint8Array> {
  const name = basename(path);
  try {
    // Asked before it is opened: opening a pipe waits for somebody who writes into it.
    if (!(await stat(path)).isFile()) throw new UserError(`${name} is not a file: choose a file.`, name);
    const bytes = await readLimited(path, largestFile);
    if (bytes === null) throw new UserError(`${name} is larger than 1 GiB: choose a smaller file.`, name);
    return bytes;
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT')
      throw new UserError(`${path} does not exist: it may have been moved or renamed.`, name);
    if (code === 'EISDIR') throw new UserError(`${name} is a folder: choose a file.`, name);
    if (code === 'EACCES' || code === 'EPERM')
      throw new UserError(`${path} may not be read: change its permissions.`, name);
    throw new UserError(`${path} could not be read (${code ?? String(error)}).`, name);
  }
}
