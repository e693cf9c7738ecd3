/** The document in a window: a run, the file that it belongs to, and whether it was changed since it was saved. */
import { basename, extname } from 'node:path';
import type {
  Amendment,
  Landscape,
  Opened,
  RunView,
  Saddlescope,
  StudyName,
  StudyResult,
  StudySettings,
  TrainOptions,
} from '../app/contract';
import type { DocumentState } from '../app/wire';
import type { Experiment, LandscapeSpec } from '../model/experiment';
import type { LeftoverBytes } from './autosave';
import type { KeepWork } from './keep-work';
import { UserError } from '../model/user-error';
import { Overtaking } from './overtaking';

/** What saving over the file writes. */
export type SavedFormat = 'saddle' | 'json';

export class WindowDocument {
  #run: string | null = null;
  #path: string | null = null;
  /** What the file should be called when it is saved for the first time, where that is known. */
  #suggested: string | null = null;
  /** Counts changes; saved when it equals `#saved`. */
  #revision = 0;
  #saved = 0;
  /** The revision of the newest change of anything but predictions. */
  #worked = 0;
  #training: { readonly stop: AbortController; readonly done: Promise<unknown> } | null = null;
  readonly #landscapes = new Overtaking<'landscape'>();
  readonly #studies = new Overtaking<StudyName>();

  /** @param changed called when what `state` says may have changed */
  constructor(
    private readonly service: Saddlescope,
    private readonly keep: KeepWork,
    private readonly changed: (state: DocumentState) => void,
  ) {}

  get state(): DocumentState {
    const dirty = this.#revision !== this.#saved;
    return {
      fileName: this.#path === null ? null : basename(this.#path),
      dirty,
      onlyPredictions: dirty && this.#worked <= this.#saved,
    };
  }
  /** Counts changes. */
  get revision(): number {
    return this.#revision;
  }
  get run(): string | null {
    return this.#run;
  }
  get path(): string | null {
    return this.#path;
  }
  /** The format of the file that may be saved over. */
  get format(): SavedFormat | null {
    return this.#path === null ? null : formatOf(this.#path);
  }

  /** A name for the file, without an ending. */
  async suggestedName(): Promise<string> {
    const known = this.#path ?? this.#suggested;
    if (known !== null) return basename(known, extname(known));
    return this.#run === null ? 'experiment' : (await this.service.view(this.#run)).experiment.name;
  }

  /** @param edited it is this document's experiment, changed; otherwise a new document begins */
  async createRun(experiment: Experiment, edited: boolean): Promise<RunView> {
    const view = await this.service.createRun(experiment);
    await this.#adopt(view.run);
    if (!edited) {
      this.#begin(null, null);
    } else this.#touch();
    return view;
  }

  /** Opens bytes in place of what was there. @param path where they are, or null when that is not known (dropped on the window) */
  async open(
    name: string,
    bytes: Uint8Array,
    path: string | null,
    options: { readonly folder?: string; readonly trainer?: Uint8Array | null } = {},
  ): Promise<Opened> {
    const opened = await this.service.open(name, bytes, options);
    await this.#adopt(opened.view.run);
    const own =
      path !== null && (opened.kind === 'saddle' || opened.kind === 'json') && formatOf(path) === opened.kind;
    this.#begin(own ? path : null, name);
    return opened;
  }

  /** A run that was kept for comparison, in place of what was there; it belongs to no file. */
  async openKept(id: string): Promise<Opened> {
    const view = await this.service.openKept(id);
    await this.#adopt(view.run);
    this.#begin(null, null);
    return { view, landscape: null, warnings: [], kind: 'saddle' };
  }

  /** One run of a sweep, in place of what was there; it belongs to no file. */
  async openSweepRun(experiment: Experiment, number: number): Promise<Opened> {
    const view = await this.service.openSweepRun(experiment, number);
    await this.#adopt(view.run);
    this.#begin(null, null);
    return { view, landscape: null, warnings: [], kind: 'saddle' };
  }

  /** Opens work that was not saved: it has changes. @param original the file it belongs to */
  async openLeftover(
    name: string,
    { saddle, trainer }: LeftoverBytes,
    original: string | null,
  ): Promise<Opened> {
    const opened = await this.open(name, saddle, null, { trainer });
    this.#path = original !== null && formatOf(original) !== null ? original : null;
    this.#touch();
    return opened;
  }

  async train(
    run: string,
    options: Pick<TrainOptions, 'steps' | 'rate' | 'onUpdate' | 'onProgress'>,
  ): Promise<RunView> {
    this.#own(run);
    // Registered at once, so that a pause or another run that comes right behind finds it, even while an earlier training is still ending.
    const earlier = this.#stopTraining();
    const stop = new AbortController();
    const done = earlier.then(() => this.service.train(run, { ...options, signal: stop.signal }));
    const training = { stop, done };
    this.#training = training;
    this.#touch();
    try {
      return await done;
    } finally {
      if (this.#training === training) this.#training = null;
    }
  }

  get isTraining(): boolean {
    return this.#training !== null;
  }

  /** The run once what trains it has ended; at once where nothing does. */
  async trained(run: string): Promise<RunView> {
    this.#own(run);
    // How it ended badly is told to whoever started it.
    await this.#training?.done.catch(() => undefined);
    return this.service.view(run);
  }

  async pause(run: string): Promise<RunView> {
    this.#own(run);
    await this.#stopTraining();
    return this.service.view(run);
  }

  async reset(run: string): Promise<RunView> {
    this.#own(run);
    await this.#stopTraining();
    const view = await this.service.reset(run);
    this.#touch();
    return view;
  }

  async amend(run: string, change: Amendment): Promise<RunView> {
    this.#own(run);
    const view = await this.service.amend(run, change);
    this.#touch(Object.keys(change).every((key) => key === 'predictions'));
    return view;
  }

  /** A newer call ends an older one, which then rejects with `cancelled`. */
  async landscape(
    run: string,
    settings: Partial<LandscapeSpec>,
    onProgress: TrainOptions['onProgress'],
  ): Promise<Landscape> {
    this.#own(run);
    return this.#landscapes.call('landscape', (signal) =>
      this.keep({ task: 'landscape' }, (kept) =>
        this.service.landscape(run, settings, { signal, ...kept, ...(onProgress ? { onProgress } : {}) }),
      ),
    );
  }

  cancelLandscape(): void {
    this.#landscapes.cancelAll();
  }

  /** A newer call of the same study ends an older one, which then rejects with `cancelled`. */
  async study(
    run: string,
    name: StudyName,
    settings: StudySettings<StudyName>,
    onProgress: TrainOptions['onProgress'],
  ): Promise<StudyResult<StudyName>> {
    this.#own(run);
    return this.#studies.call(name, (signal) =>
      this.keep({ task: 'study', name, settings }, (kept) =>
        this.service.study(run, name, settings, { signal, ...kept, ...(onProgress ? { onProgress } : {}) }),
      ),
    );
  }

  cancelStudy(name: StudyName): void {
    this.#studies.cancel(name);
  }

  /** Writes the document through `write`, and remembers the file. Changes made while it is written stay unsaved. */
  async saveTo(path: string, write: (bytes: Uint8Array) => Promise<void>): Promise<DocumentState> {
    const run = this.#run;
    if (run === null) throw new UserError('There is nothing to save yet.');
    const revision = this.#revision;
    await write(await this.service.encode(run, formatOf(path) ?? 'saddle'));
    if (this.#run === run) {
      this.#path = formatOf(path) === null ? null : path;
      this.#saved = revision;
      this.#announce();
    }
    return this.state;
  }

  /** Ends what is under way and lets the run go. */
  async close(): Promise<void> {
    await this.#adopt(null);
  }

  /** Only the run that the window shows can be worked on. */
  #own(run: string): void {
    if (run !== this.#run) throw new UserError('This run is no longer open.', 'run');
  }

  async #adopt(run: string | null): Promise<void> {
    const old = this.#run;
    // At once: of two that come together, each lets go of a run of its own.
    this.#run = run;
    this.cancelLandscape();
    this.#studies.cancelAll();
    await this.#stopTraining();
    if (old !== null) await this.service.closeRun(old);
  }

  async #stopTraining(): Promise<void> {
    const training = this.#training;
    training?.stop.abort();
    // How it ended is told to whoever started it.
    await training?.done.catch(() => undefined);
  }

  /** Another document, of which nothing is unsaved. */
  #begin(path: string | null, suggested: string | null): void {
    this.#path = path;
    this.#suggested = suggested;
    this.#saved = this.#revision;
    this.#announce();
  }

  #touch(onlyPredictions = false): void {
    this.#revision++;
    if (!onlyPredictions) this.#worked = this.#revision;
    this.#announce();
  }

  #announce(): void {
    this.changed(this.state);
  }
}

function formatOf(path: string): SavedFormat | null {
  const extension = extname(path).toLowerCase();
  return extension === '.saddle' ? 'saddle' : extension === '.json' ? 'json' : null;
}
