import type { Contender } from './contender';
import { ours } from './ours';
import type { Agreement } from './race';
import type { Work } from './work';

/** One benchmark: work that every contender does, and how its speed is told. */
export interface Workload {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** From units per second to the number that is shown: times `perUnit`, or milliseconds for `perUnit` units. */
  readonly shown: 'rate' | 'milliseconds';
  readonly perUnit: number;
  readonly work: Work;
  /** Units done from the start before the numbers are compared. */
  readonly checkUnits: number;
  readonly agreement: Agreement;
  /** The share of C at 128 bit that is to be reached; absent where C does not do it. */
  readonly toLimit?: number;
  /** The speed of two workers relative to one that is to be reached. */
  readonly toOneWorker?: number;
  /** Ours, in f64 first: the others are compared with the first one's numbers. */
  readonly ours: () => Contender[];
  /** In place of the C programs. */
  readonly limits?: () => (Contender | string)[];
}

/** Round-off of sums in another order, over a hundred steps or so. */
export const CLOSE: Agreement = { f64: 1e-9, f32: 1e-4, exceptions: 0 };

/** A workload with what most of them share. */
export function workload(
  about: Pick<Workload, 'id' | 'title' | 'unit' | 'work'> & Partial<Workload>,
): Workload {
  return {
    shown: 'rate',
    perUnit: 1,
    checkUnits: 1,
    agreement: CLOSE,
    ours: () => [...ours(about.work, 'f64'), ...ours(about.work, 'f32')],
    ...about,
  };
}
