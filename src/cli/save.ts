import { randomBytes } from 'node:crypto';
import { mkdtemp, open, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { explainWriteError, requireWritable, writeFileAtomically } from '../files/atomic-write';
import { UserError } from '../model/user-error';

/** Some disks take an empty file when they are full. */
const probeLength = 4096;

/** Refuses a place that cannot be written to, before any time is spent on what would go there: a small file is written beside it and taken away. */
export async function requirePlace(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const target = await stat(path).catch(() => null);
  if (target?.isDirectory()) throw new UserError(`${path}: this is a folder; name a file.`, path);
  // A link is followed, as the saving does.
  const folder = dirname(await realpath(path).catch(() => path));
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder)
    throw new UserError(`${path}: the folder ${folder} does not exist; make it or name another.`, path);
  if (target?.isFile()) await requireWritable(path, path);
  const probe = join(folder, `.saddlescope.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(probe, 'wx');
    try {
      await handle.writeFile(new Uint8Array(probeLength));
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw explainWriteError(error, path);
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

/**
 * Writes what may have taken hours to compute, and says so. Where the place turns out not to take it, it is kept in the system's folder for temporary files.
 * @throws UserError why, and where it is kept, or that it is not
 */
export async function save(path: string, bytes: Uint8Array, temporary = tmpdir()): Promise<void> {
  try {
    await writeFileAtomically(path, bytes);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const kept = await keep(basename(path), bytes, temporary);
    const sentence = error.message.replace(/\.$/, '');
    throw new UserError(
      kept === null
        ? `${sentence}; it could not be kept in ${temporary} either, so it is lost.`
        : `${sentence}. What was to be written is kept as ${kept}; move it from there.`,
      path,
    );
  }
  process.stderr.write(`wrote ${path}\n`);
}

/** Where it is kept, in a folder of its own; null where it cannot be. */
async function keep(name: string, bytes: Uint8Array, temporary: string): Promise<string | null> {
  let folder: string | null = null;
  try {
    folder = await mkdtemp(join(temporary, 'saddlescope-'));
    const kept = join(folder, name);
    await writeFileAtomically(kept, bytes);
    return kept;
  } catch {
    if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    return null;
  }
}

/** Does all of the writing, whatever becomes of the others. @throws UserError the sentences of those that failed */
export async function saveAll(writing: readonly (() => Promise<void>)[]): Promise<void> {
  const failed: UserError[] = [];
  for (const write of writing)
    try {
      await write();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failed.push(error);
    }
  if (failed.length > 0)
    throw new UserError(failed.map(({ message }) => message).join(' '), failed[0]!.place);
}
