/**
 * What the window may ask, across the process border. `src/preload` exposes exactly this as `window.saddlescope`; `src/main` answers it
 * from the application service plus the desktop's own things (dialogs, recent files). Paths never come from the window: files are
 * chosen in a dialog, in the recent list, or dropped (as bytes).
 */
import type { LandscapeSpec, PointName } from '../model/experiment';
import type {
  About,
  Amendment,
  ChangedRow,
  ClaimResult,
  ClaimSummary,
  Comparison,
  DataPreview,
  ExportFormat,
  Landscape,
  LayerHistory,
  LeftPiece,
  Opened,
  PointReport,
  Progress,
  Responses,
  RunView,
  StudyName,
  StudyResult,
  StudySettings,
  SweepAggregate,
  SweepOutline,
  SweepResult,
  SweepRuns,
  TableChoice,
  TablePreview,
  Template,
  Verification,
} from './contract';
import type { Experiment } from '../model/experiment';
import type { RunUpdate } from './run-growth';
import type { Definition, Named } from '../model/fields';

/** An answer across the border: errors become data, so that no stack trace crosses. */
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError };

export interface WireError {
  readonly message: string;
  /** Where the mistake is, see `UserError.place`. */
  readonly place: string | null;
  /** False for a mistake that a person can mend, true for a fault of ours. */
  readonly internal: boolean;
}

/** The document in the window: a run and the file it belongs to. */
export interface DocumentState {
  /** File name without folder, or null when never saved. */
  readonly fileName: string | null;
  /** Changed since it was opened or saved. */
  readonly dirty: boolean;
  /** Changed in its predictions alone: nothing is lost where these go along to another document. */
  readonly onlyPredictions: boolean;
}

export interface OpenedDocument extends Opened {
  readonly document: DocumentState;
}

/** A document that was there before the page was. */
export interface CurrentDocument extends OpenedDocument {
  /** Its run is being trained, as the page before this one has asked for. */
  readonly isTraining: boolean;
}

export interface RecentFile {
  readonly name: string;
  /** The folder, shortened for display. */
  readonly folder: string;
}

/** Work that was not saved when an earlier program ended without a farewell. */
export interface Recovery {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

export type Theme = 'light' | 'dark' | 'system';

export type ZoomWay = 'in' | 'out' | 'reset';

/** What came of adding files to the comparison. */
export interface AddedFiles {
  readonly comparison: Comparison;
  /** Repairs, migrations, lost members. */
  readonly warnings: readonly string[];
  /** One sentence for each file that could not be added. */
  readonly problems: readonly string[];
}

/** What a finished sweep has come to; its rows stay with the program. */
export type SweepStanding = SweepAggregate & Pick<SweepResult, 'runs' | 'failures'>;

/** How far a person has come in the guided tour. */
export interface TourProgress {
  /** From 0; null before it was ever begun. */
  readonly step: number | null;
  /** It has been begun or declined. */
  readonly known: boolean;
}

/**
 * Every call of the window. Each resolves to its value or rejects with a plain object that holds a `WireError` (and the `name` of an error): errors
 * of their own lose their fields on the way through the context bridge.
 */
export interface WindowCalls {
  about(): About;
  /** What a person should know before anything is done, e.g. that nothing can be kept; null where all is well. */
  problemAtStart(): string | null;
  /** What helps others to find a fault: versions, machine, the end of the log, without the names of people and folders. */
  diagnostics(): string;
  templates(): readonly Template[];
  template(name: string): Experiment;
  checkExperiment(document: unknown, fit: boolean): Experiment;
  previewData(experiment: Experiment): DataPreview;

  /** A fresh run of this experiment in this window's document (replacing the earlier run); the document becomes dirty when `edited`. */
  createRun(experiment: Experiment, edited: boolean): RunView;
  /** Starts training in the background: resolves when it is paused, finished or diverged; `run` events tell the way. */
  train(run: string, steps: number | null, rate: number | null): RunView;
  /** The `run` event with this number is on the screen: the next may come. */
  runShown(number: number): void;
  /** Resolves when the training that is under way has ended: for a page that has not begun it itself. */
  trained(run: string): RunView;
  pause(run: string): RunView;
  reset(run: string): RunView;
  view(run: string): RunView;
  /** A new name, notes, landscape settings or predictions: the run stays, the document becomes dirty. */
  amend(run: string, change: Amendment): RunView;
  inspect(run: string, at: PointName | Float64Array): PointReport;
  layerHistory(run: string): LayerHistory;
  responses(run: string, at: PointName | Float64Array, resolution: number): Responses;
  /** A newer landscape call cancels an older one still under way (which rejects with message "cancelled"). */
  landscape(run: string, settings: Partial<LandscapeSpec>): Landscape;
  cancelLandscape(): void;

  studies(): readonly Definition[];
  /** A newer call of the same study cancels an older one still under way (which rejects with message "cancelled"). */
  study(run: string, name: StudyName, settings: StudySettings<StudyName>): StudyResult<StudyName>;
  cancelStudy(name: StudyName): void;

  /** With one sentence for each run that was kept at an earlier time and could not be restored, once. */
  comparison(): AddedFiles;
  /** Keeps the window's run as it is now. */
  keepRun(run: string): Comparison;
  /** Asks for files and keeps what they hold, what has not run being trained first (`progress` events of the task `comparison`); null when the person cancels the dialog. */
  addKept(): AddedFiles | null;
  /** The same for a file that was dropped on the window. */
  addDropped(name: string, bytes: Uint8Array): AddedFiles;
  /** Stops adding; what was added before stays. */
  cancelAddKept(): void;
  labelKept(id: string, label: string): Comparison;
  /** One kept run, or all. */
  removeKept(id: string | null): Comparison;
  /** A kept run in place of the window's document. */
  openKept(id: string): OpenedDocument;
  /** The table as text, these runs in this order. */
  comparisonCsv(ids: readonly string[]): string;
  /** Asks where and writes that table; answers the file name or null when cancelled. */
  saveComparisonCsv(ids: readonly string[]): string | null;
  /** Asks where, puts all kept experiments into the picture and writes it; answers the file name or null when cancelled. */
  saveComparisonPicture(picture: Uint8Array, format: 'png' | 'svg'): string | null;

  /**
   * Computes what is in a file again and compares it bit for bit; `progress` events of the task `verify` tell the way. A newer call cancels an older one, which rejects
   * with `cancelled` as its place.
   * @param own the document's file, as it was saved last; else asks for one, and answers null when the person cancels the dialog
   */
  verifyFile(own: boolean): Verification | null;
  cancelVerify(): void;

  planSweep(experiment: Experiment): SweepOutline;
  /**
   * Trains the runs of the sweep of this run's experiment; `progress` events of the task `sweep` and `sweep` events tell the way. What was computed at an earlier time
   * is not computed again; `notice` events tell what was found of it. A newer call cancels an older one, which rejects with `cancelled` as its place. Where what was kept
   * cannot be gone on with, it rejects with `sweepRestart` as its place.
   * @param restart throws away what was kept
   */
  startSweep(run: string, restart: boolean): SweepStanding;
  pauseSweep(paused: boolean): void;
  cancelSweep(): void;
  /** The sweep that the file of this run holds. */
  storedSweep(run: string): SweepStanding | null;
  /** Runs of a group of the sweep that was computed or opened last. */
  sweepRuns(group: number): SweepRuns;
  /** One run of that sweep in place of the window's document. */
  openSweepRun(number: number): OpenedDocument;
  /** Each asks where and answers the file name, or null when cancelled. */
  saveSweepTable(): string | null;
  saveSweepFile(): string | null;
  saveSweepPicture(picture: Uint8Array, format: 'png' | 'svg'): string | null;

  claims(): readonly ClaimSummary[];
  /** A newer call of the same claim cancels an older one still under way (which rejects with message "cancelled"). */
  claim(id: string): ClaimResult;
  cancelClaim(id: string): void;
  /** Several claims, or all for an empty list; each comes as a `claim` event as soon as it is decided. A newer call cancels an older one. */
  decideClaims(ids: readonly string[]): void;
  cancelClaims(): void;
  /** See `Saddlescope.changeClaim`. A newer call of the same claim cancels an older one still under way. */
  changeClaim(id: string, row: number, experiment: Experiment): ChangedRow;
  cancelChange(id: string): void;
  /** Asks where and writes the claims that were decided in this window as one page; answers the file name or null when cancelled. */
  saveClaimsPage(): string | null;

  /** Null when the person cancels the dialog. A table is looked at first: nothing has been opened then. */
  openDialog(): OpenedDocument | TablePreview | null;
  openRecent(index: number): OpenedDocument | TablePreview;
  openDropped(name: string, bytes: Uint8Array): OpenedDocument | TablePreview;
  /** What was given on the command line or by the file manager before the window was ready; null if nothing. */
  openPending(): OpenedDocument | TablePreview | null;
  /** Asks for a table to look at; null when the person cancels the dialog. */
  chooseTable(): TablePreview | null;
  /** The table in a file that was dropped on the window; null where it is no table. */
  dropTable(name: string, bytes: Uint8Array): TablePreview | null;
  /** The table that is looked at, read in another way. */
  readTable(choice: TableChoice): TablePreview;
  /** The table that is looked at as the window's document, in an experiment of its own. */
  openTable(choice: TableChoice): OpenedDocument;
  /** The same as the data of an experiment. */
  tableData(choice: TableChoice): Named;
  forgetTable(): void;
  /** The document that the window had before its page was loaded again; null at a start. */
  current(): CurrentDocument | null;
  /** Unsaved work of an earlier program; null where there is none. */
  recovery(): Recovery | null;
  recover(): OpenedDocument;
  discardRecovery(): void;
  /** Long work that was under way when an earlier program ended; who asks for it again goes on from there. @param run what is about this run; null: what is about none */
  leftWork(run: string | null): readonly LeftPiece[];
  discardLeftWork(id: string): void;
  save(run: string): DocumentState | null;
  saveAs(run: string): DocumentState | null;
  recentFiles(): readonly RecentFile[];
  /** Asks where, puts the recipe into the PNG or SVG and writes it; answers the file name or null when cancelled. */
  exportPicture(run: string, suggestedName: string, picture: Uint8Array): string | null;
  /** The same for a picture of a claim that was decided in this window; its recipe is the experiment of the first row that decides. */
  exportClaimPicture(id: string, suggestedName: string, picture: Uint8Array): string | null;
  /** Asks where and writes the table of a claim that was decided in this window as CSV; answers the file name or null when cancelled. */
  exportClaimTable(id: string): string | null;
  experimentHash(run: string): string;
  /** @param at the point that is written, where a format is about one */
  exportData(run: string, format: ExportFormat, at: PointName | Float64Array): string | null;
  /** The person's choice at an earlier start. */
  theme(): Theme;
  setTheme(theme: Theme): void;
  /** Shows everything in the window larger or smaller; remembered. */
  zoom(way: ZoomWay): void;
  /** Where the tour was left at an earlier time. */
  tour(): TourProgress;
  setTour(progress: TourProgress): void;
}

/** The place of a mistake that is mended by beginning a sweep anew. */
export const sweepRestart = 'sweep.restart';

export { InUseError } from '../model/in-use-error';
export { RestartError } from '../model/restart-error';
export { sweepQuestion } from '../model/sweep/question';
export { grownBy, type RunUpdate } from './run-growth';

/** Events to the window. */
export interface WindowEvents {
  /** A run grows; `runShown` asks for the next. */
  run: RunUpdate;
  progress: Progress;
  /** The statistics of the sweep under way, as far as it is. */
  sweep: SweepAggregate;
  /** A claim of a `decideClaims` call has been decided. */
  claim: ClaimResult;
  document: DocumentState;
  /** A native menu item or another process asks for an action of the window's own registry, by its id (e.g. `file.open`, `run.play`). */
  action: string;
  opened: OpenedDocument | TablePreview;
  failed: WireError;
  /** A sentence that a person should know, about what goes on in the background. */
  notice: string;
}

/** Action ids that menus may send; the renderer implements each. */
export const actionIds = [
  'file.new',
  'file.open',
  'file.save',
  'file.saveAs',
  'file.verify',
  'file.exportPicture',
  'file.exportHistoryCsv',
  'file.exportHistoryNpy',
  'file.exportLandscapeCsv',
  'file.exportLandscapeNpy',
  'file.exportThetaNpy',
  'file.exportSafetensors',
  'file.exportPyTorch',
  'edit.undo',
  'edit.redo',
  'run.playPause',
  'run.step',
  'run.reset',
  'run.newSeed',
  'run.keep',
  'run.startHere',
  'view.map',
  'view.laboratory',
  'view.claims',
  'view.compare',
  'view.sweep',
  'view.landscape',
  'view.asMap',
  'view.asSurface',
  'view.asSlice',
  'view.zoomIn',
  'view.zoomOut',
  'view.zoomReset',
  'view.themeLight',
  'view.themeDark',
  'view.themeSystem',
  'help.tour',
  'help.palette',
  'help.keys',
  'help.about',
] as const;
export type ActionId = (typeof actionIds)[number];

export interface Bridge {
  call<M extends keyof WindowCalls>(
    method: M,
    ...args: Parameters<WindowCalls[M]>
  ): Promise<ReturnType<WindowCalls[M]>>;
  on<E extends keyof WindowEvents>(event: E, listener: (payload: WindowEvents[E]) => void): () => void;
  /** `linux`, `darwin`, `win32`: for the names of keys. */
  readonly platform: string;
  /** True where no native menu exists and the page must draw it. */
  readonly drawMenu: boolean;
}
