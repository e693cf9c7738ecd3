/** Places in the counters. */
const NEXT = 0;
const DONE = 1;
const CANCELLED = 2;
const COUNTERS = 3;

/** The two shared buffers, as they cross to another thread. */
export interface SharedTilesHandle {
  readonly tiles: number;
  readonly counters: SharedArrayBuffer;
  /** Per tile: 1 once its numbers are there. */
  readonly finished: SharedArrayBuffer;
  readonly values: SharedArrayBuffer;
}

/**
 * Numbered tiles of one job, and the numbers they give, in memory that threads share: each thread takes the next tile when it is free
 * and writes where that tile belongs. No message is sent per tile, so tiles can be as short as evens out the threads' last ones, and
 * no number depends on who computed it.
 */
export class SharedTiles {
  readonly handle: SharedTilesHandle;
  /** The job's results; whole once every thread has answered. */
  readonly values: Float64Array;
  readonly #counters: Int32Array;
  readonly #finished: Uint8Array;

  constructor(handle: SharedTilesHandle) {
    this.handle = handle;
    this.#counters = new Int32Array(handle.counters);
    this.#finished = new Uint8Array(handle.finished);
    this.values = new Float64Array(handle.values);
  }

  /** @param values how many numbers all tiles give together */
  static create(tiles: number, values: number): SharedTiles {
    return new SharedTiles({
      tiles,
      counters: new SharedArrayBuffer(COUNTERS * Int32Array.BYTES_PER_ELEMENT),
      finished: new SharedArrayBuffer(tiles),
      values: new SharedArrayBuffer(values * Float64Array.BYTES_PER_ELEMENT),
    });
  }

  /** The number of a tile that nobody else has or will get; null when there is none left or the job was cancelled. */
  take(): number | null {
    if (Atomics.load(this.#counters, CANCELLED) !== 0) return null;
    let tile = Atomics.add(this.#counters, NEXT, 1);
    while (tile < this.handle.tiles && Atomics.load(this.#finished, tile) !== 0)
      tile = Atomics.add(this.#counters, NEXT, 1);
    return tile < this.handle.tiles ? tile : null;
  }

  /** Its numbers are there. */
  finish(tile: number): void {
    Atomics.store(this.#finished, tile, 1);
    Atomics.add(this.#counters, DONE, 1);
  }

  /** As far as it is: a byte per tile, 1 where its numbers are there, and all numbers, f64 little-endian. */
  save(): Uint8Array {
    const { tiles, values } = this.handle;
    const bytes = new Uint8Array(tiles + values.byteLength);
    // The tiles first: numbers that are not yet there would be taken for some that are.
    for (let tile = 0; tile < tiles; tile++) bytes[tile] = Atomics.load(this.#finished, tile);
    bytes.set(new Uint8Array(values), tiles);
    return bytes;
  }

  /**
   * Goes on from there, before any thread has begun.
   * @returns false, and nothing is touched, where it is not of so many tiles and numbers
   */
  restore(bytes: Uint8Array): boolean {
    const { tiles, values } = this.handle;
    if (bytes.length !== tiles + values.byteLength) return false;
    new Uint8Array(values).set(bytes.subarray(tiles));
    for (let tile = 0; tile < tiles; tile++) if (bytes[tile] === 1) this.finish(tile);
    return true;
  }

  cancel(): void {
    Atomics.store(this.#counters, CANCELLED, 1);
  }

  /** Tiles finished by all threads so far. */
  get done(): number {
    return Atomics.load(this.#counters, DONE);
  }
}
