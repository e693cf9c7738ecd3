/** Places in the counters. */
const NEXT = 0;
const DONE = 1;
const CANCELLED = 2;
const COUNTERS = 3;

/** The two shared buffers, as they cross to another thread. */
export interface SharedTilesHandle {
  readonly tiles: number;
  readonly counters: SharedArrayBuffer;
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

  constructor(handle: SharedTilesHandle) {
    this.handle = handle;
    this.#counters = new Int32Array(handle.counters);
    this.values = new Float64Array(handle.values);
  }

  /** @param values how many numbers all tiles give together */
  static create(tiles: number, values: number): SharedTiles {
    return new SharedTiles({
      tiles,
      counters: new SharedArrayBuffer(COUNTERS * Int32Array.BYTES_PER_ELEMENT),
      values: new SharedArrayBuffer(values * Float64Array.BYTES_PER_ELEMENT),
    });
  }

  /** The number of a tile that nobody else has or will get; null when there is none left or the job was cancelled. */
  take(): number | null {
    if (Atomics.load(this.#counters, CANCELLED) !== 0) return null;
    const tile = Atomics.add(this.#counters, NEXT, 1);
    return tile < this.handle.tiles ? tile : null;
  }

  finish(): void {
    Atomics.add(this.#counters, DONE, 1);
  }

  cancel(): void {
    Atomics.store(this.#counters, CANCELLED, 1);
  }

  /** Tiles finished by all threads so far. */
  get done(): number {
    return Atomics.load(this.#counters, DONE);
  }
}
