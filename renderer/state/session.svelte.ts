import type { DataPreview, Landscape, RunView, Template } from '../../src/app/contract';
import type { DocumentState, OpenedDocument } from '../../src/app/wire';
import type { Experiment, LandscapeSpec } from '../../src/model/experiment';
import { bridge, toWireError } from './bridge';
import { setLandscape } from './editing';
import { debounce } from './latest';
import type { Messages } from './messages.svelte';
import type { Problems } from './problems.svelte';
import { defaultSpeedIndex, speeds } from './speed';

/** Who wants to know when the run changes. */
export interface RunListener {
  /** Another run, or the same one back at step 0. `kept` is a landscape that came with a file. */
  started(view: RunView, kept: Landscape | null): void;
  /** The run has grown while training. */
  grew(view: RunView): void;
  /** Training has stopped: paused, finished or diverged. */
  settled(view: RunView): void;
}

/**
 * The document in the window: the experiment as edited (`draft`), and the run of the last version of it that was valid (`view`).
 * An edit that cannot be run leaves the run as it was and says why at the field.
 */
export class Session {
  draft = $state.raw<Experiment | null>(null);
  view = $state.raw<RunView | null>(null);
  document = $state.raw<DocumentState>({ fileName: null, dirty: false });
  preview = $state.raw<DataPreview | null>(null);
  templates = $state.raw<readonly Template[]>([]);
  speedIndex = $state(defaultSpeedIndex);
  /** A train call is under way. */
  training = $state(false);

  #ticket = 0;
  #applying: Promise<void> = Promise.resolve();
  #pending = false;
  #applySoon = debounce(() => this.#applyNow(), 180);
  #newest: RunView | null = null;
  #frame = 0;

  constructor(
    private readonly messages: Messages,
    private readonly problems: Problems,
    private readonly listener: RunListener,
  ) {}

  /** Loads what was given at the start, else the first template. */
  async start(): Promise<void> {
    bridge.on('run', (view) => this.#grow(view));
    bridge.on('document', (state) => (this.document = state));
    bridge.on('opened', (opened) => this.adoptOpened(opened));
    bridge.on('failed', (error) => this.messages.failed(error));
    try {
      const [templates, pending] = await Promise.all([bridge.call('templates'), bridge.call('openPending')]);
      this.templates = templates;
      if (pending) this.adoptOpened(pending);
      if (!this.view && templates[0]) await this.useTemplate(templates[0].name);
    } catch (error) {
      this.messages.failed(error);
      const first = this.templates[0];
      if (!this.view && first) await this.useTemplate(first.name);
    }
  }

  async useTemplate(name: string): Promise<void> {
    try {
      const experiment = await bridge.call('template', name);
      await this.#stop();
      const view = await bridge.call('createRun', experiment, false);
      this.document = { fileName: null, dirty: false };
      this.#adopt(view, null);
    } catch (error) {
      this.messages.failed(error);
    }
  }

  adoptOpened(opened: OpenedDocument): void {
    this.document = opened.document;
    this.#adopt(opened.view, opened.landscape);
    for (const warning of opened.warnings) this.messages.notice(warning);
  }

  /** Changes the experiment; a run of it is made as soon as the changes rest. */
  edit(change: (experiment: Experiment) => Experiment): void {
    if (!this.draft) return;
    this.draft = change(this.draft);
    this.#pending = true;
    this.#applySoon.request();
  }

  /** Changes the landscape's settings: part of the document, but no reason for another run. */
  editLandscape(change: Partial<LandscapeSpec>): void {
    if (this.draft) this.draft = setLandscape(this.draft, change);
  }

  /** Another name or other notes. They change nothing that was computed: a trained run is made again, to the same step and the same bits. */
  async amend(change: Partial<Pick<Experiment, 'name' | 'notes'>>): Promise<void> {
    if (!this.draft || !(await this.settle())) return;
    this.draft = { ...this.draft, ...change };
    await this.remake();
  }

  /** The document holds something (a name, landscape settings) that the run's own experiment does not know yet. */
  get amended(): boolean {
    return JSON.stringify(this.draft) !== JSON.stringify(this.view?.experiment ?? null);
  }

  /** Makes the run of the document as it is now and trains it to where it was. Runs are deterministic, so this is the same run. */
  async remake(): Promise<void> {
    const step = this.view?.step ?? 0;
    await this.#stop();
    await this.settle();
    this.#applyNow();
    if ((await this.settle()) && step > 0) await this.#train(step, null);
  }

  /** Waits until the run is the one of the experiment as shown; false when the experiment cannot be run as it is. */
  async settle(): Promise<boolean> {
    if (this.#pending) this.#applyNow();
    await this.#applying;
    return this.view !== null && this.problems.experiment === null;
  }

  async playPause(): Promise<void> {
    if (this.training) return this.pause();
    await this.#train(null, speeds[this.speedIndex] ?? null);
  }

  async step(): Promise<void> {
    if (!this.training) await this.#train(1, null);
  }

  async toEnd(): Promise<void> {
    if (this.training) await this.#stop();
    await this.#train(null, null);
  }

  async pause(): Promise<void> {
    const run = this.view?.run;
    if (run) await this.#guard(async () => void (await bridge.call('pause', run)));
  }

  async reset(): Promise<void> {
    if (!(await this.settle())) return;
    await this.#stop();
    const run = this.view?.run;
    if (!run) return;
    await this.#guard(async () => {
      const view = await bridge.call('reset', run);
      this.#show(view);
      this.listener.started(view, null);
    });
  }

  /** Training at another speed from now on. */
  async setSpeed(index: number): Promise<void> {
    this.speedIndex = index;
    if (!this.training) return;
    await this.#stop();
    await this.#train(null, speeds[index] ?? null);
  }

  async #train(steps: number | null, rate: number | null): Promise<void> {
    if (this.training || !(await this.settle()) || this.training) return;
    const view = this.view;
    if (!view || view.status === 'diverged') return;
    // Beyond the step budget, playing on means another budget's worth of steps.
    const budget = view.experiment.training.steps;
    const count = steps ?? (view.step >= budget || view.status === 'finished' ? budget : null);
    this.training = true;
    this.#stopped = this.#guard(async () => {
      const done = await bridge.call('train', view.run, count, rate);
      if (done.run !== this.view?.run) return;
      this.#show(done);
      this.training = false;
      this.listener.settled(done);
    }).finally(() => (this.training = false));
    await this.#stopped;
  }

  #stopped: Promise<void> = Promise.resolve();

  async #stop(): Promise<void> {
    if (!this.training) return;
    await this.pause();
    await this.#stopped;
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
      await this.#stop();
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
    this.problems.experiment = null;
    this.problems.landscape = null;
    const data = JSON.stringify(view.experiment.data);
    const sameData = this.view !== null && JSON.stringify(this.view.experiment.data) === data;
    this.#show(view);
    this.draft = view.experiment;
    if (!sameData || !this.preview) void this.#loadPreview(view.experiment);
    this.listener.started(view, kept);
  }

  async #loadPreview(experiment: Experiment): Promise<void> {
    await this.#guard(async () => {
      const preview = await bridge.call('previewData', experiment);
      if (this.view?.experiment === experiment) this.preview = preview;
    });
  }

  /** Shows a run at once; an event still waiting for its frame is older and is dropped. */
  #show(view: RunView): void {
    this.#newest = null;
    this.view = view;
  }

  /** Many events may come between two frames: only the newest is shown. */
  #grow(view: RunView): void {
    if (view.run !== this.view?.run) return;
    this.#newest = view;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const newest = this.#newest;
      if (!newest || newest.run !== this.view?.run) return;
      this.#show(newest);
      this.listener.grew(newest);
    });
  }

  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.messages.failed(error);
    }
  }
}
