/** How the asking thread steers a job on worker threads: one shared Int32. */
const GO = 0;
const STOP = 1;
const PAUSE = 2;

export class JobControl {
  readonly handle: SharedArrayBuffer;
  readonly #state: Int32Array;

  /** @param handle of a control that another thread has made; absent: a new one, on go */
  constructor(handle = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.handle = handle;
    this.#state = new Int32Array(handle);
  }

  get stopped(): boolean {
    return Atomics.load(this.#state, 0) === STOP;
  }

  get paused(): boolean {
    return Atomics.load(this.#state, 0) === PAUSE;
  }

  pause(): void {
    Atomics.compareExchange(this.#state, 0, GO, PAUSE);
  }

  resume(): void {
    Atomics.compareExchange(this.#state, 0, PAUSE, GO);
  }

  /** For good. */
  stop(): void {
    Atomics.store(this.#state, 0, STOP);
  }
}
