/**
 * The runs that are kept for comparison, as files in the user's data folder, so that they are there again at the next start. Each is a `.saddle` of its own; a
 * note beside it says what it is called. They are written after each change, one after the other.
 */
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Saddlescope } from '../app/contract';
import { writeFileAtomically } from '../files/atomic-write';
import { asSentence, UserError } from '../model/user-error';

const noteSchema = z.object({ label: z.string().min(1).max(1000), rank: z.number().int().min(0).max(1000) });
type Note = z.infer<typeof noteSchema>;

interface Kept {
  /** Name of its files, without an ending. */
  readonly file: string;
  /** The note as it is written; empty before. */
  note: string;
}

export class KeptFiles {
  /** By the service's ids. */
  readonly #kept = new Map<string, Kept>();
  #restored: Promise<readonly string[]> | null = null;
  #told = false;
  #writing: Promise<void> = Promise.resolve();
  #made = 0;

  /** @param folder made when first needed */
  constructor(
    private readonly folder: string,
    private readonly service: Saddlescope,
  ) {}

  /** What was kept at an earlier time is kept again, once. */
  async ready(): Promise<void> {
    await (this.#restored ??= this.#restore());
  }

  /** One sentence for each file that is damaged; told once. */
  async problems(): Promise<readonly string[]> {
    const problems = await (this.#restored ??= this.#restore());
    if (this.#told) return [];
    this.#told = true;
    return problems;
  }

  /** Writes what is new and removes what is gone. A full disk costs the next start its runs, not the work. */
  changed(): void {
    this.#writing = this.#writing
      .then(() => this.#write())
      .catch((error: unknown) => console.error('Kept runs were not written:', error));
  }

  /** Resolves when everything is written. */
  settled(): Promise<void> {
    return this.#writing;
  }

  async #restore(): Promise<string[]> {
    const names = (await readdir(this.folder).catch(() => [] as string[])).sort();
    const problems: string[] = [];
    for (const name of names.filter((one) => one.endsWith('.saddle'))) {
      const file = name.slice(0, -'.saddle'.length);
      const note = await this.#note(file);
      try {
        const id = this.service.restoreKept(name, await readFile(join(this.folder, name)), note ?? {});
        this.#kept.set(id, { file, note: note ? JSON.stringify(note) : '' });
      } catch (error) {
        const why = error instanceof UserError ? error.message : String(error);
        // Out of the way, so that it is told once; there may be something in it that a person wants.
        if (!(error instanceof UserError && error.place === 'comparison'))
          await rename(join(this.folder, name), join(this.folder, `${name}.damaged`)).catch(() => undefined);
        problems.push(
          `${note ? `“${note.label}”` : 'A run'}, kept earlier, could not be restored. ${asSentence(why)}`,
        );
      }
    }
    return problems;
  }

  async #note(file: string): Promise<Note | null> {
    try {
      return noteSchema.parse(JSON.parse(await readFile(join(this.folder, `${file}.json`), 'utf8')));
    } catch {
      // It has another name then.
      return null;
    }
  }

  async #write(): Promise<void> {
    const { runs } = this.service.comparison();
    for (const [id, { file }] of [...this.#kept]) {
      if (runs.some((run) => run.id === id)) continue;
      await Promise.all(
        ['.saddle', '.json'].map((ending) => rm(join(this.folder, file + ending), { force: true })),
      );
      this.#kept.delete(id);
    }
    for (const { id, label, rank } of runs) {
      let kept = this.#kept.get(id);
      if (!kept) {
        await mkdir(this.folder, { recursive: true });
        kept = { file: this.#newName(), note: '' };
        await writeFileAtomically(join(this.folder, `${kept.file}.saddle`), this.service.keptFile(id));
        this.#kept.set(id, kept);
      }
      const note = JSON.stringify({ label, rank } satisfies Note);
      if (note === kept.note) continue;
      await writeFileAtomically(join(this.folder, `${kept.file}.json`), Buffer.from(note));
      kept.note = note;
    }
  }

  /** In the order in which they were kept. */
  #newName(): string {
    const moment = new Date().toISOString().replace(/[:.]/g, '-');
    return `${moment}-${String(++this.#made).padStart(4, '0')}`;
  }
}
