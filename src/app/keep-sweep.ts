import { readFile, stat } from 'node:fs/promises';
import { journalPath } from '../files/journal-file';
import { decodeSaddle } from '../files/saddle-file';
import { unpackSweep } from '../files/swept-section';
import { UserError } from '../model/user-error';
import { grouped } from '../model/words';

/**
 * Refuses to put something else in the place of a sweep's rows, which may have taken days; a run is replaced, as it is made again from its question.
 * @param path of a `.saddle` file that is to be written
 * @param next what will be there, as far as it is known: it may hold the same rows
 */
export async function keepSweep(path: string, next: () => Promise<Uint8Array> | Uint8Array): Promise<void> {
  const journal = journalPath(path);
  if ((await stat(journal).catch(() => null)) !== null)
    throw new UserError(
      `${path}: a sweep is being computed into it, or has been interrupted (its rows are in ${journal}); name another output, or remove the journal.`,
      path,
    );
  // A device may have no end.
  if ((await stat(path).catch(() => null))?.isFile() !== true) return;
  const there = await rowsOf(path, () => readFile(path));
  if (there === null) return;
  const own = await rowsOf(path, next);
  const runs = new Set(own?.runs);
  const isKept = own?.question === there.question && there.runs.every((run) => runs.has(run));
  if (isKept) return;
  throw new UserError(
    `${path}: this file holds ${grouped(there.runs.length)} runs of a sweep, which would be lost; name another output, or move it away.`,
    path,
  );
}

/** Null where there are none that can be read. */
async function rowsOf(
  path: string,
  bytes: () => Promise<Uint8Array> | Uint8Array,
): Promise<{ readonly question: string; readonly runs: Float64Array } | null> {
  try {
    const { swept, arrays } = decodeSaddle(await bytes(), path).document;
    const found = swept ? unpackSweep(swept, arrays) : null;
    return found === null ? null : { question: found.section.question, runs: found.numbers };
  } catch {
    // No file, or none of ours.
    return null;
  }
}
