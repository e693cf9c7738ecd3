/** A small JSON file in the user's data folder: read at the start, written whole on change. What it holds is convenience, never a person's work. */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ZodType } from 'zod';
import { writeFileAtomically } from '../files/atomic-write';

export class JsonStore<T> {
  #value: T;
  #writing: Promise<void> = Promise.resolve();

  /** @param fallback what is taken when the file is missing or not as expected */
  constructor(
    private readonly path: string,
    schema: ZodType<T>,
    fallback: T,
  ) {
    this.#value = fallback;
    try {
      const read = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
      if (read.success) this.#value = read.data;
    } catch {
      // Missing or damaged: the fallback holds.
    }
  }

  get value(): T {
    return this.#value;
  }

  /** Changes the value at once and writes it soon after, one write at a time. A full disk costs the convenience, not the work. */
  set(value: T): void {
    this.#value = value;
    this.#writing = this.#writing.then(async () => {
      mkdirSync(dirname(this.path), { recursive: true });
      await writeFileAtomically(this.path, Buffer.from(JSON.stringify(value, null, 2)));
    });
    this.#writing = this.#writing.catch((error: unknown) =>
      console.error(`${this.path} was not written:`, error),
    );
  }

  /** Resolves when everything is written. */
  settled(): Promise<void> {
    return this.#writing;
  }
}
