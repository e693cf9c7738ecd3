/** Something that computes for a while and can be stopped. */
export interface Stoppable {
  busy(): boolean;
  /** The person is looking at it. */
  shown(): boolean;
  /** Goes on by itself for long: only stopped by who looks at it. */
  readonly unattended?: boolean;
  stop(): void;
}

/**
 * What one key stops: what is looked at; else the first that is under way and waited for. Undefined where that is nothing.
 * @param jobs in the order in which they are stopped where none is looked at
 */
export function nextToStop(jobs: readonly Stoppable[]): Stoppable | undefined {
  const busy = jobs.filter((job) => job.busy());
  return busy.find((job) => job.shown()) ?? busy.find((job) => !job.unattended);
}
