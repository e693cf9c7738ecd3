/** The files opened and saved last, newest first. */
import { homedir } from 'node:os';
import { basename, dirname, sep } from 'node:path';
import { z } from 'zod';
import type { RecentFile } from '../app/wire';
import { JsonStore } from './json-store';

export const recentLimit = 10;

export class RecentFiles {
  readonly #store: JsonStore<string[]>;
  readonly #changed: () => void;

  /** @param file where the list is kept @param changed called after each change, e.g. to rebuild the menu */
  constructor(file: string, changed: () => void) {
    this.#store = new JsonStore(file, z.array(z.string()).max(100), []);
    this.#changed = changed;
  }

  get paths(): readonly string[] {
    return this.#store.value;
  }

  list(): RecentFile[] {
    return this.paths.map((path) => ({
      name: basename(path),
      folder: shortenFolder(dirname(path), homedir()),
    }));
  }

  add(path: string): void {
    this.#set([path, ...this.paths.filter((other) => other !== path)].slice(0, recentLimit));
  }

  /** For a file that is no longer there. */
  remove(path: string): void {
    this.#set(this.paths.filter((other) => other !== path));
  }

  clear(): void {
    this.#set([]);
  }

  settled(): Promise<void> {
    return this.#store.settled();
  }

  #set(paths: string[]): void {
    this.#store.set(paths);
    this.#changed();
  }
}

/** `~` for the home folder, and the middle of a long path left out. */
export function shortenFolder(folder: string, home: string): string {
  const fromHome =
    folder === home || folder.startsWith(home + sep) ? `~${folder.slice(home.length)}` : folder;
  const parts = fromHome.split(sep);
  return parts.length <= 5 ? fromHome : [...parts.slice(0, 2), '…', ...parts.slice(-2)].join(sep);
}
