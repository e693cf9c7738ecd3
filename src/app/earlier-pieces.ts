/** The pieces of work that were kept in a folder before, by what they hold. */
import { readFileSync } from 'node:fs';
import { unpackUnfinished } from '../files/unfinished-runs';
import { type FoundPiece, pieceFile, piecesIn } from './piece-notes';
import { type EarlierWork, keysIn, statesByKey } from './work-keeping';

export class EarlierPieces implements EarlierWork {
  /** Of each piece. */
  readonly #keys = new Map<string, readonly string[]>();
  /** The newest piece that holds a key. */
  readonly #places = new Map<string, string>();
  /** What was looked into last: many parts are asked for in a row. */
  #open: { readonly id: string; readonly states: ReadonlyMap<string, Uint8Array> } | null = null;

  private constructor(
    private readonly folder: string,
    private readonly hash: string,
  ) {}

  /** Looks at all that is there once; what is of another version of the program holds nothing. */
  static async read(folder: string, hash: string): Promise<EarlierPieces> {
    const earlier = new EarlierPieces(folder, hash);
    for (const { id } of (await piecesIn(folder)).reverse())
      earlier.add(id, await keysIn(pieceFile(folder, id), hash));
    return earlier;
  }

  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  find(key: string): Uint8Array | null {
    const id = this.#places.get(key);
    if (id === undefined) return null;
    if (this.#open?.id !== id) {
      let bytes: Uint8Array | null = null;
      try {
        bytes = readFileSync(pieceFile(this.folder, id));
      } catch {
        // Somebody else has gone on with it, or thrown it away.
      }
      this.#open = { id, states: this.#states(bytes) };
    }
    return this.#open.states.get(key) ?? null;
  }

  /** No more is asked for at the moment. */
  rest(): void {
    this.#open = null;
  }

  /** Another piece is there now. */
  add(id: string, keys: readonly string[]): void {
    if (keys.length === 0) return;
    this.#keys.set(id, keys);
    for (const key of keys) this.#places.set(key, id);
  }

  /** Pieces all of whose parts are among these. */
  within(keys: readonly string[]): ReadonlySet<string> {
    const all = new Set(keys);
    const within = [...this.#keys].filter(([, its]) => its.every((key) => all.has(key)));
    return new Set(within.map(([id]) => id));
  }

  /** It is gone. */
  remove(id: string): void {
    for (const key of this.#keys.get(id) ?? []) if (this.#places.get(key) === id) this.#places.delete(key);
    this.#keys.delete(id);
    if (this.#open?.id === id) this.#open = null;
  }

  #states(bytes: Uint8Array | null): ReadonlyMap<string, Uint8Array> {
    return statesByKey((bytes && unpackUnfinished(bytes, this.hash)) ?? []);
  }
}

/** Which of the pieces that nobody is at any more are too many, too large together, or too old. Those that were interrupted stay before those that are done. */
export function superfluous(pieces: readonly FoundPiece[], now: number): FoundPiece[] {
  const isDone = ({ note }: FoundPiece): number => Number(note?.done ?? true);
  let bytes = 0;
  let count = 0;
  return pieces
    .toSorted((one, other) => isDone(one) - isDone(other) || other.time - one.time)
    .filter((piece) => {
      bytes += piece.bytes;
      count++;
      return count > most || bytes > mostBytes || isOld(piece, now);
    });
}

/** Whoever began it is not at it any more. */
export const isOld = ({ time }: FoundPiece, now: number): boolean => now - time > longest;

const most = 20;
const mostBytes = 256 * 2 ** 20;
const longest = 30 * 24 * 60 * 60 * 1000;
