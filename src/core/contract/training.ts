import type { Evaluation } from './workspace';

/** Update rules with all their settings, in PyTorch's definitions where PyTorch has the rule. θ parameters, g gradient of the batch, η = rate. */
export type UpdateRule =
  /** θ ← θ − ηg */
  | { readonly name: 'gradient-descent'; readonly rate: number }
  /** v ← βv + g; θ ← θ − ηv */
  | { readonly name: 'momentum'; readonly rate: number; readonly momentum: number }
  /** v ← βv + g; θ ← θ − η(g + βv) */
  | { readonly name: 'nesterov'; readonly rate: number; readonly momentum: number }
  /** s ← αs + (1−α)g²; θ ← θ − η g/(√s + ε)  */
  | { readonly name: 'rmsprop'; readonly rate: number; readonly decay: number; readonly epsilon: number }
  | {
      readonly name: 'adam';
      readonly rate: number;
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
    }
  /** Jin et al. 2017: where ‖g‖ ≤ threshold and the last push is more than `interval` steps ago, θ gets a uniform sample of the ball of `radius`; then θ ← θ − ηg. */
  | {
      readonly name: 'perturbed-gradient-descent';
      readonly rate: number;
      readonly radius: number;
      readonly threshold: number;
      readonly interval: number;
    }
  /** θ ← θ(1 − ηg): what "zero times anything stays zero" would mean */
  | { readonly name: 'multiplicative'; readonly rate: number }
  /** θ ← θ·exp(−ηg) */
  | { readonly name: 'exponentiated-gradient'; readonly rate: number }
  /**
   * θ ← θ − ηs, s = Σ vᵢ(vᵢ·g)/(λᵢ + d) over the eigenpairs of the Hessian, s shortened to length r where it is longer. Where λᵢ + d vanishes,
   * the term is left out (pseudo-inverse). `damping` d, `reach` r.
   */
  | { readonly name: 'newton'; readonly rate: number; readonly damping: number; readonly reach: number }
  /** Dauphin et al. 2014: the same with |λᵢ| + d. */
  | {
      readonly name: 'saddle-free-newton';
      readonly rate: number;
      readonly damping: number;
      readonly reach: number;
    };

export type UpdateRuleName = UpdateRule['name'];

/** Which samples each step sees. `full`: all, in order. `shuffled`: a new seeded permutation per epoch, the last partial batch kept.
 *  `drawn`: every sample of every batch drawn uniformly and independently, so one can come twice.
 *  `listed`: explicit sample indices, cycled (used by tests). */
export type BatchOrder =
  | { readonly kind: 'full' }
  | { readonly kind: 'shuffled'; readonly size: number; readonly seed: number }
  | { readonly kind: 'drawn'; readonly size: number; readonly seed: number }
  | { readonly kind: 'listed'; readonly batches: readonly (readonly number[])[] };

export interface TrainerOptions {
  readonly rule: UpdateRule;
  readonly order: BatchOrder;
  /** Seed of the noise of perturbed gradient descent and of dropout. */
  readonly noiseSeed: number;
  /** Factors on the rule's rate, one entry per weight layer; absent: 1 everywhere. */
  readonly rateFactors?: readonly RateFactors[];
}

/** Factors ≥ 0 on the learning rate of one weight layer. */
export interface RateFactors {
  readonly weights: number;
  readonly biases: number;
}

/** What is noted on the way, and what ends the way. */
export interface RecordingOptions {
  /** Steps since the start that are multiples of this are noted; a whole number, 1 or more. */
  readonly every: number;
  /** Training ends at the first step whose loss (L1/L2 terms included) is at most this; null: never. */
  readonly stopBelow: number | null;
}

/** One step as it was noted: the numbers are those that `Workspace.evaluate` answers for this θ, to the bit. */
export interface TrainingNote extends Evaluation {
  readonly step: number;
  /** Parameters after the step, length parameterCount. */
  readonly theta: Float64Array;
}

export interface Trainer {
  /** Steps completed since the start. */
  readonly step: number;
  /** True once a step met a NaN or an infinity; `step` is then the step after which the numbers were no longer finite. */
  readonly diverged: boolean;
  /** A copy of the current parameters, length parameterCount. */
  theta(): Float64Array;
  /** Makes up to `count` steps without leaving the core; returns how many were made (fewer only on divergence). */
  advance(count: number): number;
  /**
   * `advance` that also notes every step that is a multiple of `every`, and the last step made. It stops early where the stop rule holds,
   * too. A step at which it diverges is not noted; the one before it is, where a stop rule has every step looked at. Notes come
   * in ascending order, each step once, the one from which the call goes on not at all; while they come, the trainer may be further than they are.
   * @param note told of each; the same object and array every time: what is to be kept must be copied. It must not train.
   * @returns how many steps were made
   */
  advanceRecording(count: number, options: RecordingOptions, note: (note: TrainingNote) => void): number;
  /** All that the next steps depend on, to the last bit, for `Workspace.resumeTraining`. Throws UserError once it has diverged. */
  save(): Uint8Array;
}
