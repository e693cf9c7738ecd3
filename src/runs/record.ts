/** Scalars over time; all arrays have the same length (one entry per recorded step, ascending). */
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

/** All that a run leaves behind: what a `.saddle` file keeps, and what two runs are compared by. */
export interface RunRecord {
  readonly step: number;
  /** The parameters stopped being finite after `step`. */
  readonly diverged: boolean;
  /** The loss fell to the experiment's `stopBelow`. */
  readonly stoppedBelow: boolean;
  readonly history: History;
  readonly checkpointSteps: Float64Array;
  /** θ per entry of checkpointSteps. */
  readonly checkpoints: readonly Float64Array[];
}
