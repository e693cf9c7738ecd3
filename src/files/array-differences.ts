/** Which arrays of two documents are not the same to the last bit. */
import type { Arrays } from './arrays-by-name';
import type { NpyArray } from './npy';

/** How one array of a file differs from the one that was computed again. */
export type ArrayDifference =
  /** It is there on one side only, or has another shape or another type of numbers. */
  | {
      readonly kind: 'form';
      readonly array: string;
      /** Null where the file has no such array. */
      readonly stored: readonly number[] | null;
      readonly computed: readonly number[];
    }
  | {
      readonly kind: 'numbers';
      readonly array: string;
      /** Of the first entry that differs, one number per axis. */
      readonly index: readonly number[];
      /** The step of a run to which that entry belongs, where rows are steps. */
      readonly step: number | null;
      /** The run of a sweep to which that entry belongs, where rows are runs. */
      readonly run: number | null;
      readonly stored: number;
      readonly computed: number;
      /** Entries that differ. */
      readonly count: number;
      readonly size: number;
      /** Largest |stored − computed| over the entries that differ and are finite in both; NaN where there is none. */
      readonly largest: number;
    };

/** The array that names the step of each row of another one. */
function stepsOf(array: string): string | null {
  const family = /^(history|trajectory)_/.exec(array)?.[1];
  if (family !== undefined) return `${family}_steps`;
  return array === 'checkpoints' || array === 'checkpoint_steps' ? 'checkpoint_steps' : null;
}

/** Whether the rows of an array are runs of a sweep. */
const isPerRun = (array: string): boolean => /^sweep_(?!axis_\d)/.test(array);

/**
 * Compares every array of `computed` with the one of that name in `stored`, bit for bit: −0 is not 0, any NaN is any other (their payloads are not
 * the same on all machines). The earliest step or run comes first, then what belongs to none, in the order of `computed`.
 * @param runs of a sweep: the run of each row
 */
export function arrayDifferences(
  stored: Arrays,
  computed: Arrays,
  runs: ArrayLike<number> = [],
): ArrayDifference[] {
  const found = Object.entries(computed).flatMap(([name, array]): ArrayDifference[] => {
    const old = Object.hasOwn(stored, name) ? stored[name]! : null;
    const alike = old !== null && old.data.constructor === array.data.constructor;
    if (!alike || old.shape.join() !== array.shape.join())
      return [{ kind: 'form', array: name, stored: old?.shape ?? null, computed: array.shape }];
    const steps = stepsOf(name);
    const difference = firstDifference(name, old, array);
    if (difference === null) return [];
    const { row, ...told } = difference;
    const step = steps === null ? undefined : computed[steps]?.data[row];
    const run = isPerRun(name) ? runs[row] : undefined;
    return [{ ...told, step: step === undefined ? null : Number(step), run: run ?? null }];
  });
  const rank = (difference: ArrayDifference): number =>
    difference.kind === 'form' ? -1 : (difference.step ?? difference.run ?? Infinity);
  // Equal ranks are not subtracted: ∞ − ∞ is no order.
  return found.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

type NumbersDifference = Extract<ArrayDifference, { kind: 'numbers' }>;

/** Besides what is told, the row of the first entry that differs. */
function firstDifference(
  array: string,
  stored: NpyArray,
  computed: NpyArray,
): (Omit<NumbersDifference, 'step' | 'run'> & { readonly row: number }) | null {
  const size = computed.data.length;
  let first = -1;
  let count = 0;
  let largest = NaN;
  for (let i = 0; i < size; i++) {
    const [old, now] = [Number(stored.data[i]), Number(computed.data[i])];
    if (Object.is(old, now)) continue;
    if (first < 0) first = i;
    count += 1;
    const apart = Math.abs(old - now);
    if (Number.isFinite(apart) && !(apart <= largest)) largest = apart;
  }
  if (first < 0) return null;
  const row = Math.floor(first / Math.max(1, size / (computed.shape[0] ?? 1)));
  return {
    kind: 'numbers',
    array,
    index: indexOf(first, computed.shape),
    row,
    stored: Number(stored.data[first]),
    computed: Number(computed.data[first]),
    count,
    size,
    largest,
  };
}

/** A position in the row-major data as one number per axis. */
function indexOf(position: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = position;
  for (const length of shape.toReversed()) {
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return index;
}
