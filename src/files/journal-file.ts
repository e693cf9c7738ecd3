import * as fs from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../model/user-error';
import { explainWriteError, flushFolder, isDiskFull, writeFileAtomically } from './atomic-write';
import {
  type JournalContents,
  journalHeader,
  type JournalQuestion,
  journalRecord,
  readJournal,
} from './journal';

/** What is not yet on the disk is put there after this long at most. */
const flushMilliseconds = 1000;

/** Writes only at the end, and makes no file. */
const appending = fs.constants.O_WRONLY | fs.constants.O_APPEND;

/** Where the journal of an output is. */
export const journalPath = (output: string): string => `${output}.journal`;

/**
 * A journal on the disk. What is appended is handed to the operating system at once, so that the end of the program loses nothing of it, and flushed to the disk
 * within a second, so that the end of the machine loses a second at most.
 */
export class JournalFile {
  #last: Promise<void> = Promise.resolve();
  #failure: Error | null = null;
  #timer: NodeJS.Timeout | null = null;

  private constructor(
    readonly path: string,
    private readonly handle: fs.FileHandle,
  ) {}

  /**
   * Opens the journal at a path to go on with it, or begins one. What is not whole at its end is left out. A file that is there is never cut off or written over, because somebody
   * may be appending to it: another takes its place.
   * @param restart throws away what is there
   * @param accept looks at what is there before anything is touched, and may throw
   * @throws UserError where the place cannot be written to, or what is there is not of this question
   */
  static async open(
    path: string,
    question: JournalQuestion,
    { restart = false, accept }: { restart?: boolean; accept?: (contents: JournalContents) => void } = {},
  ): Promise<{ readonly journal: JournalFile; readonly contents: JournalContents }> {
    const found = (restart ? null : await contentsOf(path)) ?? new Uint8Array();
    const contents = readJournal(found, question, path);
    accept?.(contents);
    const { wholeBytes } = contents;
    if (wholeBytes === 0) await writeFileAtomically(path, journalHeader(question));
    else if (wholeBytes < found.length) await writeFileAtomically(path, found.subarray(0, wholeBytes));
    try {
      return { journal: new JournalFile(path, await fs.open(path, appending)), contents };
    } catch (error) {
      throw explainJournalError(error, path);
    }
  }

  /** Whether the path still leads to the file that is written to, and not to one that another program has put there. */
  async isInPlace(): Promise<boolean> {
    try {
      const [own, there] = await Promise.all([
        this.handle.stat({ bigint: true }),
        fs.stat(this.path, { bigint: true }),
      ]);
      // Some file systems have no such numbers.
      return own.ino === 0n || there.ino === 0n || (own.ino === there.ino && own.dev === there.dev);
    } catch (error) {
      // Whatever else is wrong with the place, writing to it will tell.
      return (error as NodeJS.ErrnoException).code !== 'ENOENT';
    }
  }

  /** Adds runs with their rows, runs × columns. Rejects, now and ever after, where the disk does not take it. */
  append(runs: ArrayLike<number>, rows: Float64Array): Promise<void> {
    const record = journalRecord(runs, rows);
    return this.#next(async () => {
      // One call per record, and the system puts it at the end: a record is never in the middle of another.
      const { bytesWritten } = await this.handle.write(record);
      if (bytesWritten !== record.length)
        throw Object.assign(new Error('the record was not written whole'), { code: 'ENOSPC' });
      this.#timer ??= setTimeout(() => void this.#flush().catch(() => undefined), flushMilliseconds);
    });
  }

  /** Waits until all is on the disk, and lets go of the file. */
  async close(): Promise<void> {
    await this.#flush().finally(async () => {
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = null;
      await this.handle.close().catch(() => undefined);
    });
  }

  /** Closes and removes: all that it holds is in the output now. What another program has put in its place stays. */
  async remove(): Promise<void> {
    const isOwn = await this.isInPlace();
    await this.close();
    if (isOwn) await fs.rm(this.path, { force: true });
    await flushFolder(dirname(this.path));
  }

  #flush(): Promise<void> {
    return this.#next(async () => {
      this.#timer = null;
      await this.handle.datasync();
    });
  }

  #next(work: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(async () => {
      if (this.#failure !== null) throw this.#failure;
      try {
        await work();
      } catch (error) {
        throw (this.#failure = explainJournalError(error, this.path));
      }
    });
    const result = this.#last;
    this.#last = result.catch(() => undefined);
    return result;
  }
}

function explainJournalError(error: unknown, path: string): Error {
  if (!isDiskFull(error)) return explainWriteError(error, path);
  return new UserError(
    `${path}: the disk is full; what was computed until now is kept here: free some space, and the same command goes on from there.`,
    path,
  );
}

/** Null where there is none. */
async function contentsOf(path: string): Promise<Uint8Array | null> {
  try {
    return await fs.readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new UserError(
      `${path}: the journal cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}); check its permissions, or name another output.`,
      path,
    );
  }
}
