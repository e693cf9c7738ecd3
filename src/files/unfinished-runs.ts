/**
 * Work under way, as far as it is, beside the file that it is for: the runs of a sweep, whose journal holds those that are done, and the numbered parts of other long work.
 * Little-endian.
 *
 *   magic "SADBEGUN" · u32 version · 32 bytes SHA-256 of the question · u32 count · per entry: u32 count of runs (or parts), u32 number of each, u32 length, so many bytes · u32 CRC-32 of all before
 *
 * It is replaced as a whole about once in a second, so that it stays as small as what it holds. What is not whole in it is begun anew, which gives the same numbers.
 */
import { open, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { keyOfRuns, type UnfinishedRuns } from '../model/sweep/unfinished-runs';
import { writeFileAtomically } from './atomic-write';
import { largestFile, readLimited } from './read-limited';

const magic = 'SADBEGUN';
const version = 2;
const hashBytes = 32;
const head = magic.length + 4 + hashBytes + 4;

/** Between two writes there is at least so much time, and at least so many times what the last one took. */
const restMilliseconds = 100;
const restShare = 10;

/** Where the unfinished work of an output is. */
export const unfinishedPath = (output: string): string => `${output}.unfinished`;

/** As `UnfinishedRuns`; a state in parts is what they are one after the other. */
export interface PackedRuns {
  readonly runs: readonly number[];
  readonly state: Uint8Array | readonly Uint8Array[];
}

/** @param hash SHA-256 of the question, 64 hexadecimal digits */
export const packUnfinished = (hash: string, entries: readonly PackedRuns[]): Uint8Array =>
  Buffer.concat([...packedInTurns(hash, entries)]);

/** Bytes that are summed up at a time, in a few milliseconds. */
const turn = 4 * 2 ** 20;

/** The same in pieces: states of many megabytes would keep everything else waiting while they are packed. */
function* packedInTurns(hash: string, entries: readonly PackedRuns[]): Generator<Uint8Array> {
  let sum = 0;
  let waiting: Uint8Array[] = [];
  let length = 0;
  const packed = (): Uint8Array => {
    const piece = waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting);
    sum = crc32(piece, sum);
    waiting = [];
    length = 0;
    return piece;
  };
  for (const part of partsOf(hash, entries)) {
    for (let at = 0; at < part.length; at += turn) {
      const piece = part.subarray(at, at + turn);
      if (length + piece.length > turn) yield packed();
      waiting.push(piece);
      length += piece.length;
    }
  }
  yield packed();
  yield numbers([sum]);
}

function* partsOf(hash: string, entries: readonly PackedRuns[]): Generator<Uint8Array> {
  yield new TextEncoder().encode(magic);
  yield numbers([version]);
  yield Buffer.from(hash, 'hex');
  yield numbers([entries.length]);
  for (const { runs, state } of entries) {
    const parts = state instanceof Uint8Array ? [state] : state;
    yield numbers([runs.length, ...runs, parts.reduce((sum, part) => sum + part.length, 0)]);
    yield* parts;
  }
}

function numbers(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setUint32(4 * i, value, true));
  return bytes;
}

/** Null where it is not whole, of a newer version, or of another question. */
export function unpackUnfinished(bytes: Uint8Array, hash: string): UnfinishedRuns[] | null {
  const end = bytes.length - 4;
  if (end < head) return null;
  if (!isOf(bytes, hash)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (crc32(bytes.subarray(0, end)) !== view.getUint32(end, true)) return null;
  const entries: UnfinishedRuns[] = [];
  let at = head;
  /** Null where there are not so many bytes. */
  const take = (): number | null => {
    at += 4;
    return at > end ? null : view.getUint32(at - 4, true);
  };
  for (let left = view.getUint32(head - 4, true); left > 0; left--) {
    const count = take();
    if (count === null || at + 4 * count > end) return null;
    const runs = Array.from({ length: count }, () => take()!);
    const length = take();
    if (length === null || at + length > end) return null;
    entries.push({ runs, state: new Uint8Array(bytes.subarray(at, at + length)) });
    at += length;
  }
  return at === end ? entries : null;
}

/**
 * The first bytes of each state in a file, without those between: what is to be found in it, for which the whole is read and checked. None where it is no such file, or of another
 * question; what is not whole may still be named.
 */
export async function startsOfStates(path: string, hash: string, length: number): Promise<Uint8Array[]> {
  const handle = await open(path, 'r').catch(() => null);
  if (handle === null) return [];
  const read = async (at: number, count: number): Promise<Buffer> => {
    const bytes = Buffer.alloc(count);
    const { bytesRead } = await handle.read(bytes, 0, count, at);
    return bytes.subarray(0, bytesRead);
  };
  try {
    const { size } = await handle.stat();
    const found = await read(0, head);
    if (found.length < head || !isOf(found, hash)) return [];
    const starts: Uint8Array[] = [];
    let at = head;
    for (let left = found.readUInt32LE(head - 4); left > 0 && at + 8 <= size - 4; left--) {
      const runs = (await read(at, 4)).readUInt32LE();
      const entry = await read(at + 4 + 4 * runs, 4 + length);
      if (entry.length < 4 + length) break;
      const bytes = entry.readUInt32LE();
      if (bytes >= length) starts.push(entry.subarray(4));
      at += 8 + 4 * runs + bytes;
    }
    return starts;
  } catch {
    return [];
  } finally {
    await handle.close();
  }
}

/** Whether what begins like this is of this version and question. */
function isOf(bytes: Uint8Array, hash: string): boolean {
  const expected = packUnfinished(hash, []).subarray(0, head - 4);
  return expected.every((byte, i) => byte === bytes[i]);
}

/** The unfinished work of one output on the disk. Where it cannot be written it is not kept: the output, or its journal, says what is wrong with the place. */
export class UnfinishedFile {
  readonly #entries = new Map<string, PackedRuns>();
  #writing: Promise<void> | null = null;
  #stale = false;
  readonly #closing = new AbortController();

  private constructor(
    private readonly path: string,
    private readonly hash: string,
  ) {}

  /** @param restart leaves out what is there */
  static async open(
    path: string,
    hash: string,
    { restart = false } = {},
  ): Promise<{ readonly file: UnfinishedFile; readonly entries: readonly UnfinishedRuns[] }> {
    const found = restart ? null : await readLimited(path, largestFile).catch(() => null);
    return {
      file: new UnfinishedFile(path, hash),
      entries: (found && unpackUnfinished(found, hash)) ?? [],
    };
  }

  /** The newest state of runs that train side by side, or of a part. */
  keep(unfinished: PackedRuns): void {
    this.#entries.set(keyOfRuns(unfinished.runs), unfinished);
    this.#stale = true;
    if (!this.#closing.signal.aborted) this.#writing ??= this.#write().finally(() => (this.#writing = null));
  }

  /** Runs that are done. They leave the file when it is written next: until then the journal has them as well. */
  forget(runs: ArrayLike<number>): void {
    const done = new Set(Array.from(runs));
    for (const [key, entry] of this.#entries)
      if (entry.runs.some((run) => done.has(run))) this.#entries.delete(key);
  }

  /** Waits until the newest states are on the disk. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#writing;
    if (this.#stale && this.#entries.size > 0) await this.#replace();
  }

  /** All runs are done. */
  async remove(): Promise<void> {
    this.#closing.abort();
    await this.#writing;
    await rm(this.path, { force: true }).catch(() => undefined);
  }

  async #write(): Promise<void> {
    const { signal } = this.#closing;
    while (this.#stale && !signal.aborted) {
      const started = performance.now();
      await this.#replace();
      const rest = Math.max(restMilliseconds, restShare * (performance.now() - started));
      await sleep(rest, undefined, { signal }).catch(() => undefined);
    }
  }

  async #replace(): Promise<void> {
    this.#stale = false;
    await writeFileAtomically(this.path, packedInTurns(this.hash, [...this.#entries.values()])).catch(
      () => undefined,
    );
  }
}
