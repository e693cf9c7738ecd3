/** Files that the command line or the file manager asks to open, until a window takes them. */
import { isAbsolute, resolve } from 'node:path';

/**
 * The files among the arguments of a program.
 * @param packaged whether the arguments begin after the program's name; otherwise the first that is no switch is the app's own path
 * @param folder what relative paths start from
 */
export function filesInArguments(argv: readonly string[], packaged: boolean, folder: string): string[] {
  return argv
    .slice(1)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .slice(packaged ? 0 : 1)
    .map((argument) => (isAbsolute(argument) ? argument : resolve(folder, argument)));
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
