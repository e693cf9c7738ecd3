/** The first of `steps` at which a value is below the level, or null. Both lists have one entry per step. */
export function firstBelow(steps: Float64Array, values: Float64Array, level: number): number | null {
  const index = values.findIndex((value) => value < level);
  return index < 0 ? null : (steps[index] ?? null);
}
