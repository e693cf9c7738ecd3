import type { Core, Problem, TrainerOptions, Workspace } from '../core/contract';
import type { Experiment } from '../model/experiment';

/** An experiment set up to be measured, as a cell of a claim's table gets it. */
export interface CellRun {
  readonly core: Core;
  readonly experiment: Experiment;
  readonly problem: Problem;
  readonly trainer: TrainerOptions;
  /** θ₀, length parameterCount. */
  readonly initial: Float64Array;
  /** A workspace of this thread's own. */
  readonly workspace: Workspace;
  /** The same for another experiment, where one cell compares several. Throws `UserError` where it cannot run. */
  open(experiment: Experiment): CellRun;
  /** How far this cell has come, 0 … 1. */
  readonly progress: (share: number) => void;
  /** Throws once the person has cancelled; long loops call it at least every few tens of milliseconds. */
  readonly checkCancelled: () => void;
}
