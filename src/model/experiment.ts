import type {
  ActivationName,
  LandscapeQuantity,
  LossName,
  Precision,
  RateFactors,
  UpdateRule,
} from '../core/contract';
import type { Named } from './fields';
import type { Predictions } from './predictions';
import type { SweepSpec } from './sweep/spec';

/** The version of the experiment document that this program writes. */
export const experimentVersion = 1;

/**
 * An experiment as asked, complete and canonical: every default filled in, every per-layer list written out.
 * What a person may write is looser (see `schema.ts`); `parseExperiment` turns that into this, or says what to mend.
 * A canonical experiment parses to itself.
 */
export interface Experiment {
  readonly saddlescope: typeof experimentVersion;
  readonly name: string;
  readonly notes: string;
  readonly network: NetworkSpec;
  /** Arithmetic of the whole experiment. */
  readonly precision: Precision;
  readonly data: DataSpec;
  readonly loss: LossName;
  readonly initialisation: InitialisationSpec;
  readonly training: TrainingSpec;
  readonly landscape: LandscapeSpec;
  /** What a person said about claims before they were decided; absent where nothing was said. */
  readonly predictions?: Predictions;
  /** Which of its settings a sweep varies; absent where nothing is varied. */
  readonly sweep?: SweepSpec;
}

export interface NetworkSpec {
  /** [inputs, hidden…, outputs]; the first and last must be the dataset's. */
  readonly sizes: readonly number[];
  /** One per weight layer. The last is the output activation (linear for losses on logits). */
  readonly activations: readonly ActivationName[];
  /** One per weight layer: whether it has a bias vector. */
  readonly biases: readonly boolean[];
}

/** A dataset by name with its settings; `seed` feeds its noise and its split, never the weights. */
export type DataSpec = Named & {
  readonly seed: number;
  /** Share of the samples held out for testing, 0 … 0.9. */
  readonly test: number;
};

export interface InitialisationSpec {
  /** The weight seed: initial weights, biases and the perturbation's direction. */
  readonly seed: number;
  /** A scheme per weight layer. */
  readonly weights: readonly Named[];
  /** A scheme per weight layer (kept, unused, where the layer has no bias). */
  readonly biases: readonly Named[];
  /** θ₀ + size·direction, the direction having Euclidean norm 1. */
  readonly perturbation: { readonly size: number; readonly direction: Named };
}

export interface TrainingSpec {
  readonly rule: UpdateRule;
  /** Step budget. */
  readonly steps: number;
  /** `"full"` or a batch size of at most the number of training samples. */
  readonly batch: 'full' | number;
  /** Batches smaller than all samples: epochs in a new order each, or every sample drawn uniformly, independently of all others. */
  readonly order: 'shuffled' | 'drawn';
  /** Seed of the batch order, of dropout and of a rule's noise. */
  readonly seed: number;
  /** One share per hidden layer, 0 ≤ p < 1: a unit is silenced with probability p for each sample and step; what stays is divided by 1 − p. */
  readonly dropout: readonly number[];
  /** Factors on the rule's learning rate, one entry per weight layer. */
  readonly layerRates: readonly RateFactors[];
  readonly l1: number;
  readonly l2: number;
  /** Stop when the training loss is at most this; null = never. */
  readonly stopBelow: number | null;
}

/** A named point of a run. */
export type PointName = 'origin' | 'init' | 'final' | 'best' | `step:${number}`;

export interface LandscapeSpec {
  readonly plane: Named;
  readonly centre: PointName;
  readonly quantity: LandscapeQuantity;
  /** Points per axis, 2 … 2001. */
  readonly resolution: number;
  /** Half width of the window in the plane's units along both axes; `"auto"` covers the trajectory, at least [−1, 1]. */
  readonly span: number | 'auto';
}
