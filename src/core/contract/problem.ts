export type Precision = 'f64' | 'f32';

export type ActivationName =
  | 'linear'
  | 'sigmoid'
  | 'tanh'
  | 'relu'
  | 'leaky-relu'
  | 'elu'
  | 'softplus'
  | 'gelu'
  | 'gelu-tanh'
  | 'silu'
  | 'sin'
  /** ReLU with another slope taken at 0: ½, or 1. */
  | 'relu-half'
  | 'relu-one';

export type LossName =
  | 'mean-squared-error'
  | 'half-mean-squared-error'
  | 'half-sum-of-squares'
  | 'binary-cross-entropy'
  | 'softmax-cross-entropy';

/** How a sample counts as right: not at all, every output on the target's side of a threshold, or the largest output is the target's. */
export type AccuracyRule =
  | { readonly kind: 'none' }
  | { readonly kind: 'threshold'; readonly threshold: number }
  | { readonly kind: 'argmax' };

/** `sizes` [inputs, hidden…, outputs]; one activation and one bias flag per weight layer. */
export interface NetworkShape {
  readonly sizes: readonly number[];
  readonly activations: readonly ActivationName[];
  readonly biases: readonly boolean[];
}

/** Row-major, one sample per row. `inputs`: samples × sizes[0]; `targets`: samples × sizes[last]. */
export interface Samples {
  readonly count: number;
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
}

/** Everything a workspace is built for; fixed for its life, so that its memory is computed once. */
export interface Problem {
  readonly network: NetworkShape;
  readonly loss: LossName;
  readonly precision: Precision;
  readonly train: Samples;
  /** Held-out samples; absent when nothing is held out. */
  readonly test?: Samples;
  readonly accuracy: AccuracyRule;
  /** Adds l1·Σ|θᵢ| + (l2/2)·Σθᵢ² to the training loss, biases included. */
  readonly l1: number;
  readonly l2: number;
  /** Largest batch that training will use, 1 … train.count. */
  readonly batchSize: number;
  /** One share 0 ≤ p < 1 per hidden layer: training silences each unit with probability p for each sample and step, and divides what stays by 1 − p. Absent: no dropout. */
  readonly dropout?: readonly number[];
}
