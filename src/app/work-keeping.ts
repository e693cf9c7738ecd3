/** Keeps what long work has come to in a file, so that whatever ends the program loses about a second of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../files/saddle-file';
import { startsOfStates, UnfinishedFile, unfinishedPath } from '../files/unfinished-runs';
import type { KeptJob, KeptWork } from './contract';
import { identityOf } from './identity';

/** So often, or as often as costs at most this share of the time. Work that is done sooner leaves no trace on the disk. */
const keepMilliseconds = 800;
const keepShare = 0.1;
/** What would take more memory and more time to write is computed again instead. */
const mostBytes = 256 * 2 ** 20;

/** A state in the file: 32 bytes SHA-256 of the job's question, u32 part, little-endian, then what the job has packed. */
const keyBytes = 32 + 4;

/** What was kept before in other files, by the keys in hexadecimal digits. */
export interface EarlierWork {
  readonly isEmpty: boolean;
  /** What the job had packed. */
  find(key: string): Uint8Array | null;
}

/** A part of a job, and its newest state. */
interface Kept {
  readonly number: number;
  readonly key: Uint8Array;
  readonly packed: Uint8Array;
}

/** Where nothing is said, it is as for a file that a command writes. */
interface Ways {
  readonly earlier?: EarlierWork;
  /** Nothing is packed, and no question's identity computed, before the first look: for work that mostly takes less than that, again and again. */
  readonly late?: boolean;
  /** Milliseconds between two looks, at least. */
  readonly pace?: number | undefined;
  /** Done before the file is written for the first time. @param subject identity of what the work is about, where it says that */
  readonly begin?: (subject: string | null) => Promise<void>;
}

export class WorkKeeping implements KeptWork {
  readonly #closing = new AbortController();
  readonly #kept = new Map<string, Kept>();
  /** Names of those that were in the file, and that nobody has asked for. */
  readonly #unasked = new Set<string>();
  /** Those that the file does not have yet. */
  readonly #fresh = new Set<string>();
  /** Packs what is done, each by its job and part, and not yet among the above. */
  readonly #done = new Map<string, () => void>();
  readonly #watched = new Map<string, () => Promise<void>>();
  readonly #loop: Promise<void>;
  readonly #began = performance.now();
  readonly #pace: number;
  #jobs = 0;
  #parts = 0;
  #subject: unknown;
  #bytes = 0;
  /** Milliseconds that packing has taken since the last look. */
  #cost = 0;
  #isWritten = false;
  #isRemoved = false;

  constructor(
    private readonly file: UnfinishedFile,
    private readonly engine: Engine,
    readonly note: KeptWork['note'],
    private readonly ways: Ways = {},
  ) {
    this.#pace = ways.pace ?? keepMilliseconds;
    this.#loop = this.#keepOn();
  }

  /**
   * Beside the file that the work is for. What is there and cannot be read, or is of another version of the program, is left out: the work begins at its start.
   * @param note see `Saddlescope.keepWork`
   */
  static async open(
    output: string,
    engine: Engine,
    note: (sentence: string) => void = () => undefined,
  ): Promise<WorkKeeping> {
    const path = unfinishedPath(output);
    const { file, entries } = await UnfinishedFile.open(path, workHash(engine));
    const keeping = new WorkKeeping(file, engine, (sentence) => note(`${sentence} (${path}).`));
    keeping.#goOnFrom(statesByKey(entries));
    return keeping;
  }

  /** Of all that is kept. */
  get keys(): readonly string[] {
    return [...this.#kept.keys()];
  }

  /** Whether it took so long that the file was written. */
  get isWritten(): boolean {
    return this.#isWritten;
  }

  job(kind: string, question: unknown, subject?: unknown): KeptJob {
    const number = ++this.#jobs;
    if (subject !== undefined) this.#subject = subject;
    let hash: Buffer | null = null;
    const key = (part: number): Uint8Array => {
      hash ??= Buffer.from(identityOf({ kind, question, engine: this.engine }), 'hex');
      const bytes = new Uint8Array(keyBytes);
      bytes.set(hash);
      new DataView(bytes.buffer).setUint32(32, part, true);
      return bytes;
    };
    const put = (part: number, packed: Uint8Array): void => this.#put(key(part), packed);
    return {
      found: (part) => {
        const earlier = this.ways.earlier?.isEmpty === false ? this.ways.earlier : null;
        if (earlier === null && this.#unasked.size === 0) return null;
        const name = keyOf(key(part));
        if (this.#unasked.delete(name)) return this.#kept.get(name)!.packed;
        if (this.#kept.has(name)) return null;
        const packed = earlier?.find(name) ?? null;
        // It stays until there is a newer one.
        if (packed !== null) put(part, packed);
        return packed;
      },
      keep: (part, pack) => this.#done.set(`${number}/${part}`, () => put(part, pack())),
      watch: (part, pack) => {
        const name = `${number}/${part}`;
        // What cannot be packed now, for want of memory, is computed again; the work itself goes on.
        const look = async () => {
          const packed = await pack().catch(() => null);
          if (packed === null) return;
          put(part, packed.bytes);
          this.#cost += packed.milliseconds;
        };
        let looking: Promise<void> | null = null;
        this.#watched.set(name, () => (looking ??= look().finally(() => (looking = null))));
        return async () => {
          this.#watched.delete(name);
          if (!this.ways.late || !this.#isShort) await look();
        };
      },
    };
  }

  async close({ unlessShort = false } = {}): Promise<void> {
    this.#closing.abort();
    await this.#loop;
    if (this.#isRemoved) return;
    if (!unlessShort || !this.#isShort) {
      this.#packDone();
      await this.#hand();
    }
    await this.file.close();
  }

  async remove(): Promise<void> {
    this.#closing.abort();
    await this.#loop;
    this.#isRemoved = true;
    await this.file.remove();
  }

  get #isShort(): boolean {
    return performance.now() - this.#began < this.#pace;
  }

  /** What the file holds stays in it until it is asked for, and then until there is a newer one: the work may be killed again before it comes to it. */
  #goOnFrom(states: ReadonlyMap<string, Uint8Array>): void {
    for (const [name, packed] of states) {
      this.#put(Buffer.from(name, 'hex'), packed);
      this.#unasked.add(name);
    }
  }

  #put(key: Uint8Array, packed: Uint8Array): void {
    const name = keyOf(key);
    this.#unasked.delete(name);
    const before = this.#kept.get(name);
    const more = packed.length - (before?.packed.length ?? 0);
    if (this.#bytes + more > mostBytes && !this.#makeRoom(more)) return;
    this.#bytes += more;
    this.#kept.set(name, { number: before?.number ?? this.#parts++, key, packed });
    this.#fresh.add(name);
  }

  /** Drops what nobody has asked for, which may be of another question. @returns false, and nothing is dropped, where that is not enough */
  #makeRoom(more: number): boolean {
    const unasked = [...this.#unasked].map((name) => ({ name, ...this.#kept.get(name)! }));
    const most = unasked.reduce((sum, { packed }) => sum + packed.length, 0);
    if (this.#bytes - most + more > mostBytes) return false;
    for (const { name, number, packed } of unasked) {
      if (this.#bytes + more <= mostBytes) break;
      this.#bytes -= packed.length;
      this.#kept.delete(name);
      this.#fresh.delete(name);
      this.#unasked.delete(name);
      this.file.forget([number]);
    }
    return true;
  }

  async #keepOn(): Promise<void> {
    const { signal } = this.#closing;
    let rest = this.#pace;
    while (!signal.aborted) {
      await this.#sleep(rest);
      if (signal.aborted) return;
      // Who is slow to answer keeps nobody else waiting: it goes with the next time.
      const looks = [...this.#watched.values()].map((look) => look());
      await Promise.race([Promise.all(looks), this.#sleep(this.#pace)]);
      if (signal.aborted) return;
      this.#packDone();
      rest = Math.max(this.#pace, this.#cost / keepShare);
      this.#cost = 0;
      await this.#hand();
    }
  }

  /** Until then or the end; not what keeps the program from ending. */
  async #sleep(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined);
  }

  #packDone(): void {
    const started = performance.now();
    for (const [name, pack] of this.#done) {
      this.#done.delete(name);
      try {
        pack();
      } catch {
        // As above.
      }
    }
    this.#cost += performance.now() - started;
  }

  /** Hands what is new to the file, which writes it. */
  async #hand(): Promise<void> {
    if (this.#fresh.size > 0 && !this.#isWritten) {
      this.#isWritten = true;
      await this.ways.begin?.(this.#subject === undefined ? null : identityOf(this.#subject));
    }
    for (const name of this.#fresh) {
      const { number, key, packed } = this.#kept.get(name)!;
      this.file.keep({ runs: [number], state: [key, packed] });
    }
    this.#fresh.clear();
  }
}

/** What a file of kept work is known by: no version takes another's. */
export const workHash = (engine: Engine): string => identityOf({ work: engine });

/** What the entries of a file of kept work hold, by the key of each. */
export const statesByKey = (
  entries: readonly { readonly state: Uint8Array }[],
): ReadonlyMap<string, Uint8Array> =>
  new Map(
    entries
      .filter(({ state }) => state.length >= keyBytes)
      .map(({ state }) => [keyOf(state), state.subarray(keyBytes)]),
  );

/** The keys of what a file of kept work holds. */
export const keysIn = async (path: string, hash: string): Promise<string[]> =>
  (await startsOfStates(path, hash, keyBytes)).map(keyOf);

const keyOf = (state: Uint8Array): string => Buffer.from(state.subarray(0, keyBytes)).toString('hex');
