export interface Kept<T> {
  (values: Float64Array, key: unknown, compute: () => T): T;
  /** Nothing would have to be computed. */
  has(values: Float64Array, key: unknown): boolean;
  /** The same of what is computed in pieces. */
  inPieces(values: Float64Array, key: unknown, compute: () => Generator<void, T>): Generator<void, T>;
}

/**
 * Remembers the last result for an array: a scrubber redraws a landscape many times with nothing changed but the path.
 * Arrays are never written to after they were handed to a figure, so the array itself and `key` say whether it is the same.
 */
export function keepLast<T>(): Kept<T> {
  const kept = new WeakMap<Float64Array, { readonly key: string; readonly result: T }>();
  const get = (values: Float64Array, key: unknown, compute: () => T): T => {
    const wanted = JSON.stringify(key);
    const last = kept.get(values);
    if (last?.key === wanted) return last.result;
    const result = compute();
    kept.set(values, { key: wanted, result });
    return result;
  };
  const has = (values: Float64Array, key: unknown) => kept.get(values)?.key === JSON.stringify(key);
  function* inPieces(
    values: Float64Array,
    key: unknown,
    compute: () => Generator<void, T>,
  ): Generator<void, T> {
    if (!has(values, key)) kept.set(values, { key: JSON.stringify(key), result: yield* compute() });
    return kept.get(values)!.result;
  }
  return Object.assign(get, { has, inPieces });
}
