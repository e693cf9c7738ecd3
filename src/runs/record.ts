import type { History } from '../analysis/history';

/** A run that is under way: what it has left so far, and what its next steps depend on (`Trainer.save`). */
export interface BegunRun {
  readonly record: RunRecord;
  readonly trainer: Uint8Array;
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
  /**
   * What the run's file had lost. Of the checkpoints there is then the first one alone, which can be made anew; in the history, numbers that should be there are
   * NaN.
   */
  readonly lost?: 'checkpoints' | 'history';
}
