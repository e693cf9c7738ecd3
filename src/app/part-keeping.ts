import { serialize } from 'node:v8';
import { grouped } from '../model/words';
import { unpackData } from '../runs/packed-state';
import type { KeptJob, KeptWork } from './contract';

/** Where a part of a job is kept. */
export interface KeptPlace {
  readonly job: KeptJob;
  readonly part: number;
}

/**
 * Parts that are kept when they are done, and not done again where they were kept.
 * @param places one per part
 * @param task what is done, for the sentence that tells so
 * @returns to be called with a part's number and what does it, which answers plain data, as between threads
 */
export function partKeeping(
  kept: KeptWork,
  places: readonly KeptPlace[],
  task: string,
): <T>(index: number, work: () => Promise<T>) => Promise<T> {
  const states = places.map(({ job, part }) => job.found(part));
  const there = states.filter((state) => state !== null).length;
  if (there > 0) noteParts(kept, task, there, places.length);
  return async <T>(index: number, work: () => Promise<T>): Promise<T> => {
    const state = states[index]!;
    const known = state && unpackData(state);
    if (known !== null) return known.data as T;
    const answer = await work();
    const { job, part } = places[index]!;
    job.keep(part, () => serialize(answer));
    return answer;
  };
}

/** Tells how many parts of a task are not done again. */
export function noteParts({ note }: KeptWork, task: string, there: number, total: number): void {
  note(`${task}: ${grouped(there)} of ${grouped(total)} parts were there already`, there === total);
}
