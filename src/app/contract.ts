/**
 * The whole program without a face. The window (through the wire in src/main), the command line and the tests drive this and nothing else.
 * Every method that a person's input can make fail rejects with `UserError`. All arrays are plain typed arrays that cross a structured clone.
 */
import type { LandscapeQuantity } from '../core/contract';
import type { Experiment, LandscapeSpec, PointName } from '../model/experiment';

export interface About {
  readonly version: string;
  /** SHA-256 of the core's module, hex. */
  readonly build: string;
}

/** What the data of an experiment look like, for a preview. Row-major arrays. */
export interface DataPreview {
  readonly inputNames: readonly string[];
  readonly targetNames: readonly string[];
  /** Class names where the targets are one-hot or 0/1 classes, else null. */
  readonly classes: readonly string[] | null;
  readonly trainCount: number;
  readonly testCount: number;
  /** At most 2,000 samples of each part. */
  readonly train: { readonly inputs: Float64Array; readonly targets: Float64Array };
  readonly test: { readonly inputs: Float64Array; readonly targets: Float64Array };
  /** All values, as lines for the table of a small dataset, are in the arrays above; nothing is rounded. */
}

export type RunStatus = 'ready' | 'training' | 'paused' | 'finished' | 'diverged';

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

/** A run as far as it has come. */
export interface RunView {
  readonly run: string;
  readonly experiment: Experiment;
  readonly status: RunStatus;
  readonly step: number;
  readonly history: History;
  /** Steps at which θ was kept, ascending; the scrubber stops at these. Always holds step 0 and the newest step. */
  readonly checkpointSteps: Float64Array;
  /** Why the run ended or is where it is, in one sentence; empty while there is nothing to say. */
  readonly message: string;
  readonly parameterCount: number;
}

/** Units of one hidden layer whose incoming and outgoing parameters are equal bit for bit. */
export interface TwinReport {
  /** 1-based hidden layer. */
  readonly layer: number;
  readonly width: number;
  readonly effectiveWidth: number;
  /** Unit indices (0-based) by class, each ascending, ordered by their first unit; singletons included. */
  readonly classes: readonly (readonly number[])[];
}

/** What is true at one point, with the sentences that a person reads. */
export interface PointReport {
  readonly at: PointName;
  readonly step: number | null;
  readonly theta: Float64Array;
  readonly parameterNames: readonly string[];
  readonly loss: number;
  readonly gradient: Float64Array;
  readonly gradientNorm: number;
  /** Euclidean norm of the gradient per weight layer (weights and biases together). */
  readonly layerGradientNorms: readonly number[];
  /** Every entry of the gradient is exactly 0. */
  readonly gradientExactlyZero: boolean;
  readonly accuracy: number;
  readonly twins: readonly TwinReport[];
  /** Outputs per training sample (at most 64 samples), samples × outputs. */
  readonly outputs: Float64Array;
  /** Findings in plain words, most important first. `key` is stable for tests and styling. */
  readonly findings: readonly Finding[];
}

export interface Finding {
  readonly key: 'gradient' | 'why' | 'twins' | 'movement' | 'loss' | 'kink';
  /** The finding as one short sentence. */
  readonly headline: string;
  /** The reason with the numbers plugged in; may be empty. */
  readonly detail: string;
}

/** A plane through a centre: θ = centre + α·first + β·second. */
export interface PlaneView {
  readonly name: string;
  /** One sentence: what this plane is. */
  readonly description: string;
  /** What it cannot show, which normalisation rule was used, what it fell back on. Never empty where a rule was applied. */
  readonly caveats: readonly string[];
  readonly centre: PointName;
  readonly centreTheta: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Short axis labels, e.g. `α · first principal direction (93 %)`. */
  readonly firstLabel: string;
  readonly secondLabel: string;
  /** Cosine of the angle between the directions. */
  readonly cosine: number;
}

/** A run's path seen in a plane. One entry per checkpoint. */
export interface TrajectoryView {
  readonly steps: Float64Array;
  readonly alpha: Float64Array;
  readonly beta: Float64Array;
  /** Euclidean distance of θ from the plane. */
  readonly distance: Float64Array;
  /** The true loss at θ. */
  readonly loss: Float64Array;
  /** The quantity on the plane at (α, β): where it differs from the true one, the picture misleads. */
  readonly planeLoss: Float64Array;
}

export interface Landscape {
  readonly quantity: LandscapeQuantity;
  readonly plane: PlaneView;
  readonly alphas: Float64Array;
  readonly betas: Float64Array;
  /** values[j·alphas.length + i] at (alphas[i], betas[j]). May hold NaN or ∞ where the network overflows. */
  readonly values: Float64Array;
  /** The quantity at the centre. */
  readonly centreValue: number;
  readonly trajectory: TrajectoryView;
  /** Where the all-zero point lies in the plane, or null if it is not in it. */
  readonly origin: { readonly alpha: number; readonly beta: number } | null;
  /** Milliseconds of computing. */
  readonly milliseconds: number;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What is being done, e.g. `training`, `landscape`. */
  readonly task: string;
}

export interface JobOptions {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

export interface TrainOptions extends JobOptions {
  /** Steps to make now; absent = to the end of the experiment's step budget. May exceed the budget when asked explicitly. */
  readonly steps?: number;
  /** Steps per second; absent = as fast as the core goes. */
  readonly rate?: number;
  /** Called with the run as it grows, at most about 30 times a second. */
  readonly onUpdate?: (view: RunView) => void;
}

/** A file that was opened. */
export interface Opened {
  readonly view: RunView;
  /** Landscape kept in the file, if any. */
  readonly landscape: Landscape | null;
  /** What to tell the person: repairs, migrations, lost members. Empty when all is well. */
  readonly warnings: readonly string[];
  /** What kind of file it was. Saving over it is offered for `saddle` and `json` only. */
  readonly kind: 'saddle' | 'json' | 'png' | 'csv';
}

export interface Template {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
}

/** What a run can be written as. */
export type ExportFormat = 'saddle' | 'json' | 'history-csv' | 'landscape-csv' | 'theta-npy' | 'landscape-npy';

export interface Saddlescope {
  about(): About;

  /** Built-in experiments, the first being the default (XOR from zero). */
  templates(): readonly Template[];
  template(name: string): Experiment;
  /** JSON Schema of what a person may write. */
  schema(): object;
  /** Parses and completes what a person wrote. `source` names it in messages. */
  parseExperiment(text: string, source: string): Experiment;
  /** Re-validates a document that a program changed; sizes[0] and sizes[last] are fitted to the data first when `fit`. */
  checkExperiment(document: unknown, options?: { readonly fit?: boolean }): Experiment;
  previewData(experiment: Experiment): DataPreview;

  /** Opens bytes by what they are (`.saddle`, experiment JSON, PNG with a recipe, CSV). `name` is for messages and for the kind; `folder` is where a CSV named by a JSON is looked for. */
  open(name: string, bytes: Uint8Array, options?: { readonly folder?: string }): Promise<Opened>;
  /** Bytes of a file in a format. */
  encode(run: string, format: ExportFormat): Promise<Uint8Array>;
  /** Puts the run's recipe into a PNG's iTXt chunk. */
  stampPng(run: string, png: Uint8Array): Promise<Uint8Array>;

  /** A run at step 0. */
  createRun(experiment: Experiment): Promise<RunView>;
  view(run: string): Promise<RunView>;
  /** Trains; resolves when done, paused (signal aborted: status `paused`, nothing lost) or diverged. */
  train(run: string, options?: TrainOptions): Promise<RunView>;
  /** Back to step 0 with the same weights. */
  reset(run: string): Promise<RunView>;
  closeRun(run: string): Promise<void>;

  inspect(run: string, at: PointName): Promise<PointReport>;
  /** Computes and keeps the landscape (it is saved with the run). Absent settings come from the experiment. */
  landscape(run: string, settings?: Partial<LandscapeSpec>, options?: JobOptions): Promise<Landscape>;

  /** Ends workers. The service cannot be used afterwards. */
  dispose(): Promise<void>;
}
