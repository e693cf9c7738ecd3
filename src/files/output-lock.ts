/**
 * The lock of an output, `FILE.saddle.lock`: at most one program computes into a file. It says who holds it, and is touched every few seconds, so that one whose
 * holder has come to a sudden end is told from one that is held, also on a folder of a network: there the clock of the other machine is not trusted, it is watched whether
 * the file is touched. A machine that sleeps does not touch it either: one that wakes finds that it has lost the lock, see `confirm`.
 */
import * as fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { InUseError } from '../model/in-use-error';
import { UserError } from '../model/user-error';
import { explainWriteError } from './atomic-write';
import {
  isBeforeStart,
  isOfThisMachine,
  isProcessThere,
  type LockHolder,
  newHolder,
  parseHolder,
} from './lock-holder';

/** Where the lock of an output is. */
export const lockPath = (output: string): string => `${output}.lock`;

export interface LockOptions {
  /** Ends the waiting for a sign of life; rejects then. */
  readonly signal?: AbortSignal | undefined;
  /** Told before it is waited. */
  readonly onNote?: ((sentence: string) => void) | undefined;
  /** Milliseconds between two touches. */
  readonly beat?: number;
  /** Milliseconds without a touch after which a lock is taken over. */
  readonly patience?: number;
}

interface Found {
  readonly text: string;
  readonly touched: number;
}

/** Sessions of this process, which may hold several. */
const held = new Set<string>();

export class OutputLock {
  #lost = false;
  readonly #timer: NodeJS.Timeout;

  private constructor(
    private readonly path: string,
    private readonly holder: LockHolder,
    beat: number,
  ) {
    held.add(holder.session);
    this.#timer = setInterval(() => void this.#touch(), beat);
    this.#timer.unref();
  }

  /** @throws UserError where another program that is there holds it, and where the place cannot be written to */
  static async take(output: string, options: LockOptions = {}): Promise<OutputLock> {
    const { beat = 5000, patience = 30_000 } = options;
    const path = lockPath(output);
    const own = newHolder();
    try {
      // Once for the one that is gone, and again where others want it at the same moment.
      for (let attempt = 0; attempt < 5; attempt++) {
        if (await create(path, own)) return new OutputLock(path, own, beat);
        const found = await look(path);
        if (found === null) continue;
        if (await isHeld(path, found, { ...options, beat, patience })) throw inUse(output, found);
        await setAside(path, found, own);
      }
    } catch (error) {
      if (error instanceof UserError || options.signal?.aborted) throw error;
      throw explainWriteError(error, path);
    }
    throw inUse(output, { text: '', touched: 0 });
  }

  /** Whether it is still this program's. Where somebody has removed the file, it is made again. */
  async confirm(): Promise<boolean> {
    for (let attempt = 0; attempt < 3 && !this.#lost; attempt++) {
      let found: Found | null;
      try {
        found = await look(this.path);
        if (found === null && (await create(this.path, this.holder))) return true;
      } catch {
        // A place that cannot be read now: writing to it will tell.
        return true;
      }
      const session = found === null ? null : (parseHolder(found.text)?.session ?? null);
      if (session === this.holder.session) return true;
      if (session !== null) this.#lost = true;
      else await sleep(50);
    }
    this.#lost = true;
    return false;
  }

  /** Gives it back; one that another program has taken over stays. */
  async release(): Promise<void> {
    clearInterval(this.#timer);
    if (await this.confirm()) await fs.rm(this.path, { force: true }).catch(() => undefined);
    this.#lost = true;
    held.delete(this.holder.session);
  }

  async #touch(): Promise<void> {
    const now = new Date();
    if (await this.confirm()) await fs.utimes(this.path, now, now).catch(() => undefined);
  }
}

/** False where there is one already. */
async function create(path: string, holder: LockHolder): Promise<boolean> {
  let handle: fs.FileHandle;
  try {
    handle = await fs.open(path, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    await handle.writeFile(`${JSON.stringify(holder)}\n`);
  } catch (error) {
    // A full disk: an empty lock would make the next start wait.
    await fs.rm(path, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
  return true;
}

/** Null where there is none. It is opened anew each time: only then does a folder of a network tell what is new. */
async function look(path: string): Promise<Found | null> {
  try {
    const handle = await fs.open(path, 'r');
    try {
      return { text: await handle.readFile('utf8'), touched: (await handle.stat()).mtimeMs };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function isHeld(
  path: string,
  found: Found,
  { signal, onNote, beat, patience }: LockOptions & { readonly beat: number; readonly patience: number },
): Promise<boolean> {
  const holder = parseHolder(found.text);
  if (holder !== null && isBeforeStart(holder, found.touched)) return false;
  if (holder !== null && isOfThisMachine(holder)) {
    if (holder.process === process.pid) return held.has(holder.session);
    if (!isProcessThere(holder.process)) return false;
    // Else the number may be another program's by now, or it is halted.
    if (Math.abs(Date.now() - found.touched) < patience) return true;
  }
  const who = holder === null ? 'somebody' : `process ${holder.process} on ${holder.host}`;
  onNote?.(
    `${path}: ${who} was computing into this output; waiting up to ${Math.ceil(patience / 1000)} seconds for a sign of life.`,
  );
  const end = performance.now() + patience;
  while (performance.now() < end) {
    await sleep(Math.min(1000, beat), undefined, signal === undefined ? {} : { signal });
    const now = await look(path);
    if (now === null) return false;
    if (now.text !== found.text || now.touched !== found.touched) return true;
  }
  return false;
}

/** Removes the lock of one that is gone. Somebody else may have done so a moment ago, and have a lock there by now: that goes back. */
async function setAside(path: string, found: Found, { session }: LockHolder): Promise<void> {
  const aside = `${path}.${session}`;
  try {
    await fs.rename(path, aside);
    if ((await look(aside))?.text === found.text) await fs.rm(aside, { force: true });
    else await fs.rename(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function inUse(output: string, { text }: Found): InUseError {
  const holder = parseHolder(text);
  const who =
    holder === null
      ? 'another program'
      : holder.process === process.pid && isOfThisMachine(holder)
        ? 'another sweep of this program'
        : `another program (process ${holder.process} on ${holder.host})`;
  return new InUseError(who, output);
}
