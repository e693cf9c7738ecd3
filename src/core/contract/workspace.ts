import type { Problem } from './problem';
import type { SecondOrder } from './second-order';
import type { Trainer, TrainerOptions } from './training';

/** The scalars of one point, over the full training set (and the test set where there is one). NaN where not defined. */
export interface Evaluation {
  /** Training loss including L1/L2 terms. */
  readonly loss: number;
  /** Euclidean norm of the full-batch gradient of that loss. */
  readonly gradientNorm: number;
  /** Share of training samples that are right, 0 … 1; NaN when the problem has no accuracy. */
  readonly accuracy: number;
  readonly testLoss: number;
  readonly testAccuracy: number;
}

/**
 * `curvature`: the smaller eigenvalue of the Hessian H of the loss within the plane, min d·Hd over the directions d of norm 1 that lie in it, whatever
 * the lengths of the plane's own directions and the angle between them. Below 0 the loss bends down along some direction of the plane. Exact (two products
 * by the R-operator a point), always in f64, penalties included; at a kink as in `SecondOrder`.
 */
export type LandscapeQuantity = 'loss' | 'gradient-norm' | 'accuracy' | 'curvature';

/**
 * One problem in one WebAssembly instance with exactly the memory it needs. Not shared between threads.
 * Throws `UserError` on construction when sizes are impossible or do not fit in 4 GiB, and on arrays of a wrong length.
 */
export interface Workspace {
  readonly problem: Problem;
  readonly parameterCount: number;
  /** Bytes of linear memory. */
  readonly memoryBytes: number;

  /** Loss, gradient norm, accuracy at θ (length parameterCount). θ is rounded to the problem's precision first. */
  evaluate(theta: Float64Array): Evaluation;
  /** Full-batch gradient at θ, length parameterCount. */
  gradient(theta: Float64Array): Float64Array;
  /** Outputs after the output activation, samples × outputs, for the training inputs or for any rows of inputs. */
  outputs(theta: Float64Array, inputs?: Float64Array): Float64Array;
  /** Values after the activation of every weight layer, for the training inputs: one samples × units array per layer. */
  activations(theta: Float64Array): Float64Array[];
  /** z before the activation of one weight layer (1 = first), for the training inputs: samples × units. */
  preactivations(theta: Float64Array, layer: number): Float64Array;
  /** ∂loss/∂z per weight layer (z before the activation; factors 1/N… included), for the training inputs: samples × units each. */
  deltas(theta: Float64Array): Float64Array[];
  /**
   * quantity at centre + alphas[i]·first + betas[j]·second, row-major with one row per beta: value[j·alphas.length + i].
   * Each point is computed by the same operations whatever the grid it is part of.
   * Throws `UserError` on a quantity that the problem does not define, and on the curvature of directions that span no plane.
   */
  landscape(
    centre: Float64Array,
    first: Float64Array,
    second: Float64Array,
    alphas: Float64Array,
    betas: Float64Array,
    quantity: LandscapeQuantity,
  ): Float64Array;

  /** Starts training at θ with fresh optimiser state; replaces the trainer that was there. */
  startTraining(theta: Float64Array, options: TrainerOptions): Trainer;
  /**
   * Goes on with a training of this problem with these options as another trainer's `save` has left it; replaces the trainer that was there. The next steps have
   * the bits that they would have had there. Batches up to there are drawn again, which takes a share of the time that training took.
   * Throws `UserError` where it is no such state.
   */
  resumeTraining(options: TrainerOptions, state: Uint8Array): Trainer;

  /** Exact second and higher derivatives of the training loss, in memory of their own; made when first asked for. */
  secondOrder(): SecondOrder;
}
