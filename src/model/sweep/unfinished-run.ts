/** A run of a sweep that is under way, and all that its rest depends on, as the thread that trains it has packed it. */
export interface UnfinishedRun {
  readonly run: number;
  readonly state: Uint8Array;
}
