/** How much of the threads' time a job gets beside others: what a person waits for four times as much as work in the background. */
export const priorities = { foreground: 4, background: 1 } as const;
export type Priority = keyof typeof priorities;

interface Entry<T> {
  readonly job: T;
  readonly stride: number;
  pass: number;
}

/**
 * Whose turn it is, by stride scheduling (Waldspurger and Weihl 1995): every job has a pass, the smallest goes next, and each turn moves it on by the time that it took over the
 * job's weight. No job waits for ever, whatever its priority, and the shares are those of the weights.
 */
export class FairQueue<T> {
  readonly #entries: Entry<T>[] = [];

  add(job: T, priority: Priority): void {
    // A newcomer begins where the others are: it has no claim on time before it came.
    const pass = this.#entries.reduce((least, entry) => Math.min(least, entry.pass), Infinity);
    this.#entries.push({ job, stride: 1 / priorities[priority], pass: Number.isFinite(pass) ? pass : 0 });
  }

  remove(job: T): void {
    const index = this.#entries.findIndex((entry) => entry.job === job);
    if (index >= 0) this.#entries.splice(index, 1);
  }

  get jobs(): readonly T[] {
    return this.#entries.map(({ job }) => job);
  }

  /** The first one, in the order of their turns, for which `offer` finds something to do. */
  next<R>(offer: (job: T) => R | null): R | null {
    // Sorting is stable: among equals the one that came first.
    for (const { job } of [...this.#entries].sort((a, b) => a.pass - b.pass)) {
      const found = offer(job);
      if (found !== null) return found;
    }
    return null;
  }

  /** Accounts for the time that a job has taken, in any unit. */
  charge(job: T, time: number): void {
    const entry = this.#entries.find((one) => one.job === job);
    if (entry) entry.pass += entry.stride * time;
  }
}
