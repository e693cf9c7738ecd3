/** Runs of a sweep that are under way side by side, or one by itself, and all that their rest depends on, as the thread that trains them has packed it. */
export interface UnfinishedRuns {
  readonly runs: readonly number[];
  readonly state: Uint8Array;
}

/** Unfinished states by `keyOfRuns`. */
export type BegunRuns = ReadonlyMap<string, Uint8Array>;

/** Those that train side by side are known together. */
export const keyOfRuns = (runs: ArrayLike<number>): string => Array.prototype.join.call(runs, ' ');
