/**
 * The whole program without a face. The window (through the wire in src/main), the command line and the tests drive this and nothing else.
 * Every method that a person's input can make fail rejects with `UserError`. All arrays are plain typed arrays that cross a structured clone.
 */
import type { Definition } from '../model/fields';
import type { Experiment, LandscapeSpec, PointName } from '../model/experiment';
import type { History } from '../analysis/history';
import type { Landscape } from '../analysis/landscape';
import type { StudyName, StudyResult, StudySettings } from '../analysis/studies';
import type { LayerHistory } from '../analysis/layer-history';
import type { Responses } from '../analysis/responses';
import type { PointReport } from '../analysis/point-report';
import type { Comparison } from '../analysis/comparison/comparison';
import type { ArrayDifference } from '../files/array-differences';
import type { SweepSummary } from '../analysis/sweeps/summary';
import type { SweepTable } from '../analysis/sweeps/table';
import type { PackedState } from '../runs/packed-state';
import type { SweepStatus } from '../model/sweep/row';
import type { SweepValue } from '../model/sweep/spec';
import type { ChangedRow, ClaimResult } from '../claims';
import type { TableChoice, TablePreview } from '../model/table-preview';

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

export type { ColumnRole, TableChoice, TablePreview } from '../model/table-preview';

export type RunStatus = 'ready' | 'training' | 'paused' | 'finished' | 'diverged';

export type { History } from '../analysis/history';

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

export type { TwinClasses } from '../analysis/twins';
export type { PointReport } from '../analysis/point-report';
export type { LayerHistory } from '../analysis/layer-history';
export type { Responses } from '../analysis/responses';
export type { Criticality } from '../analysis/criticality';
export type { Smoothness } from '../analysis/kinks';
export type { EstimatedSpectrum, ExactSpectrum, SpectrumReport } from '../analysis/spectrum/report';
export type { Finding } from '../analysis/findings';

export type { PlaneView, TrajectoryView } from '../analysis/planes';

export type { Landscape } from '../analysis/landscape';

export type { StudyName, StudyResult, StudySettings } from '../analysis/studies';

export type { GroupSummary, SweepSummary } from '../analysis/sweeps/summary';
export type { SweepTable, TableQuantity } from '../analysis/sweeps/table';

export type { ChangedRow, ClaimResult, ClaimRow, Verdict } from '../claims';

export type {
  ComparedRun,
  Comparison,
  SettingDifference,
  SettingValue,
} from '../analysis/comparison/comparison';

/** What came of adding a file to the comparison. */
export interface AddedRuns {
  readonly comparison: Comparison;
  /** What to tell the person: repairs, migrations, lost members. */
  readonly warnings: readonly string[];
}

/** A claim as a list shows it, before anything has run. */
export interface ClaimSummary {
  readonly id: string;
  /** Other ids of the same statement. */
  readonly also: readonly string[];
  readonly statement: string;
  readonly saidBy: string;
  readonly precisely: string;
  /** Experiments of its table. */
  readonly cells: number;
}

export interface ClaimsOptions extends JobOptions {
  /** Called with each claim as soon as it is decided, in whatever order that happens. */
  readonly onDecided?: (result: ClaimResult) => void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What is being done, e.g. `training`, `landscape`. */
  readonly task: string;
  /** Of a sweep: runs per second, and the seconds left; NaN before anything is known. */
  readonly rate?: number;
  readonly secondsLeft?: number;
}

export interface JobOptions {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** Of `keepWork`: what is there of this job is not computed again, and what it comes to is kept. */
  readonly kept?: KeptWork;
}

/** Long work that is kept, about once in a second. */
export interface KeptWork {
  /** Tells the person, in a clause without its full stop, what is not computed again. @param whole nothing is left to compute */
  readonly note: (clause: string, whole: boolean) => void;
  /**
   * @param question all that its numbers depend on besides the program, plain data that nothing changes; what was kept of another is not found
   * @param subject of that, what the work is about, where somebody may have that before the eyes again and does not know how far the work had come
   */
  job(kind: string, question: unknown, subject?: unknown): KeptJob;
  /**
   * Stops keeping; the newest states stay, and the same work that is kept in that place goes on from there.
   * @param options.unlessShort leaves no trace of less than a second
   */
  close(options?: { readonly unlessShort?: boolean }): Promise<void>;
  /** Stops keeping and removes what is kept: all is written. */
  remove(): Promise<void>;
}

/** What a program with windows is asked for and may take long. */
export type PieceOfWork =
  | { readonly task: 'landscape' }
  | { readonly task: 'study'; readonly name: StudyName; readonly settings: StudySettings<StudyName> }
  /** None for all of them. */
  | { readonly task: 'claims'; readonly ids: readonly string[] }
  | { readonly task: 'comparison' }
  /** Its rows are kept by the sweep itself; the piece says that it was under way. */
  | { readonly task: 'sweep' };

/** A piece that was under way in a program that has ended. */
export interface LeftPiece {
  readonly id: string;
  readonly what: PieceOfWork;
}

/**
 * The long work of a program with windows, in a folder: what takes longer than about a second is kept there, and the next program that is asked for the same goes on from where
 * it was, whichever way it comes to ask.
 */
export interface KeptPieces {
  /**
   * Does a piece of work. What was cancelled is forgotten; of what is done, or ended by a mistake, the parts remain until the end; of what came to another end, as by a thread that
   * crashed, they stay for the next program.
   * @param note see `KeptWork`
   */
  keep<T>(
    what: PieceOfWork,
    note: KeptWork['note'],
    work: (kept: { readonly kept?: KeptWork }) => Promise<T>,
  ): Promise<T>;
  /** What programs that have ended were doing and nobody has gone on with, the newest first. @param run what is about this run, as it is; absent: what is about none */
  left(run?: string): Promise<LeftPiece[]>;
  discard(id: string): Promise<void>;
  /** What is under way now stays for the next program, though it be cancelled: a window closes. */
  letGo(): void;
  /** Waits until all is done or cancelled, and removes what this program has done: it ends in good order. */
  end(): Promise<void>;
}

/** One piece of kept work, in numbered parts. */
export interface KeptJob {
  /** What an earlier program has kept of a part; null where there is nothing. */
  found(part: number): Uint8Array | null;
  /** It is done; packed when it is kept next. */
  keep(part: number, pack: () => Uint8Array): void;
  /**
   * Asks for the newest state of a part about once in a second, or as often as packing it takes a small share of the time.
   * @returns ends that, and asks once more
   */
  watch(part: number, state: () => Promise<PackedState | null>): () => Promise<void>;
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
  readonly kind: 'saddle' | 'json' | 'png' | 'svg' | 'csv';
}

export type { ArrayDifference } from '../files/array-differences';

/** The value of each axis of a sweep in one run, by the axis' place. */
export type SweepPoint = Readonly<Record<string, SweepValue>>;

/** A run of a verified sweep of which a thread was lost, so that the machine and not the run decided what came of it. */
export interface LostRun {
  readonly run: number;
  readonly at: SweepPoint;
  /** Why it failed when the file was written, and why now; null where it did not fail. */
  readonly then: string | null;
  readonly now: string | null;
  /** Whether the file's row was compared: that of a failed run where it failed then, nothing where it failed only now. */
  readonly compared: boolean;
}

/** What came of computing what a file holds again. */
export interface Verification {
  /** Every number that was computed again is the file's, to the last bit. */
  readonly agrees: boolean;
  /** Steps of the run; null where the file holds a sweep only. */
  readonly step: number | null;
  /** Arrays that were compared; `numbers` counts their entries and the scalars of `results` and `swept`. */
  readonly arrays: number;
  readonly numbers: number;
  /** Those of the run, the earliest step first, then those of the sweep, the earliest run first; `results.…` and `swept.…` are scalars. */
  readonly differences: readonly (ArrayDifference & { readonly at?: SweepPoint })[];
  /** Null where the file holds no sweep. */
  readonly sweep: {
    /** Whose rows were computed again and compared. */
    readonly runs: number;
    /** Of the whole sweep. */
    readonly of: number;
    readonly shard: Shard | null;
    /** Of the file's share, whose rows are not in the file. */
    readonly missing: number;
    readonly firstMissing: { readonly run: number; readonly at: SweepPoint } | null;
    readonly lost: readonly LostRun[];
  } | null;
  readonly unchecked: readonly { readonly array: string; readonly why: string }[];
  /** The program that the file names, empty where it names none, and this one. */
  readonly wrote: About;
  readonly here: About;
  /** What the file had lost, see `Opened`. */
  readonly warnings: readonly string[];
  readonly sentences: readonly string[];
}

/** The parts of an experiment that no number of its run depends on. */
export type Amendment = Partial<Pick<Experiment, 'name' | 'notes' | 'landscape' | 'predictions' | 'sweep'>>;

/** What a sweep would compute. */
export interface SweepOutline {
  readonly runs: number;
  readonly axes: readonly { readonly over: string; readonly values: readonly SweepValue[] }[];
  /** Runs that differ by seeds only make one group. */
  readonly groups: number;
}

/** A share of a sweep's runs: those whose number leaves `index` − 1 when divided by `count`. */
export interface Shard {
  /** 1 … count */
  readonly index: number;
  readonly count: number;
}

export interface SweepOptions extends JobOptions {
  /** Threads; absent: all cores but one, at least one. The numbers don't depend on it. */
  readonly workers?: number;
  readonly shard?: Shard | null;
  /**
   * A `.saddle` file to write when all is done. What is computed goes to a journal beside it at once; where one is there already, or the file itself holds runs of
   * this sweep, only what is missing is computed. Rejects where either holds what this sweep would not keep: `RestartError` then, and nothing is touched.
   */
  readonly output?: string;
  /** Throws away what was computed before, of whatever sweep. */
  readonly restart?: boolean;
  /** The statistics so far, at most about twice a second. */
  readonly onAggregate?: (aggregate: SweepAggregate) => void;
  /** What a person should know: what was found on the disk, what was damaged. */
  readonly onNote?: (sentence: string) => void;
}

/** The statistics of a sweep as far as it is done. */
export interface SweepAggregate {
  readonly summary: SweepSummary;
  /** Over two axes, where there are two that are no seeds. */
  readonly tables: readonly SweepTable[];
  readonly sentences: readonly string[];
}

/** A sweep under way. `pause` and `resume` act within 100 ms, and so does the signal of the options. */
export interface SweepJob {
  /** Rejects with `cancelled` as its place when the signal aborts; the sentence says where what was computed is kept. */
  readonly finished: Promise<SweepResult>;
  readonly paused: boolean;
  /** Of one that is finished: whether its output was written. One that holds more than was asked for is left as it is. */
  readonly written: boolean;
  pause(): void;
  resume(): void;
}

/** All rows of a sweep, or of a share of it. */
export interface SweepResult extends SweepAggregate {
  readonly experiment: Experiment;
  /** Of the whole sweep. */
  readonly runs: number;
  readonly shard: Shard | null;
  /** See `src/model/sweep/row.ts`. */
  readonly columns: readonly string[];
  /** Run numbers, ascending. */
  readonly numbers: Float64Array;
  /** numbers × columns, row-major. */
  readonly rows: Float64Array;
  readonly failures: readonly { readonly run: number; readonly reason: string }[];
}

/** Runs of a group of a sweep, as a list shows them. */
export interface SweepRuns {
  readonly listed: readonly {
    readonly number: number;
    /** What tells it from the others of its group. */
    readonly label: string;
    readonly status: SweepStatus;
    readonly steps: number;
    /** NaN where it has not escaped. */
    readonly escapeStep: number;
    readonly finalLoss: number;
  }[];
  /** How many are not listed. */
  readonly more: number;
}

export interface Template {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
}

/** What a run can be written as. */
export type ExportFormat =
  | 'saddle'
  | 'json'
  | 'history-csv'
  /** Recorded steps × the columns of the CSV. */
  | 'history-npy'
  | 'landscape-csv'
  /** Every kept checkpoint, one per row. */
  | 'theta-npy'
  | 'landscape-npy'
  /** The parameters of one point, with PyTorch's names. */
  | 'theta-safetensors'
  /** A Python script that repeats the run in PyTorch. */
  | 'pytorch';

export interface Saddlescope {
  about(): About;

  /**
   * Keeps long work beside the file that it will be written to, in `OUTPUT.unfinished`, for jobs that are given it as `kept`. What this program has kept there of the same
   * work is gone on with; what is there of other work stays there, as far as there is room, until the file is removed.
   * @param note tells the person, in one sentence, what is not computed again
   */
  keepWork(output: string, note?: (sentence: string) => void): Promise<KeptWork>;
  /**
   * Keeps the long work of windows.
   * @param folder made when first needed
   * @param options.pace milliseconds that work takes at least until anything of it is kept, and then until it is kept again; about a second where nothing is said
   */
  keepPieces(folder: string, options?: { readonly pace?: number }): KeptPieces;

  /** Built-in experiments, the first being the default (XOR from zero). */
  templates(): readonly Template[];
  template(name: string): Experiment;
  /** JSON Schema of what a person may write. */
  schema(): object;
  /** Parses and completes what a person wrote. `source` names it in messages. */
  parseExperiment(text: string, source: string): Experiment;
  /** Re-validates a document that a program changed; with `fit`, a complete experiment is fitted to its data first (see `fitToData`). */
  checkExperiment(document: unknown, options?: { readonly fit?: boolean }): Experiment;
  previewData(experiment: Experiment): DataPreview;

  /** Opens bytes by what they are (`.saddle`, experiment JSON, PNG with a recipe, CSV). `name` is for messages and for the kind; `folder` is where a CSV named by a JSON is looked for; of `set`, assignments such as `data.decimal=comma`, those count that say how a CSV is read. */
  open(
    name: string,
    bytes: Uint8Array,
    options?: {
      readonly folder?: string;
      readonly set?: readonly string[];
      /** Of `encodeBegun`: the run goes on at once, and does not train again up to where it was. What is of another step counts for nothing. */
      readonly trainer?: Uint8Array | null;
    },
  ): Promise<Opened>;
  /**
   * What a CSV holds and how it would be read, before anything is made of it; null where the bytes are no table. What keeps it from being data is told in
   * `problems`, and is no reason to reject.
   */
  previewTable(name: string, bytes: Uint8Array, choice?: TableChoice): TablePreview | null;
  /** The default experiment on a table as it was chosen. */
  tableExperiment(name: string, bytes: Uint8Array, choice: TableChoice): Experiment;
  /**
   * Runs the experiment of a `.saddle` file and the runs of its sweep again and compares every array with the file's, bit for bit. Rejects where the file holds
   * neither, and with `cancelled` as its place when the signal aborts.
   */
  verify(name: string, bytes: Uint8Array, options?: JobOptions): Promise<Verification>;
  /** Bytes of a file in a format. @param options.at the point, where the format is about one; absent: `final` */
  encode(
    run: string,
    format: ExportFormat,
    options?: { readonly at?: PointName | Float64Array },
  ): Promise<Uint8Array>;
  /** The `.saddle` file of a run as it is at this moment, also of one that trains, and what its next steps depend on besides; null where there is nothing of the kind. */
  encodeBegun(run: string): Promise<{ readonly saddle: Uint8Array; readonly trainer: Uint8Array | null }>;
  /** The experiment with the parameters of a `.safetensors` file as its start, and no push. */
  startFrom(experiment: Experiment, name: string, bytes: Uint8Array): Experiment;
  /** Puts the recipe of a run or of a complete experiment into a PNG's iTXt chunk, without its predictions. */
  stampPng(of: string | Experiment, png: Uint8Array): Promise<Uint8Array>;
  /** The same for an SVG's metadata. */
  stampSvg(of: string | Experiment, svg: string): Promise<string>;
  /** SHA-256 of the experiment document, hex: what a figure prints so that it can be told which experiment it shows. */
  experimentHash(run: string): Promise<string>;

  /** A run at step 0. */
  createRun(experiment: Experiment): Promise<RunView>;
  view(run: string): Promise<RunView>;
  /** Changes what computes nothing: the name, the notes, the landscape's settings, predictions, and the sweep. The run goes on being the same run. */
  amend(run: string, change: Amendment): Promise<RunView>;
  /** Trains; resolves when done, paused (signal aborted: status `paused`, nothing lost) or diverged. */
  train(run: string, options?: TrainOptions): Promise<RunView>;
  /** Back to step 0 with the same weights. */
  reset(run: string): Promise<RunView>;
  closeRun(run: string): Promise<void>;

  /** What is true at a named point, or at given parameters (all of them, layer by layer). */
  inspect(run: string, at: PointName | Float64Array): Promise<PointReport>;
  /** The gradient and the balance of each layer at the steps whose parameters were kept. */
  layerHistory(run: string): Promise<LayerHistory>;
  /** What every unit answers over the first two inputs. @param resolution points per axis, 2 … 200 */
  responses(run: string, at: PointName | Float64Array, resolution: number): Promise<Responses>;
  /** Computes and keeps the landscape (it is saved with the run). Absent settings come from the experiment. */
  landscape(run: string, settings?: Partial<LandscapeSpec>, options?: JobOptions): Promise<Landscape>;

  /** What can be studied, with the settings of each, for menus, forms and help. */
  studies(): readonly Definition[];
  /**
   * Answers a question about a run as it is now, on the batch threads; the run may train on meanwhile. Rejects with `cancelled` as its place when the
   * signal aborts.
   */
  study<N extends StudyName>(
    run: string,
    name: N,
    settings?: StudySettings<N>,
    options?: JobOptions,
  ): Promise<StudyResult<N>>;

  /** The runs that are kept for comparison, each as it was when it was kept, with what differs between them. */
  comparison(): Comparison;
  /** Keeps a run as it is now; it stays so whatever becomes of the run. Rejects where no more can be kept. */
  keepRun(run: string, label?: string): Promise<Comparison>;
  /**
   * Keeps what a file holds, see `open`: a run, or all runs that a picture of a comparison carries. An experiment that has not run is trained first. Rejects with
   * `cancelled` as its place when the signal aborts.
   */
  addToComparison(
    name: string,
    bytes: Uint8Array,
    options?: JobOptions & { readonly folder?: string },
  ): Promise<AddedRuns>;
  labelKept(id: string, label: string): Comparison;
  /** Lets a kept run go, or all of them. */
  removeKept(id: string | null): Comparison;
  /** A kept run as a `.saddle` file, to be kept beyond the end of the program. */
  keptFile(id: string): Uint8Array;
  /** Keeps such a file's run again. Rejects where the file is damaged or no more can be kept. @returns its id */
  restoreKept(
    name: string,
    bytes: Uint8Array,
    shown: { readonly label?: string; readonly rank?: number },
  ): string;
  /** A run of its own that is as the kept one was. */
  openKept(id: string): Promise<RunView>;
  /** The comparison as a table, one line per run. @param ids which runs, in which order; absent: all as they were kept */
  comparisonCsv(ids?: readonly string[]): string;
  /** Puts the experiments of the comparison into a PNG, so that it can be compared again. */
  stampComparison(png: Uint8Array): Uint8Array;
  /** The same for an SVG document. */
  stampComparisonSvg(svg: string): string;

  /** Every claim about zero initialisation, in the list's order. */
  claims(): readonly ClaimSummary[];
  /**
   * Runs a claim's table of experiments and computes its verdict. Rejects with the nearest ids where there is no such claim, and with `cancelled` as its place
   * when the signal aborts.
   */
  claim(id: string, options?: JobOptions): Promise<ClaimResult>;
  /** The same for several claims, or all; what they share is measured once. */
  decideClaims(ids?: readonly string[] | null, options?: ClaimsOptions): Promise<ClaimResult[]>;
  /**
   * Measures one row of a claim's table (from 0) on another experiment in its place: whether the statement holds there, and how the verdict over the table would
   * stand with it. Rejects where what the claim measures is not defined for that experiment; what was decided before stays.
   */
  changeClaim(id: string, row: number, experiment: Experiment, options?: JobOptions): Promise<ChangedRow>;
  /** Decided claims as one HTML page that needs nothing but itself. */
  claimsPage(results: readonly ClaimResult[]): string;
  /** The table of a decided claim as CSV, a line per experiment. */
  claimTable(result: ClaimResult): string;

  /** What a sweep of an experiment would compute; rejects with one sentence, naming the axis and the value, where a point of it is no experiment. */
  planSweep(experiment: Experiment): Promise<SweepOutline>;
  /** Trains the runs of an experiment's sweep. Mistakes reject `finished`. */
  startSweep(experiment: Experiment, options?: SweepOptions): SweepJob;
  /** Runs of a group of a sweep, at most so many. */
  sweepRuns(result: SweepResult, group: number, most: number): SweepRuns;
  /** A run at step 0 with the experiment of one run of a sweep, to be looked at by itself. */
  openSweepRun(experiment: Experiment, run: number): Promise<RunView>;
  /** The sweep that the file of this run holds, if any; it is saved with the run for as long as its axes are not changed. */
  storedSweep(run: string): SweepResult | null;
  /** Joins the files of shares of one sweep, in any order; rejects, naming what is missing, where they are not all there. */
  mergeSweeps(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<SweepResult>;
  /** A sweep as a table, one line per run. */
  sweepCsv(result: SweepResult): string;
  /** The same table as one NumPy array; see `sweepNpy` in `src/files` for what stands in place of words. */
  sweepNpy(result: SweepResult): Uint8Array;
  /** A sweep as a `.saddle` file. */
  sweepSaddle(result: SweepResult): Uint8Array;

  /** Ends workers. The service cannot be used afterwards. */
  dispose(): Promise<void>;
}
