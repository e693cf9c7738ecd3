/**
 * What the core offers to the rest of the program: plain names and typed arrays in, plain numbers and typed arrays out.
 * No byte offset, no code number and no WebAssembly type appears here.
 */

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
  | 'sin';

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
}

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
  | { readonly name: 'exponentiated-gradient'; readonly rate: number };

export type UpdateRuleName = UpdateRule['name'];

/** Which samples each step sees. `full`: all, in order. `shuffled`: a new seeded permutation per epoch, the last partial batch kept.
 *  `listed`: explicit sample indices, cycled (used by tests). */
export type BatchOrder =
  | { readonly kind: 'full' }
  | { readonly kind: 'shuffled'; readonly size: number; readonly seed: number }
  | { readonly kind: 'listed'; readonly batches: readonly (readonly number[])[] };

export interface TrainerOptions {
  readonly rule: UpdateRule;
  readonly order: BatchOrder;
  /** Seed of the noise of perturbed gradient descent. */
  readonly noiseSeed: number;
}

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

export type LandscapeQuantity = 'loss' | 'gradient-norm' | 'accuracy';

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

  /** Exact second and higher derivatives of the training loss, in memory of their own; made when first asked for. */
  secondOrder(): SecondOrder;
}

/** Which side of a kink of relu, leaky-relu or elu counts: the one of the value at t = 0, or the one just after or before it. */
export type TaylorBranch = 'frozen' | 'right' | 'left';

/**
 * Exact second and higher derivatives of the full-batch training loss, penalties included (l1 has no curvature). Always computed in f64: whether an
 * eigenvalue is 0 or 1e−5 of the largest, and whether a coefficient vanishes, is asked of small differences of larger numbers, for which the 7 digits
 * of f32 do not suffice; θ, the directions and the samples are rounded to the problem's precision first, so the answers are about the same function. Twin units get bit-equal rows, and matrices are symmetric to the bit.
 * Second derivatives at a kink are those of the branch z ≤ 0.
 * Throws `UserError` when the memory does not fit in 4 GiB, and on arrays of a wrong length.
 */
export interface SecondOrder {
  readonly parameterCount: number;
  /** Bytes of linear memory taken so far; the dense Hessian takes more when it is first asked for. */
  readonly memoryBytes: number;
  /** Hessian·direction at θ by the R-operator. Passes through the network forward and backward at θ first. */
  hessianVector(theta: Float64Array, direction: Float64Array): Float64Array;
  /** Makes that pass once for many directions. The point holds until another one is prepared. */
  prepareHessian(theta: Float64Array): PreparedHessian;
  /**
   * JᵀH_loss·J·direction, J the Jacobian of the outputs (after their activation): the generalised Gauss–Newton matrix, positive
   * semi-definite; plus l2·direction.
   */
  gaussNewtonVector(theta: Float64Array, direction: Float64Array): Float64Array;
  /**
   * The Hessian at θ, P × P row-major, exactly symmetric; P at most 4,000. In `into` (P² numbers) where that is given: a new array of that size costs a tenth
   * of the time. At any depth it is computed by the structured algorithm: pair of layers by
   * pair of layers, (unit pairs × samples) times (samples × input pairs). P = 337 (2-16-16-1) on 256 samples takes 1.9 ms on one core of an
   * AMD EPYC with 6.6·10⁹ 128-bit multiply-adds a second at most, where 337 prepared products take 20 ms.
   */
  hessian(theta: Float64Array, into?: Float64Array): Float64Array;
  /** c₀ … c_order of loss(θ + t·direction) = Σ c_k·t^k, by series arithmetic; order 0 … 12. All three branches are coefficients of t^k. */
  taylor(theta: Float64Array, direction: Float64Array, order: number, branch: TaylorBranch): Float64Array;
  /**
   * The same coefficients, bit for bit, and how each changes with the direction: ∂c_k/∂direction is coefficient k − 1 of the gradient of the loss at
   * θ + t·direction, so one pass forward and backward in series arithmetic gives all of them. A unit at a kink whose z vanishes to the
   * asked order counts as not positive, as for the coefficients; ∂|dᵢ|/∂dᵢ of an l1 penalty at θᵢ = dᵢ = 0 counts as 0.
   */
  taylorGradient(
    theta: Float64Array,
    direction: Float64Array,
    order: number,
    branch: TaylorBranch,
  ): TaylorGradient;
}

/** Taylor coefficients of the loss along a direction, and their gradients with respect to the direction. */
export interface TaylorGradient {
  /** c₀ … c_order. */
  readonly coefficients: Float64Array;
  /** (order + 1) × P, row k = ∂c_k/∂direction; row 0 is 0. */
  readonly gradients: Float64Array;
}

/** Products with the Hessian and the Gauss–Newton matrix at one point. Throws `Error` once another point has been prepared. */
export interface PreparedHessian {
  hessianVector(direction: Float64Array): Float64Array;
  gaussNewtonVector(direction: Float64Array): Float64Array;
}

export interface Eigen {
  /** n eigenvalues, ascending. */
  readonly values: Float64Array;
  /** n × n, row k the unit eigenvector of value k; absent unless asked for. */
  readonly vectors?: Float64Array;
  /** ‖A·x − λ·x‖ of each pair, measured with the matrix as given; absent without vectors. */
  readonly residuals?: Float64Array;
}

export interface TridiagonalEigen {
  /** n eigenvalues, ascending. */
  readonly values: Float64Array;
  /** First and last component of each unit eigenvector. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** n × n, row k the eigenvector of value k; absent unless asked for. */
  readonly vectors?: Float64Array;
}

export interface LanczosOptions {
  /** Products at most, 1 … 4,096; never more than n are made. */
  readonly steps: number;
  /** The first direction, n numbers, not all 0; of any length. */
  readonly start: Float64Array;
}

/**
 * What m steps of Lanczos know of a symmetric matrix A: with Q the basis (m orthonormal rows), Q·A·Qᵀ is tridiagonal, alpha on its diagonal and beta[0 … m − 2] beside
 * it. Its eigenvalues (Ritz values) and the squares of the first components of its eigenvectors are the nodes and weights of the Gauss quadrature
 * for the spectral measure of the start (Golub & Welsch 1969): Σ_k weights[k]·f(values[k]) = sᵀ·f(A)·s, s the unit start, exactly for
 * polynomials up to degree 2m − 1. The weights sum to 1.
 */
export interface Lanczos {
  /** m numbers. */
  readonly alpha: Float64Array;
  /** m numbers, the last one the length of what remained after the last step. */
  readonly beta: Float64Array;
  /** Nothing but rounding remained: the basis spans an invariant subspace, and every Ritz value is an eigenvalue. */
  readonly invariant: boolean;
  /** m Ritz values, ascending, with their quadrature weights. */
  readonly values: Float64Array;
  readonly weights: Float64Array;
  /** ‖A·x − value·x‖ of each Ritz pair: within this distance of the value there is an eigenvalue. 0 where invariant. */
  readonly residuals: Float64Array;
  /** Q, m × n row-major. Like `vector` only until another iteration begins; then throws `Error`. */
  basis(): Float64Array;
  /** The unit Ritz vector of value k, n numbers. */
  vector(k: number): Float64Array;
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
}

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

export interface EnsembleOptions {
  /** How many trainings, 1 or more. */
  readonly members: number;
  /** members × parameterCount, row-major; rounded to the problem's precision first. */
  readonly starts: Float64Array;
  readonly rule: UpdateRule;
  /** Learning rates in place of the rule's, one per member. */
  readonly rates?: Float64Array;
  /** Seeds of the noise of perturbed gradient descent, one per member; without them 0, 1, 2 … */
  readonly noiseSeeds?: readonly number[];
  readonly stop?: EnsembleStop;
  /** Keeps the losses of all members at steps 0, every, 2·every …, the last `capacity` of them. */
  readonly record?: { readonly every: number; readonly capacity: number };
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
  readonly parameterCount: number;
  /** Bytes of linear memory; nothing is taken later. */
  readonly memoryBytes: number;
  /** Steps that members which still run have made. */
  readonly step: number;
  /** Members that still run; some may have stopped at step 0 already. */
  readonly running: number;
  /** Makes up to `steps` steps, fewer only where all members have stopped; returns how many members still run. */
  advance(steps: number): number;
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
}

/**
 * How the sums of forward and backward are taken. `pairwise`: neighbours, then neighbouring sums. `kahan`: compensated. `permuted`: naive, each unit in a
 * seeded order of its own, as optimised matrix libraries do at the edges of their tiles. The other three add in one order for all units.
 */
export type Summation = 'naive' | 'pairwise' | 'kahan' | 'permuted';

/** One training by plain loops on the full batch, in which all sums are taken in one of four ways. Slow; the microscope for round-off. */
export interface PlainTraining {
  /** Steps made. */
  readonly step: number;
  readonly diverged: boolean;
  /** A copy of the current parameters. */
  theta(): Float64Array;
  /** Training loss at the current parameters, penalties included. */
  loss(): number;
  /** Gradient at the current parameters. */
  gradient(): Float64Array;
  /** Makes up to `count` steps; fewer only on divergence. */
  advance(count: number): number;
}

export interface PlainTrainingOptions {
  readonly rule: UpdateRule;
  readonly summation: Summation;
  /**
   * Of the orders of `permuted`: the stream `round-off` gives one permutation after the other, as many per table as the widest layer has units; first
   * per layer those over its inputs and over its outputs, then those over the samples.
   */
  readonly seed: number;
}

/** Seeded xoshiro256** (Blackman & Vigna), its state the first four outputs of splitmix64(seed). Equal seeds give equal streams everywhere. */
export interface RandomStream {
  /** Uniform on [0, 1): (next >> 11)·2⁻⁵³. */
  uniform(): number;
  /** Standard normal by Box–Muller, two at a time. */
  normal(): number;
  /** Integer 0 … bound−1 without bias. */
  integer(bound: number): number;
  /** Fisher–Yates permutation of 0 … n−1. */
  permutation(n: number): Int32Array;
}

/** The core's own elementary functions, the same bits on every machine. Use these, never Math.*, where a result depends on it (Math.sqrt, abs, floor, min, max are exact and allowed). */
export interface ElementaryFunctions {
  exp(x: number): number;
  expm1(x: number): number;
  log(x: number): number;
  log1p(x: number): number;
  tanh(x: number): number;
  sigmoid(x: number): number;
  softplus(x: number): number;
  erf(x: number): number;
  sin(x: number): number;
  cos(x: number): number;
}

/** The arithmetic that datasets and initialisations are written with; given to them as an argument, so that they stay pure data and functions. */
export interface Arithmetic {
  readonly math: ElementaryFunctions;
  /** An independent stream for a purpose: `stream(seed, 'weights')` and `stream(seed, 'data')` share nothing. */
  stream(seed: number, purpose: string): RandomStream;
}

export interface Core extends Arithmetic {
  /** SHA-256 of the module's bytes, hex: the build that computed a result. */
  readonly build: string;
  /** The compiled module, to hand to worker threads. */
  readonly module: WebAssembly.Module;
  workspace(problem: Problem): Workspace;
  /** Throws `UserError` on what a workspace and its trainer refuse. */
  plainTraining(problem: Problem, theta: Float64Array, options: PlainTrainingOptions): PlainTraining;
  /**
   * Trains many members of one problem at once; its test set is not looked at. Throws `UserError` on what a workspace refuses, on zero members, arrays of a
   * wrong length, starts and rates that are not finite, and where the memory does not fit in 4 GiB.
   */
  ensemble(problem: Problem, options: EnsembleOptions): Ensemble;
  /**
   * Eigenvalues, and eigenvectors where asked for, of a symmetric matrix: n × n, row-major, only read. Householder tridiagonalisation and
   * implicit QL. Throws `UserError` where the matrix is not finite, not symmetric to the bit, or too large.
   */
  eigen(matrix: Float64Array, n: number, options: { readonly vectors: boolean }): Eigen;
  /**
   * Eigenvalues of a symmetric tridiagonal matrix by implicit QL, with the first and last components of its eigenvectors, which cost n² operations; all
   * components, which cost n³, where asked for. diagonal: n numbers, off: n − 1. Throws `UserError` where they are not finite.
   */
  tridiagonal(
    diagonal: Float64Array,
    off: Float64Array,
    options: { readonly vectors: boolean },
  ): TridiagonalEigen;
  /**
   * The Lanczos iteration for a symmetric n × n matrix that is known by its products; `apply` gets a vector of its own each time. Every new direction is
   * made orthogonal to all earlier ones twice, so no eigenvalue shows up more often than the matrix has it. A start sees each eigenvalue once, whatever its
   * multiplicity. All sums are in one order: the same products give the same bits. Entries should have squares that neither overflow nor vanish.
   * Throws `UserError` where a product is not finite or has a wrong length, the start is 0, or the basis does not fit in 4 GiB.
   */
  lanczos(n: number, apply: (v: Float64Array) => Float64Array, options: LanczosOptions): Lanczos;
}
