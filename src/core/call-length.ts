import type { LandscapeQuantity } from './contract';

/**
 * How much to do in one call into the core. A function that is still running in the engine's first, slow compilation is never
 * replaced by its optimised form, so long work is cut into calls of a few milliseconds. The results do not depend on it.
 */

/** Multiply-adds of roughly two milliseconds. */
const OPERATIONS_PER_CALL = 4e6;
/** What one repetition costs besides its multiply-adds, in multiply-adds. */
const FIXED_OPERATIONS = 500;

/** Repetitions (steps, points) of `operations` multiply-adds each that make one call, 1 or more. */
export function repetitionsPerCall(operations: number): number {
  return Math.max(1, Math.floor(OPERATIONS_PER_CALL / (operations + FIXED_OPERATIONS)));
}

/** What a point of a landscape costs, in passes forward of one multiply-add per parameter and sample. Curvature: measured, 5 to 10 losses. */
const passes: Readonly<Record<LandscapeQuantity, number>> = {
  loss: 1,
  accuracy: 1,
  'gradient-norm': 3,
  curvature: 8,
};

export function passesOf(quantity: LandscapeQuantity): number {
  return passes[quantity];
}
