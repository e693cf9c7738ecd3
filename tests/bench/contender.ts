import type { Precision } from '../../src/core';

/** Who does the work: our core, C at the same vector width (the limit) or for this processor (for orientation), or another program. */
export type ContenderGroup = 'ours' | 'limit' | 'native' | 'peer';

/** One way of doing the work of a benchmark. */
export interface Contender {
  readonly name: string;
  readonly group: ContenderGroup;
  readonly precision: Precision;
  /** Threads of ours; 1 elsewhere. */
  readonly workers: number;
  /** False where the program cannot do exactly this work, so that its numbers are others: shown, but never the best peer. */
  readonly sameWork: boolean;
  /** Units are done in multiples of this. */
  readonly grain: number;
  /** Does so many units and returns the seconds that they took; with `check` also keeps its result for `result`. */
  run(units: number, check?: boolean): Promise<number>;
  /** What the work until the last checked run has given; NaN where it has not come to yet. */
  result(): ArrayLike<number>;
  close(): void;
}

/** A contender in this process, timed from here. */
export function here(
  about: Pick<Contender, 'name' | 'precision' | 'grain'> & { readonly workers?: number },
  run: (units: number) => void | Promise<unknown>,
  result: () => ArrayLike<number>,
  close: () => void = () => undefined,
): Contender {
  const timed = async (units: number): Promise<number> => {
    const start = performance.now();
    const pending = run(units);
    if (pending !== undefined) await pending;
    return (performance.now() - start) / 1000;
  };
  return { group: 'ours', workers: 1, sameWork: true, ...about, run: timed, result, close };
}
