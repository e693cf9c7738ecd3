/** What a file holds is verified in two parts, its run and its sweep; both say what came of them in the same form. */
import type { Arrays } from '../files/arrays-by-name';
import type { NpyArray } from '../files/npy';
import type { Verification } from './contract';

/** What came of one part, see `Verification`. */
export interface VerifiedPart extends Pick<Verification, 'arrays' | 'numbers' | 'differences' | 'unchecked'> {
  /** Arrays of the file that are of this part. */
  readonly names: ReadonlySet<string>;
}

/** A number that stands in no array, as an array of one entry. */
export function scalar(value: number): NpyArray {
  return { shape: [], data: Float64Array.of(value) };
}

/** Scalars are told under their place in `experiment.json`, which has a dot where the name of an array can have none. */
export function isScalar(array: string): boolean {
  return array.includes('.');
}

/** How much was compared. */
export function sizeOf(checked: Arrays): Pick<VerifiedPart, 'arrays' | 'numbers'> {
  return {
    arrays: Object.keys(checked).filter((name) => !isScalar(name)).length,
    numbers: Object.values(checked).reduce((sum, { data }) => sum + data.length, 0),
  };
}
