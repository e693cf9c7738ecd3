/**
 * Which steps of a run are kept, so that any length of run fits a fixed number of entries: every step at first, and each time the room is
 * full every second entry is dropped and the stride doubles. What is kept depends on the steps made and on nothing else, neither on
 * how the run was cut into pieces nor on its speed.
 */
export class Schedule {
  #stride = 1;

  /** @param capacity most entries, an even number of at least 4 */
  constructor(readonly capacity: number) {}

  /** The steps kept are the multiples of this up to the last one reached. */
  get stride(): number {
    return this.#stride;
  }

  /** The step at which the stride doubles next. */
  get nextDoubling(): number {
    return this.capacity * this.#stride;
  }

  /**
   * Notes that `step` was reached, which doubles the stride where the room is full.
   * @returns whether the step is kept
   */
  reach(step: number): boolean {
    while (step >= this.nextDoubling) this.#stride *= 2;
    return step % this.#stride === 0;
  }
}
