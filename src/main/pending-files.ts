/** Files that the command line or the file manager asks to open, until a window takes them. */
import { isAbsolute, resolve } from 'node:path';

/**
 * The files among the arguments of a program: what follows the app's own path, or, in a package, the program's name.
 * @param entries how the app itself may be named: its script, its folder
 * @param folder what relative paths start from
 */
export function filesInArguments(
  argv: readonly string[],
  entries: readonly string[],
  folder: string,
): string[] {
  const path = (argument: string) => (isAbsolute(argument) ? argument : resolve(folder, argument));
  const app = argv.findIndex((argument, index) => index > 0 && entries.includes(path(argument)));
  return argv
    .slice(Math.max(app, 0) + 1)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map(path);
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
