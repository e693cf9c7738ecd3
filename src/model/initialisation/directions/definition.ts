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
  /** @param target filled: a vector as long as θ with Euclidean norm 1 (of a point drawn from the ball: at most 1) */
  fill(target: Float64Array, options: ValuesOf<T>, context: DirectionContext): void;
  /** What is wrong with the settings for this network, as the end of a sentence that begins with their place; undefined where all is well. */
  check?(options: ValuesOf<T>, network: NetworkShape): string | undefined;
}

/** Keeps the exact types of the fields while checking the rest. */
export function defineDirection<const T extends Fields>(
  definition: DirectionDefinition<T>,
): DirectionDefinition<T> {
  return definition;
}

/** Divides the vector by its Euclidean norm. Scaled by the largest entry first, so that neither tiny nor huge entries lose their squares. */
export function normalise(vector: Float64Array): void {
  // Plain loops: a sweep of small networks does this as often as anything else.
  let largest = 0;
  for (let i = 0; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i]!));
  let squares = 0;
  for (let i = 0; i < vector.length; i++) {
    const scaled = (vector[i]! /= largest);
    squares += scaled * scaled;
  }
  const norm = Math.sqrt(squares);
  for (let i = 0; i < vector.length; i++) vector[i]! /= norm;
}
