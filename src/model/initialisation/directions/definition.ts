import type { ElementaryFunctions, NetworkShape, RandomStream } from '../../../core/contract';
import type { Definition, Fields, ValuesOf } from '../../fields';

export interface DirectionContext {
  readonly network: NetworkShape;
  /** The weight seed's stream for the direction. */
  readonly random: RandomStream;
  readonly math: ElementaryFunctions;
}

/** A direction in which a start can be pushed: one file of this folder and one entry of the table in `index.ts`. */
export interface DirectionDefinition<T extends Fields = Fields> extends Definition<T> {
  /** A vector as long as θ with Euclidean norm 1 (of a point drawn from the ball: at most 1). */
  direction(options: ValuesOf<T>, context: DirectionContext): Float64Array;
  /** What is wrong with the settings for this network, as the end of a sentence that begins with their place; undefined where all is well. */
  check?(options: ValuesOf<T>, network: NetworkShape): string | undefined;
}

/** Keeps the exact types of the fields while checking the rest. */
export function defineDirection<const T extends Fields>(
  definition: DirectionDefinition<T>,
): DirectionDefinition<T> {
  return definition;
}

/** The vector divided by its Euclidean norm. Scaled by the largest entry first, so that neither tiny nor huge entries lose their squares. */
export function normalised(vector: Float64Array): Float64Array {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const scaled = vector.map((value) => value / largest);
  let squares = 0;
  for (const value of scaled) squares += value * value;
  const norm = Math.sqrt(squares);
  return scaled.map((value) => value / norm);
}
