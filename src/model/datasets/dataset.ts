import type { ElementaryFunctions, RandomStream, Samples } from '../../core/contract';
import type { Definition, Fields, ValuesOf } from '../fields';

/**
 * What the targets are: −1/+1; 0/1; rows with a single 1 (at least two outputs); rows of probabilities; numbers in [0, 1]; any numbers.
 * The strictest word that fits.
 */
export type TargetCoding = 'plus-minus' | 'zero-one' | 'one-hot' | 'distribution' | 'unit-interval' | 'real';

/** What is known about a dataset without generating it. */
export interface DatasetShape {
  readonly inputNames: readonly string[];
  readonly targetNames: readonly string[];
  /** Class names where the targets mean classes (two for a single ±1 or 0/1 output, one per output for one-hot), else null. */
  readonly classes: readonly string[] | null;
  readonly coding: TargetCoding;
  /** Samples before the split. */
  readonly count: number;
}

/** Where a dataset's noise comes from. */
export interface DataContext {
  readonly math: ElementaryFunctions;
  /** An independent stream of the data seed for a purpose: `data` is the usual one. */
  stream(purpose: string): RandomStream;
}

/** A dataset: one file of this folder and one entry of the table in `index.ts`. */
export interface DatasetDefinition<T extends Fields = Fields> extends Definition<T> {
  /** Throws `UserError` where the settings contradict each other or a text cannot be read. */
  shape(options: ValuesOf<T>): DatasetShape;
  /** The samples in the dataset's own order, as many as `shape` says; row-major. */
  generate(options: ValuesOf<T>, context: DataContext): Samples;
  /** The nearest settings that do not contradict each other, for a window in which one of them was just changed. */
  repair?(options: ValuesOf<T>): Partial<ValuesOf<T>>;
}

/** Keeps the exact types of the fields while checking the rest. */
export function defineDataset<const T extends Fields>(
  definition: DatasetDefinition<T>,
): DatasetDefinition<T> {
  return definition;
}
