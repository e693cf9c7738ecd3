import type { UpdateRule } from './training';

/** When a member of an ensemble stops, one level for all or one per member (NaN: never). Looked at before every step and after the last one. */
export interface EnsembleStop {
  /** Stops where the training loss, penalties included, is below. */
  readonly lossBelow?: number | Float64Array;
  /** Stops where the Euclidean norm of the full-batch gradient is below. */
  readonly gradientBelow?: number | Float64Array;
  /** Stops where ‖θ − start‖ is above. */
  readonly distanceAbove?: number | Float64Array;
  /** Distances are measured from this point (length parameterCount) instead of each member’s start. */
  readonly distanceFrom?: Float64Array;
}

/** What members differ by. */
export interface EnsembleMembers {
  /** members × parameterCount, row-major; rounded to the problem's precision first. */
  readonly starts: Float64Array;
  /** Learning rates in place of the rule's, one per member. */
  readonly rates?: Float64Array;
  /** Seeds of the noise of perturbed gradient descent, one per member; without them 0, 1, 2 … */
  readonly noiseSeeds?: readonly number[];
}

export interface EnsembleOptions extends EnsembleMembers {
  /** How many trainings, 1 or more. */
  readonly members: number;
  readonly rule: UpdateRule;
  readonly stop?: EnsembleStop;
  /** Keeps the losses of all members at steps 0, every, 2·every …, the last `capacity` of them. */
  readonly record?: { readonly every: number; readonly capacity: number };
  /**
   * Follows the losses of all members at steps 0, every, 2·every … (the same as the record's, where there is one). A member has escaped where `escapeShare` of its first loss, if
   * that is above 0, is gone.
   */
  readonly follow?: { readonly every: number; readonly escapeShare: number };
}

/** One entry per member; NaN where there is none, and all NaN of a member that has diverged. A step at which a member stopped counts where losses are followed at it. */
export interface FollowedLosses {
  readonly first: Float64Array;
  /** The lowest finite loss, and the first step that had it. */
  readonly best: Float64Array;
  readonly bestStep: Float64Array;
  /** The first step below `(1 − escapeShare)` × the first loss. */
  readonly escapeStep: Float64Array;
}

/** `diverged`: a step met a NaN or an infinity. The others name the stop rule; where several hold at one step, the first in this order. */
export type EnsembleState = 'running' | 'loss-below' | 'gradient-below' | 'distance-above' | 'diverged';

/** `losses` rows × members, row-major, one row per entry of `steps`, ascending. A member that has stopped keeps the loss that it stopped with. */
export interface EnsembleRecord {
  readonly steps: Float64Array;
  readonly losses: Float64Array;
}

/**
 * Many trainings of one problem on its full batch, several in each vector of the processor. Every member has the bits that `Workspace.startTraining`
 * gives it alone, whatever the others do. A member that stops keeps its θ and its step. Arrays are copies, in the members' order.
 */
export interface Ensemble {
  readonly members: number;
  /** Members that it was made for: so many at most can take their places. */
  readonly capacity: number;
  readonly parameterCount: number;
  /** Bytes of linear memory; nothing is taken later. */
  readonly memoryBytes: number;
  /** Steps that members which still run have made. */
  readonly step: number;
  /** Members that still run; some may have stopped at step 0 already. */
  readonly running: number;
  /** Becomes what `Core.ensemble` would make of these members, at most `capacity`, and all other options; takes no memory. Throws UserError as that does. */
  restart(members: EnsembleMembers): void;
  /** Makes up to `steps` steps, fewer only where all members have stopped; returns how many members still run. */
  advance(steps: number): number;
  /** What the rest of the trainings depends on besides what it was made of: for `resume` of an ensemble with the same options. */
  save(): Uint8Array;
  /** Goes on from there, with the bits of the one that was saved; throws UserError where it is no state of such an ensemble, which is at its start then. */
  resume(state: Uint8Array): void;
  states(): EnsembleState[];
  /** The step at which each member stopped, or `step`. A member that diverged: the step after which its numbers were no longer finite. */
  steps(): Float64Array;
  /** Training losses, penalties included: the bits of `Workspace.evaluate`. */
  losses(): Float64Array;
  /** Euclidean norms of the full-batch gradients. */
  gradientNorms(): Float64Array;
  /** members × parameterCount, row-major. */
  thetas(): Float64Array;
  /** What `record` asked for; empty without it. */
  record(): EnsembleRecord;
  /** What `follow` asked for; all NaN without it. */
  followed(): FollowedLosses;
}
