/**
 * Which steps of a run are kept, so that any length of run fits a fixed number of entries: every step at first, and each time the room is
 * full every second entry is dropped and the stride doubles. What is kept depends on the steps made and on nothing else, neither on
 * how the run was cut into pieces nor on its speed.
 */
export class Schedule {
  #stride = 1;
  readonly #steps: number[] = [];

  /** @param capacity most entries, an even number of at least 4 */
  constructor(readonly capacity: number) {}

  get stride(): number {
    return this.#stride;
  }

  get steps(): readonly number[] {
    return this.#steps;
  }

  /** Entries until every second one is dropped and the stride doubles. */
  get room(): number {
    return this.capacity - this.#steps.length;
  }

  /** The next step after `step` that is kept. */
  nextAfter(step: number): number {
    return (Math.floor(step / this.#stride) + 1) * this.#stride;
  }

  /**
   * Notes that `step` was reached.
   * @returns whether it is kept, and which earlier entries (indices before the change, ascending) stay: null = all
   */
  reach(step: number): { kept: boolean; survivors: number[] | null } {
    if (step % this.#stride !== 0) return { kept: false, survivors: null };
    if (this.#steps.length < this.capacity) {
      this.#steps.push(step);
      return { kept: true, survivors: null };
    }
    this.#stride *= 2;
    const survivors = this.#steps.flatMap((earlier, index) => (earlier % this.#stride === 0 ? [index] : []));
    const remaining = survivors.map((index) => this.#steps[index]!);
    this.#steps.splice(0, this.#steps.length, ...remaining);
    const kept = step % this.#stride === 0;
    if (kept) this.#steps.push(step);
    return { kept, survivors };
  }
}
