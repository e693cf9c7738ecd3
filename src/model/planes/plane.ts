import type { NetworkShape, RandomStream } from '../../core/contract';
import type { PointName } from '../experiment';
import type { Definition, Fields, ValuesOf } from '../fields';

/** What a plane is built from; `src/analysis` computes the ingredients, each when it is first asked for. */
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
  /** θ at the first checkpoint of the run that differs from the centre and comes after it; null where the centre is no checkpoint or none follows. */
  next(): Float64Array | null;
  /** The gradient over all training samples at the centre. */
  gradient(): Float64Array;
  /** Hessian·direction at the centre. */
  hessianTimes(direction: Float64Array): Float64Array;
  /** All eigenpairs of the Hessian at the centre. Throws `UserError` where the network is too large for that. */
  eigenpairs(): Eigenpairs;
  /** The lowest eigenpair of the Hessian at the centre restricted to the span of orthonormal vectors; the vector has norm 1 and is as long as θ. */
  lowestWithin(basis: readonly Float64Array[]): { readonly value: number; readonly vector: Float64Array };
  /** The direction that proves how the loss falls from the centre. Throws `UserError` where none is known. */
  witness(): Witness;
}

export interface Eigenpairs {
  /** Ascending. */
  readonly values: Float64Array;
  /** The unit eigenvector of each value, its entry of largest modulus positive. */
  vector(index: number): Float64Array;
  /** Eigenvalues of at most this modulus count as 0. */
  readonly tolerance: number;
}

export interface Witness {
  /** A direction of norm 1 along which the loss falls. */
  readonly first: Float64Array;
  /** The eigenvector of highest curvature, made orthogonal to it, norm 1. */
  readonly second: Float64Array;
  /** The order of the Taylor term by which it falls: 1 = gradient, 2 = negative curvature, … */
  readonly order: number;
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
  /** One sentence: by which rule the directions were scaled, so what one unit of α and β is. */
  readonly rule: string;
  /** What the plane cannot show and what it fell back on. */
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

/** The rule of planes whose directions have length 1. */
export const unitLength = 'Both directions have length 1: α and β are distances in parameter space.';
