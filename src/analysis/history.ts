/** Scalars of a run over time; all arrays have the same length (one entry per recorded step, ascending). */
export interface History {
  readonly steps: Float64Array;
  readonly loss: Float64Array;
  readonly gradientNorm: Float64Array;
  /** NaN where the experiment has no accuracy / no test set. */
  readonly accuracy: Float64Array;
  readonly testLoss: Float64Array;
  readonly testAccuracy: Float64Array;
  /** Effective width (number of twin classes) per hidden layer at each recorded step: recorded steps × hidden layers, row-major. */
  readonly effectiveWidth: Float64Array;
}
