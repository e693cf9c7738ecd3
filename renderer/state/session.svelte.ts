import type {
  Amendment,
  DataPreview,
  Landscape,
  RunView,
  TablePreview,
  Template,
} from '../../src/app/contract';
import type { DocumentState, OpenedDocument } from '../../src/app/wire';
import type { Experiment, LandscapeSpec } from '../../src/model/experiment';
import { differingPlaces } from '../../src/model/differing-places';
import { bridge, toWireError } from './bridge';
import { setLandscape } from './editing';
import { noEdits, redone, undone, withEdit, type Edition } from './edit-history';
import { debounce } from './latest';
import type { Messages } from './messages.svelte';
import { Playing } from './playing.svelte';
import type { Problems } from './problems.svelte';

/** Who wants to know when the run changes. */
export interface RunListener {
  /** Another run, or the same one back at step 0. `kept` is a landscape that came with a file. */
  started(view: RunView, kept: Landscape | null): void;
  /** The run has grown while training. */
  grew(view: RunView): void;
  /** Training has stopped: paused, finished or diverged. */
  settled(view: RunView): void;
  /** A document was opened, with this run. */
  opened(view: RunView): void;
  /** A table was chosen instead of a document: it is looked at first. */
  table(preview: TablePreview): void;
}

const newDocument: DocumentState = { fileName: null, dirty: false, onlyPredictions: false };

/**
 * The document in the window: the experiment as edited (`draft`), and the run of the last version of it that was valid (`view`).
 * An edit that cannot be run leaves the run as it was and says why at the field.
 */
export class Session {
  draft = $state.raw<Experiment | null>(null);
  view = $state.raw<RunView | null>(null);
  document = $state.raw<DocumentState>(newDocument);
  preview = $state.raw<DataPreview | null>(null);
  templates = $state.raw<readonly Template[]>([]);

  #edits = $state.raw(noEdits);

  #ticket = 0;
  #applying: Promise<void> = Promise.resolve();
  #pending = false;
  /** Documents are opened one after the other. */
  #opening: Promise<void> = Promise.resolve();
  #openTicket = 0;
  #applySoon = debounce(() => this.#applyNow(), 180);
  /** Settings of the landscape that the run has not been told of. */
  #unkept = false;
  #keepSoon = debounce(() => void this.#keepLandscape(), 400);
  /** The data section that the preview shows or will show. */
  #previewed = '';

  readonly playing: Playing;

  constructor(
    private readonly messages: Messages,
    private readonly problems: Problems,
    private readonly listener: RunListener,
  ) {
    this.playing = new Playing({
      view: () => this.view,
      settle: () => this.settle(),
      grew: (view) => {
        this.view = view;
        this.listener.grew(view);
      },
      stopped: (view) => {
        this.#show(view);
        this.listener.settled(view);
      },
      guard: (work) => this.#guard(work),
    });
  }

  /** Loads what was given at the start, else the first template. */
  async start(): Promise<void> {
    this.playing.start();
    bridge.on('document', (state) => (this.document = state));
    bridge.on('opened', (opened) => this.adoptOpened(opened));
    bridge.on('failed', (error) => this.messages.failed(error));
    bridge.on('notice', (sentence) => this.messages.notice(sentence));
    try {
      const [templates, earlier] = await Promise.all([bridge.call('templates'), bridge.call('current')]);
      this.templates = templates;
      const pending = await bridge.call('openPending');
      if (pending) this.adoptOpened(pending);
      else if (earlier) {
        this.adoptOpened(earlier);
        if (earlier.isTraining) void this.playing.join();
      }
      if (!this.view && templates[0]) await this.useTemplate(templates[0].name);
    } catch (error) {
      this.messages.failed(error);
      const first = this.templates[0];
      if (!this.view && first) await this.useTemplate(first.name);
    }
  }

  async useTemplate(name: string): Promise<void> {
    try {
      await this.openExperiment(await bridge.call('template', name));
    } catch (error) {
      this.messages.failed(error);
    }
  }

  /** A document of its own, not of a file, from an experiment that is complete. Rejects where it cannot be run. Of several asked for at once the last is opened. */
  async openExperiment(experiment: Experiment): Promise<void> {
    const asked = ++this.#openTicket;
    const earlier = this.#opening.catch(() => undefined);
    this.#opening = earlier.then(async () => {
      if (asked !== this.#openTicket) return;
      // A change of the old document that is under way must not come after.
      this.#pending = false;
      this.#applySoon.cancel();
      await this.#applying;
      await this.playing.stop();
      const view = await bridge.call('createRun', experiment, false);
      this.document = newDocument;
      this.messages.clearProblems();
      this.#edits = noEdits;
      this.#adopt(view, null);
      this.listener.opened(view);
    });
    await this.#opening;
  }

  adoptOpened(opened: OpenedDocument | TablePreview): void {
    if (opened.kind === 'table') return this.listener.table(opened);
    this.messages.clearProblems();
    this.document = opened.document;
    this.#edits = noEdits;
    this.#adopt(opened.view, opened.landscape);
    for (const warning of opened.warnings) this.messages.notice(warning);
    this.listener.opened(opened.view);
  }

  /** Changes the experiment; a run of it is made as soon as the changes rest. */
  edit(change: (experiment: Experiment) => Experiment): void {
    if (!this.draft) return;
    this.#change(change(this.draft));
    this.#pending = true;
    this.#applySoon.request();
  }

  /** Changes the landscape's settings: part of the document, but no reason for another run. */
  editLandscape(change: Partial<LandscapeSpec>): void {
    if (!this.draft) return;
    this.#change(setLandscape(this.draft, change));
    this.#unkept = true;
    this.#keepSoon.request();
  }

  /** Another name or other notes: part of the document, but nothing that was computed depends on them. */
  async amend(change: Amendment): Promise<void> {
    if (!this.draft) return;
    const amended = { ...this.draft, ...change };
    // What one has predicted is not taken back.
    if ('predictions' in change) this.draft = amended;
    else this.#change(amended);
    await this.#guard(() => this.#amend(change));
  }

  get canUndo(): boolean {
    return this.#edits.past.length > 0;
  }
  get canRedo(): boolean {
    return this.#edits.future.length > 0;
  }
  undo(): Promise<void> {
    return this.#goTo(undone);
  }
  redo(): Promise<void> {
    return this.#goTo(redone);
  }

  /** Waits until the run is the one of the experiment as shown; false when the experiment cannot be run as it is. */
  async settle(): Promise<boolean> {
    if (this.#pending) this.#applyNow();
    await this.#applying;
    if (this.#unkept) await this.#keepLandscape();
    return this.view !== null && this.problems.experiment === null;
  }

  async reset(): Promise<void> {
    if (!(await this.settle())) return;
    await this.playing.stop();
    const run = this.view?.run;
    if (!run) return;
    await this.#guard(async () => {
      const view = await bridge.call('reset', run);
      this.#show(view);
      this.listener.started(view, null);
    });
  }

  #change(next: Experiment): void {
    if (this.draft) this.#edits = withEdit(this.#edits, this.#edition(this.draft), next, performance.now());
    this.draft = next;
  }

  #edition(experiment: Experiment): Edition {
    return { experiment, step: this.view?.step ?? 0 };
  }

  /** Puts another edition in the place of the document. Where its run is another one, it is trained to where it had been: the same bits. */
  async #goTo(way: typeof undone): Promise<void> {
    const { draft } = this;
    const found = draft && way(this.#edits, this.#edition(draft));
    if (!draft || !found) return;
    this.#edits = found.history;
    const { edition } = found;
    const next = { ...edition.experiment, predictions: draft.predictions };
    this.draft = next;
    const { name, notes, landscape } = next;
    if (this.view && isSameRun(this.view.experiment, next)) {
      this.#ticket++;
      this.#pending = false;
      this.#applySoon.cancel();
      this.problems.experiment = null;
      await this.#guard(() => this.#amend({ name, notes, landscape }));
      return;
    }
    this.#pending = true;
    const ready = await this.settle();
    if (ready && !this.#pending && edition.step > 0 && this.view?.step === 0)
      await this.playing.train(edition.step, null);
  }

  /** Tells the run its landscape's settings, so that they are saved with it. Settings that are wrong are reported where the map is computed. */
  async #keepLandscape(): Promise<void> {
    this.#unkept = false;
    this.#keepSoon.cancel();
    const landscape = this.draft?.landscape;
    if (landscape) await this.#amend({ landscape }).catch(() => undefined);
  }

  async #amend(change: Amendment): Promise<void> {
    await this.#applying;
    const run = this.view?.run;
    if (!run) return;
    const { experiment } = await bridge.call('amend', run, change);
    if (run === this.view?.run) this.view = { ...this.view, experiment };
  }

  #applyNow(): void {
    this.#pending = false;
    this.#applySoon.cancel();
    this.#applying = this.#apply();
  }

  async #apply(): Promise<void> {
    const asked = this.draft;
    const ticket = ++this.#ticket;
    try {
      const checked = await bridge.call('checkExperiment', asked, true);
      if (ticket !== this.#ticket) return;
      await this.playing.stop();
      const view = await bridge.call('createRun', checked, true);
      if (ticket !== this.#ticket) return;
      const editedMeanwhile = this.draft !== asked ? this.draft : null;
      this.#adopt(view, null);
      if (editedMeanwhile) this.draft = editedMeanwhile;
    } catch (error) {
      if (ticket === this.#ticket) this.problems.experiment = toWireError(error);
    }
  }

  #adopt(view: RunView, kept: Landscape | null): void {
    this.#ticket++;
    this.#pending = false;
    this.#applySoon.cancel();
    this.#unkept = false;
    this.#keepSoon.cancel();
    this.problems.experiment = null;
    this.problems.landscape = null;
    this.#show(view);
    this.draft = view.experiment;
    void this.#loadPreview(view.experiment);
    this.listener.started(view, kept);
  }

  /** The preview of an experiment's data, asked for only where they are other data than before. */
  async #loadPreview(experiment: Experiment): Promise<void> {
    const data = JSON.stringify(experiment.data);
    if (data === this.#previewed) return;
    this.#previewed = data;
    await this.#guard(async () => {
      const preview = await bridge.call('previewData', experiment);
      if (data === this.#previewed) this.preview = preview;
    });
  }

  /** Shows a run at once. */
  #show(view: RunView): void {
    this.playing.overtaken();
    this.view = view;
  }

  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.messages.failed(error);
    }
  }
}

/** The two differ in nothing that a run is made of. */
function isSameRun(one: Experiment, other: Experiment): boolean {
  const amended = /^(name|notes|landscape|predictions)\b/;
  return differingPlaces(one, other).every((place) => amended.test(place));
}
