import * as fs from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../model/user-error';
import { explainWriteError, flushFolder } from './atomic-write';
import {
  type JournalContents,
  journalHeader,
  type JournalQuestion,
  journalRecord,
  readJournal,
} from './journal';

/** What is not yet on the disk is put there after this long at most. */
const flushMilliseconds = 1000;

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
   * Opens the journal at a path to go on with it, or begins one. What is not whole at its end is cut off.
   * @param restart throws away what is there
   * @throws UserError where the place cannot be written to, or what is there is not of this question
   */
  static async open(
    path: string,
    question: JournalQuestion,
    { restart = false } = {},
  ): Promise<{ readonly journal: JournalFile; readonly contents: JournalContents }> {
    const found = restart ? null : await contentsOf(path);
    const contents =
      found === null ? { records: [], wholeBytes: 0, torn: '' } : readJournal(found, question, path);
    try {
      const handle = await fs.open(path, contents.wholeBytes === 0 ? 'w' : 'r+');
      if (contents.wholeBytes === 0) await handle.writeFile(journalHeader(question));
      else await handle.truncate(contents.wholeBytes);
      await handle.sync();
      await handle.close();
      await flushFolder(dirname(path));
      return { journal: new JournalFile(path, await fs.open(path, 'a')), contents };
    } catch (error) {
      throw explainWriteError(error, path);
    }
  }

  /** Adds runs with their rows, runs × columns. Rejects, now and ever after, where the disk does not take it. */
  append(runs: ArrayLike<number>, rows: Float64Array): Promise<void> {
    const record = journalRecord(runs, rows);
    return this.#next(async () => {
      // One call per record: a second program on the same journal could then do no harm either.
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

  /** Closes and removes: all that it holds is in the output now. */
  async remove(): Promise<void> {
    await this.close();
    await fs.rm(this.path, { force: true });
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
        throw (this.#failure = explainWriteError(error, this.path));
      }
    });
    const result = this.#last;
    this.#last = result.catch(() => undefined);
    return result;
  }
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
