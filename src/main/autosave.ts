/**
 * Unsaved work, written to the user's data folder about once a second while there is something new: what a crash, a kill or a power cut leaves there is offered
 * at the next start, beside it what the run’s next steps depend on, so that a training of hours goes on at once. Each running program has files of its own, named after its machine and process, so that several can share a home folder.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Saddlescope } from '../app/contract';
import { writeFileAtomically } from '../files/atomic-write';
import type { WindowDocument } from './document';

/** Work that was left behind. */
export interface Leftover {
  /** Name of its file in the folder, without an ending. */
  readonly id: string;
  /** What the document was called: its file's name, or the experiment's. */
  readonly name: string;
  /** The file it belongs to; null where it was never saved. */
  readonly original: string | null;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

const noteSchema = z.object({
  host: z.string().max(300),
  process: z.number().int().positive(),
  name: z.string().max(1000),
  original: z.string().max(10_000).nullable(),
  savedAt: z.number(),
});

/** Milliseconds between two looks, and how much longer than a writing took the next one waits. */
const pace = 1000;
const rest = 3;

export class Autosave {
  readonly #id: string;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** What stands in the file; null where there is none. */
  #written: string | null = null;
  #busy: Promise<void> = Promise.resolve();
  #next = 0;

  /** @param folder made when first needed */
  constructor(
    private readonly folder: string,
    private readonly service: Saddlescope,
    private readonly document: WindowDocument,
    private readonly own: { readonly host: string; readonly process: number } = {
      host: hostname(),
      process: process.pid,
    },
  ) {
    this.#id = `${own.host.replace(/[^\w.-]/g, '_').slice(0, 60)}-${own.process}`;
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), pace);
    this.#timer.unref();
  }

  /** Writes what is new, or removes what is saved elsewhere by now. A full disk costs the safety net, not the work. */
  look(): Promise<void> {
    this.#busy = this.#busy
      .then(() => this.#keep())
      .catch((error: unknown) => console.error('Unsaved work could not be kept aside:', error));
    return this.#busy;
  }

  /** The window was closed in good order: nothing is left behind. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#busy;
    if (this.#written !== null) await remove(this.folder, this.#id);
    this.#written = null;
  }

  async #keep(): Promise<void> {
    const { run, revision, state, path } = this.document;
    if (run === null || !state.dirty) {
      if (this.#written !== null) await remove(this.folder, this.#id);
      this.#written = null;
      return;
    }
    if (performance.now() < this.#next) return;
    const { step, experiment } = await this.service.view(run);
    const current = `${run}/${revision}/${step}`;
    if (current === this.#written) return;
    const from = performance.now();
    await mkdir(this.folder, { recursive: true });
    const { saddle, trainer } = await this.service.encodeBegun(run);
    const place = join(this.folder, this.#id);
    if (trainer === null || step === 0) await rm(`${place}.trainer`, { force: true });
    else await writeFileAtomically(`${place}.trainer`, Buffer.concat([digestOf(saddle), trainer]));
    await writeFileAtomically(`${place}.saddle`, saddle);
    const note = {
      ...this.own,
      name: path === null ? experiment.name : basename(path),
      original: path,
      savedAt: Date.now(),
    };
    await writeFileAtomically(`${place}.json`, Buffer.from(JSON.stringify(note)));
    this.#written = current;
    this.#next = performance.now() + rest * (performance.now() - from);
  }
}

/** What programs that no longer run have left on this machine, the newest first. */
export async function leftovers(folder: string, host = hostname()): Promise<Leftover[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const found: Leftover[] = [];
  for (const file of names.filter((name) => name.endsWith('.json'))) {
    const id = file.slice(0, -'.json'.length);
    if (!names.includes(`${id}.saddle`)) continue;
    const text = await readFile(join(folder, file), 'utf8').catch(() => '');
    const note = noteSchema.safeParse(parsed(text));
    if (!note.success || note.data.host !== host || isRunning(note.data.process)) continue;
    const { name, original, savedAt } = note.data;
    found.push({ id, name, original, savedAt });
  }
  return found.sort((one, other) => other.savedAt - one.savedAt);
}

/** The run, and what its next steps depend on, where that is there. */
export interface LeftoverBytes {
  readonly saddle: Uint8Array;
  readonly trainer: Uint8Array | null;
}

/** Where only one of the two was written the run is there all the same, and trains again up to where it was. */
export async function readLeftover(folder: string, { id }: Leftover): Promise<LeftoverBytes> {
  const saddle = await readFile(join(folder, `${id}.saddle`));
  const digest = digestOf(saddle);
  const bytes = await readFile(join(folder, `${id}.trainer`)).catch(() => new Uint8Array());
  const isOfIt = digest.equals(bytes.subarray(0, digest.length));
  return { saddle, trainer: isOfIt ? new Uint8Array(bytes.subarray(digest.length)) : null };
}

/** Which file what stands beside it belongs to. */
const digestOf = (saddle: Uint8Array): Buffer => createHash('sha256').update(saddle).digest();

export function removeLeftover(folder: string, { id }: Leftover): Promise<void> {
  return remove(folder, id);
}

async function remove(folder: string, id: string): Promise<void> {
  await Promise.all(
    ['.saddle', '.trainer', '.json'].map((ending) => rm(join(folder, id + ending), { force: true })),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // It runs, but is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
