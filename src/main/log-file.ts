/** A readable log of what went wrong, in the user's data folder, never larger than two small files. */
import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { format } from 'node:util';

/** Bytes of one file; the one before it is kept besides. */
const usualSize = 512 * 1024;
/** Characters of one entry: a fault that repeats a whole table must not drive out what came before it. */
const longestEntry = 8_000;

export class LogFile {
  constructor(
    private readonly path: string,
    private readonly size = usualSize,
  ) {}

  /** Written at once, because the program may be about to end. A log that cannot be written costs nobody's work. */
  write(text: string): void {
    const entry = text.length > longestEntry ? `${text.slice(0, longestEntry)} …` : text;
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      if ((statSync(this.path, { throwIfNoEntry: false })?.size ?? 0) > this.size)
        renameSync(this.path, this.#earlier);
      appendFileSync(this.path, `${new Date().toISOString()} ${entry}\n`);
    } catch {
      // A full disk, a read-only folder.
    }
  }

  /** The last characters of it. */
  tail(characters: number): string {
    return [this.#earlier, this.path].map(read).join('').slice(-characters);
  }

  get #earlier(): string {
    return `${this.path}.1`;
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** From now on what the program reports as an error is also in the log, and what ends it too. */
export function logErrors(log: LogFile): void {
  const print = console.error.bind(console);
  console.error = (...parts: unknown[]): void => {
    print(...parts);
    log.write(format(...parts));
  };
  process.on('uncaughtExceptionMonitor', (error) => log.write(`The program ended: ${format(error)}`));
}
