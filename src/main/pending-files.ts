/** Files that the command line or the file manager asks to open, until a window takes them. */
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownArguments } from './command-line';

/**
 * The files among the arguments of a program.
 * @param entries how the app itself may be named: its script, its folder
 * @param folder what relative paths start from
 */
export function filesInArguments(
  argv: readonly string[],
  entries: readonly string[],
  folder: string,
): string[] {
  return ownArguments(argv, entries, folder)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map((argument) => pathOf(argument, folder));
}

/** Desktops hand over files as paths or, an AppImage's for example, as `file:` addresses. */
function pathOf(argument: string, folder: string): string {
  if (/^file:\/\//i.test(argument)) {
    try {
      return fileURLToPath(argument);
    } catch {
      // Not an address of this machine: then a file of that name is what cannot be found.
    }
  }
  return isAbsolute(argument) ? argument : resolve(folder, argument);
}

export class PendingFiles {
  #paths: string[] = [];
  #taker: ((paths: readonly string[]) => void) | null = null;

  add(paths: readonly string[]): void {
    if (paths.length === 0) return;
    if (this.#taker) this.#taker(paths);
    else this.#paths.push(...paths);
  }

  /** What has gathered; from now on files go to `taker` at once. */
  take(taker: (paths: readonly string[]) => void): readonly string[] {
    this.#taker = taker;
    const paths = this.#paths;
    this.#paths = [];
    return paths;
  }

  /** The window has gone: files wait for the next one. */
  release(): void {
    this.#taker = null;
  }
}
