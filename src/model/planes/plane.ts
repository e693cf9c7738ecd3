import type { NetworkShape, RandomStream } from '../../core/contract';
import type { PointName } from '../experiment';
import type { Definition, Fields, ValuesOf } from '../fields';

/** What a plane is built from; `src/analysis` computes the ingredients. */
export interface PlaneContext {
  /** The point of the plane at (0, 0), as long as θ. */
  readonly centre: Float64Array;
  readonly network: NetworkShape;
  /** θ at the run's checkpoints, oldest first; at least the initial one. */
  readonly trajectory: readonly Float64Array[];
  /**
   * The principal directions of the trajectory about the centre (of θ − centre, the mean not removed), largest share first: orthonormal, each as long as
   * θ. Fewer than `count`, possibly none, where the run moved in fewer directions (to rounding). `shares[i]` is direction i's part of the summed squares, 0 … 1.
   */
  principalDirections(count: number): {
    readonly directions: readonly Float64Array[];
    readonly shares: readonly number[];
  };
  /** An independent stream of a seed for a purpose. */
  random(seed: number, purpose: string): RandomStream;
  /** θ at a named point of the run. */
  point(name: PointName): Float64Array;
}

/** A plane through a centre: θ = centre + α·first + β·second. */
export interface PlaneDirections {
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Axis labels without the axis's letter, e.g. `first principal direction (93 %)`. */
  readonly firstLabel: string;
  readonly secondLabel: string;
  /** One sentence: what this plane is. */
  readonly description: string;
  /** What the plane cannot show, which normalisation was used, what it fell back on. */
  readonly caveats: readonly string[];
}

/** A plane: one file of this folder and one entry of the table in `index.ts`. */
export interface PlaneDefinition<T extends Fields = Fields> extends Definition<T> {
  build(options: ValuesOf<T>, context: PlaneContext): PlaneDirections;
  /** What is wrong with the settings for this network, as the end of a sentence that begins with their place; undefined where all is well. */
  check?(options: ValuesOf<T>, network: NetworkShape): string | undefined;
}

/** Keeps the exact types of the fields while checking the rest. */
export function definePlane<const T extends Fields>(definition: PlaneDefinition<T>): PlaneDefinition<T> {
  return definition;
}
