/** Keeps what long work has come to beside the file that it will be written to, so that whatever ends the program loses about a second of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../files/saddle-file';
import { UnfinishedFile, unfinishedPath } from '../files/unfinished-runs';
import type { KeptJob, KeptWork } from './contract';
import { identityOf } from './identity';

/** So often, or as often as costs at most this share of the time. Work that is done sooner leaves no trace on the disk. */
const keepMilliseconds = 800;
const keepShare = 0.1;
/** What would take more memory and more time to write is computed again instead. */
const mostBytes = 256 * 2 ** 20;

/** A state in the file: 32 bytes SHA-256 of the job's question, u32 part, little-endian, then what the job has packed. */
const keyBytes = 32 + 4;

/** A part of a job, and its newest state with the key before it. */
interface Kept {
  readonly number: number;
  readonly state: Uint8Array;
}

export class WorkKeeping implements KeptWork {
  readonly #closing = new AbortController();
  readonly #found = new Map<string, Uint8Array>();
  readonly #kept = new Map<string, Kept>();
  /** Those that the file does not have yet. */
  readonly #fresh = new Set<string>();
  readonly #watched = new Map<string, () => Promise<void>>();
  readonly #loop: Promise<void>;
  readonly #began = performance.now();
  #bytes = 0;
  #isRemoved = false;

  private constructor(
    readonly path: string,
    private readonly file: UnfinishedFile,
    states: readonly Uint8Array[],
    private readonly engine: Engine,
    readonly note: (sentence: string) => void,
  ) {
    for (const state of states) if (state.length >= keyBytes) this.#found.set(keyOf(state), state);
    this.#loop = this.#keepOn();
  }

  /** What is there and cannot be read, or is of another version of the program, is left out: the work begins at its start. */
  static async open(
    output: string,
    engine: Engine,
    note: (sentence: string) => void = () => undefined,
  ): Promise<WorkKeeping> {
    const path = unfinishedPath(output);
    const { file, entries } = await UnfinishedFile.open(path, identityOf({ work: engine }));
    return new WorkKeeping(
      path,
      file,
      entries.map(({ state }) => state),
      engine,
      note,
    );
  }

  job(kind: string, question: unknown): KeptJob {
    const hash = Buffer.from(identityOf({ kind, question, engine: this.engine }), 'hex');
    const key = (part: number): Uint8Array => {
      const bytes = new Uint8Array(keyBytes);
      bytes.set(hash);
      new DataView(bytes.buffer).setUint32(32, part, true);
      return bytes;
    };
    return {
      found: (part) => {
        const name = keyOf(key(part));
        const state = this.#found.get(name);
        if (state === undefined || this.#kept.has(name)) return null;
        // It stays until there is a newer one.
        this.#put(state);
        return state.subarray(keyBytes);
      },
      keep: (part, packed) => this.#put(Buffer.concat([key(part), packed])),
      watch: (part, pack) => {
        const name = keyOf(key(part));
        // What cannot be packed now, for want of memory, is computed again; the work itself goes on.
        const look = async () => {
          const packed = await pack().catch(() => null);
          if (packed !== null) this.#put(Buffer.concat([key(part), packed]));
        };
        this.#watched.set(name, look);
        return async () => {
          this.#watched.delete(name);
          await look();
        };
      },
    };
  }

  async close({ unlessShort = false } = {}): Promise<void> {
    this.#closing.abort();
    await this.#loop;
    if (this.#isRemoved) return;
    if (!unlessShort || performance.now() - this.#began >= keepMilliseconds) this.#hand();
    await this.file.close();
  }

  async remove(): Promise<void> {
    this.#closing.abort();
    await this.#loop;
    this.#isRemoved = true;
    await this.file.remove();
  }

  #put(state: Uint8Array): void {
    const key = keyOf(state);
    const before = this.#kept.get(key);
    const bytes = this.#bytes + state.length - (before?.state.length ?? 0);
    if (bytes > mostBytes) return;
    this.#bytes = bytes;
    this.#kept.set(key, { number: before?.number ?? this.#kept.size, state });
    this.#fresh.add(key);
  }

  async #keepOn(): Promise<void> {
    const { signal } = this.#closing;
    let rest = keepMilliseconds;
    while (!signal.aborted) {
      // Not what keeps the program from ending.
      await sleep(rest, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      const started = performance.now();
      for (const look of [...this.#watched.values()]) await look();
      this.#hand();
      rest = Math.max(keepMilliseconds, (performance.now() - started) / keepShare);
    }
  }

  /** Hands what is new to the file, which writes it. */
  #hand(): void {
    for (const key of this.#fresh) {
      const { number, state } = this.#kept.get(key)!;
      this.file.keep({ runs: [number], state });
    }
    this.#fresh.clear();
  }
}

const keyOf = (state: Uint8Array): string => Buffer.from(state.subarray(0, keyBytes)).toString('hex');
