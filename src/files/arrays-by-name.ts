/** The arrays of a file, looked up with the shape that they must have. */
import type { NpyArray } from './npy';

export type Arrays = Readonly<Record<string, NpyArray>>;

/** A float64 array of the wanted shape (null = any length), or null. */
export function take(arrays: Arrays, name: string, shape: readonly (number | null)[]): Float64Array | null {
  const array = Object.hasOwn(arrays, name) ? arrays[name] : undefined;
  if (!array || !(array.data instanceof Float64Array) || array.shape.length !== shape.length) return null;
  return shape.every((n, axis) => n === null || n === array.shape[axis]) ? array.data : null;
}

export function ascends(values: Float64Array): boolean {
  return values.every((value, i) => Number.isFinite(value) && (i === 0 || value > values[i - 1]!));
}
