import type { About, ExportFormat } from '../../src/app/contract';
import type { Theme, ZoomWay } from '../../src/app/wire';
import type { Experiment } from '../../src/model/experiment';
import { startAt } from '../../src/model/start-at';
import type { LookAlong } from '../../src/figures/studies';
import { createActions, runAction, type Action, type ActionHost, type WindowActionId } from './actions';
import { Appearance } from './appearance.svelte';
import { bridge } from './bridge';
import { Claims } from './claims/claims.svelte';
import { nextToStop, type Stoppable } from './computing';
import { Compare } from './compare.svelte';
import { Documents } from './documents.svelte';
import { nextSeed, setData, setWeightSeed } from './editing';
import { Laboratory, type StudyState } from './laboratory.svelte';
import { LandscapeState } from './landscape.svelte';
import { LandscapeLook } from './landscape-look.svelte';
import type { LandscapeWay } from './landscape-ways';
import { LayerHistoryState } from './layer-history.svelte';
import { LeftWork } from './left-work';
import { Messages } from './messages.svelte';
import type { PlaceId } from './places-of-window';
import { Point } from './point.svelte';
import { Problems } from './problems.svelte';
import { ResponsesState } from './responses.svelte';
import { Session } from './session.svelte';
import { TableImport } from './table-import.svelte';
import { studyInWords } from './study-form';
import { Sweep } from './sweep.svelte';
import { Tour } from './tour/tour.svelte';
import { Waiting } from './tour/waiting.svelte';
import { Verdicts } from './verdicts.svelte';
import { Verify } from './verify.svelte';
import { Writing } from './writing';

export type Panel = 'export' | 'keys' | 'about' | 'templates' | 'palette' | 'table' | 'verify' | null;

/** Parameters that an experiment may hold one by one and still be read. */
const mostStarting = 20_000;

/** Everything the window shows, put together; what the actions act on. */
export class WindowState implements ActionHost {
  readonly messages = new Messages();
  readonly problems = new Problems(() => this.laboratory.shown?.problem ?? null);
  readonly appearance = new Appearance();
  readonly laboratory = new Laboratory((name) => this.#left.askedAnyway(name));
  readonly claims = new Claims({
    get predictions() {
      return app.session.draft?.predictions ?? {};
    },
    keep: (predictions) => this.session.amend({ predictions }),
    asked: () => this.#left.claimsAsked(),
  });
  readonly compare = new Compare({
    get about() {
      return app.about;
    },
    messages: this.messages,
    settledRun: async () => ((await this.session.settle()) ? this.session.view : null),
    replacing: (work) => this.documents.replacing(work),
    adopt: (opened) => {
      this.session.adoptOpened(opened);
      this.place = 'landscape';
    },
  });
  readonly table = new TableImport({
    messages: this.messages,
    replacing: (work, agreed) => this.documents.replacingAgreed(work, agreed),
    adopt: (opened) => this.session.adoptOpened(opened),
    useData: (data) => this.session.edit((experiment) => setData(experiment, data)),
    show: (open) => {
      if (open) this.panel = 'table';
      else if (this.panel === 'table') this.panel = null;
    },
  });
  readonly sweep = new Sweep({
    get draft() {
      return app.session.draft;
    },
    get about() {
      return app.about;
    },
    messages: this.messages,
    amend: (sweep) => this.session.amend({ sweep }),
    asked: () => this.#left.askedAnyway('sweep'),
    settledRun: async () => ((await this.session.settle()) ? this.session.view : null),
    replacing: (work) => this.documents.replacing(work),
    adopt: (opened) => {
      this.session.adoptOpened(opened);
      this.place = 'landscape';
    },
  });
  readonly verify = new Verify();
  readonly tour = new Tour({
    get draft() {
      return app.session.draft;
    },
    replace: (experiment, ask) => this.documents.openExperiment(experiment, ask),
    // The tour tells of the map.
    show: (place) => (place === 'landscape' ? this.showLandscapeAs('map') : this.show(place)),
  });
  readonly waiting = new Waiting(this.laboratory);
  readonly verdicts = new Verdicts(this.laboratory, () => this.session.playing.active);
  readonly layers = new LayerHistoryState();
  readonly responses = new ResponsesState();
  readonly point = new Point((view, point) => {
    this.verdicts.look(view, point);
    this.responses.look(view, point);
  });
  readonly landscape: LandscapeState;
  readonly look = new LandscapeLook(this.laboratory);
  readonly session: Session;
  readonly documents: Documents;
  readonly actions: readonly Action[];
  readonly writing = new Writing({
    view: () => this.session.view,
    engine: () => this.about,
    settle: () => this.session.settle(),
    point: (view) => this.point.asked(view),
    messages: this.messages,
  });
  /** Resolves when the laboratory knows its studies. */
  #studies: Promise<void> = Promise.resolve();
  readonly #left = new LeftWork({
    left: (run) => bridge.call('leftWork', run),
    discard: (id) => bridge.call('discardLeftWork', id),
    nameOf: async (name, settings) => {
      await this.#studies;
      const study = this.laboratory.study(name);
      return study ? studyInWords(study.definition, settings) : null;
    },
    study: (name, settings) => {
      this.place = 'laboratory';
      this.laboratory.askAgain(name, settings);
    },
    claims: (ids) => {
      this.place = 'claims';
      const [id] = ids;
      if (id !== undefined && ids.length === 1) this.claims.choose(id);
      void (ids.length === 1 ? this.claims.decide(id!) : this.claims.decideAll());
    },
    sweep: () => {
      this.place = 'sweep';
      void this.sweep.run();
    },
    offer: (text, choices) => this.messages.offer(text, choices),
  });
  /** The one panel that is open over the columns; never modal. */
  panel = $state<Panel>(null);
  /** What the middle of the window shows. */
  place = $state<PlaceId>('landscape');
  about = $state.raw<About | null>(null);

  constructor() {
    this.landscape = new LandscapeState(this.problems, () => this.session.draft?.landscape ?? null);
    this.session = new Session(this.messages, this.problems, {
      started: (view, kept) => {
        this.#left.changed();
        this.laboratory.started(view);
        this.verdicts.started();
        this.point.follow(view);
        this.landscape.started(view, kept);
        this.layers.started(view);
        void this.sweep.started(view);
      },
      grew: (view) => {
        this.#left.moved(view);
        this.verdicts.grew();
        this.point.grew(view);
        this.landscape.grew(view);
        this.layers.grew(view);
      },
      settled: (view) => {
        this.#left.moved(view);
        this.laboratory.settled(view);
        this.point.settled(view);
        this.landscape.settled(view);
        this.layers.settled(view);
      },
      opened: (view) => void this.#left.opened(view),
      table: (preview) => this.table.look(preview, 'document', this.documents.left),
    });
    this.documents = new Documents(this);
    this.actions = createActions(this);
  }

  async start(): Promise<void> {
    bridge.on('action', (id) => void runAction(this.actions, id));
    this.appearance.start();
    this.sweep.start();
    this.verify.start();
    this.#studies = this.laboratory.start();
    const others = [this.#studies, this.tour.start(), this.documents.refreshRecent()];
    await this.session.start();
    await this.compare.start();
    this.about = await bridge.call('about').catch(() => null);
    await Promise.all(others);
    const problem = await bridge.call('problemAtStart').catch(() => null);
    if (problem) this.messages.problem(problem);
    await this.documents.offerRecovery();
    // Last: counting the experiments of every claim takes a moment that the first numbers should not wait for.
    await this.claims.start();
    await this.#left.offerClaims();
  }

  readonly #jobs: readonly Stoppable[] = [
    {
      busy: () => this.compare.adding,
      shown: () => true,
      stop: () => this.compare.stopAdding(),
    },
    {
      busy: () => this.verify.busy,
      shown: () => this.panel === 'verify',
      stop: () => this.verify.cancel(),
    },
    {
      busy: () => this.landscape.computing,
      shown: () => this.place === 'landscape',
      stop: () => void this.landscape.cancel(),
    },
    {
      busy: () => this.#busyStudy !== undefined,
      shown: () => this.place === 'laboratory',
      stop: () => void this.#busyStudy?.cancel(),
    },
    {
      busy: () => this.claims.busy !== null || this.claims.changed?.busy === true,
      shown: () => this.place === 'claims',
      stop: () => void this.claims.cancel(),
    },
    {
      busy: () => this.sweep.busy,
      shown: () => this.place === 'sweep',
      unattended: true,
      stop: () => this.sweep.cancel(),
    },
  ];

  action(id: WindowActionId): Action {
    return this.actions.find((action) => action.id === id)!;
  }

  get hasRun(): boolean {
    return this.session.view !== null;
  }
  get training(): boolean {
    return this.session.playing.active;
  }
  get diverged(): boolean {
    return this.session.view?.status === 'diverged';
  }
  get hasLandscape(): boolean {
    return this.landscape.shown !== null;
  }
  get computing(): boolean {
    return nextToStop(this.#jobs) !== undefined;
  }
  get theme(): Theme {
    return this.appearance.theme;
  }

  newDocument(): void {
    this.#toggle('templates');
  }

  useTemplate(name: string): void {
    this.panel = null;
    this.documents.useTemplate(name);
  }
  open(): void {
    this.documents.open();
  }
  openRecent(index: number): void {
    this.panel = null;
    this.documents.openRecent(index);
  }
  save(): void {
    void this.messages.attempt(() => this.documents.save('save'));
  }
  saveAs(): void {
    void this.messages.attempt(() => this.documents.save('saveAs'));
  }

  toggleExport(): void {
    this.#toggle('export');
  }

  /** Where the format is about one point of the run, that is the one which is looked at. */
  exportData(format: ExportFormat): void {
    this.writing.data(format);
  }

  get canStartHere(): boolean {
    const { report } = this.point;
    return report !== null && this.canStartAt(report.theta);
  }
  canStartAt(theta: Float64Array): boolean {
    return theta.length <= mostStarting && theta.every(Number.isFinite);
  }
  get canUndo(): boolean {
    return this.session.canUndo;
  }
  get canRedo(): boolean {
    return this.session.canRedo;
  }
  undo(): void {
    this.#goInHistory('undo');
  }
  redo(): void {
    this.#goInHistory('redo');
  }

  playPause(): void {
    void this.session.playing.playPause().then(() => this.#showMistake());
  }
  step(): void {
    void this.session.playing.step().then(() => this.#showMistake());
  }
  toEnd(): void {
    void this.session.playing.toEnd().then(() => this.#showMistake());
  }
  reset(): void {
    void this.session.reset();
  }
  newSeed(): void {
    this.session.edit((experiment) => setWeightSeed(experiment, nextSeed(experiment.initialisation.seed)));
  }
  keep(): void {
    void this.compare.keep().then((kept) => {
      // Elsewhere it is seen beside the button, or in the table.
      if (kept && this.place === 'claims')
        this.messages.notice(`Kept for comparison: ${this.compare.newest?.label}`);
    });
  }
  /** The parameters that the right column is about, with one of them changed where `change` says so, become the start of the run. */
  startHere(change: { readonly index: number; readonly value: number } | null = null): void {
    const { report } = this.point;
    if (!report) return;
    const theta = report.theta.slice();
    if (change) theta[change.index] = change.value;
    this.startAt(theta);
  }
  /** These parameters become the start of the run. */
  startAt(theta: Float64Array): void {
    this.session.edit((experiment) => startAt(experiment, theta));
    this.point.choose('scrubber');
  }
  show(place: PlaceId): void {
    this.place = place;
  }
  get way(): LandscapeWay {
    return this.look.way;
  }
  showLandscapeAs(way: LandscapeWay): void {
    this.look.way = way;
    this.show('landscape');
  }
  computeLandscape(): void {
    void this.landscape.compute();
  }
  /** Stops what is being computed: first what the person looks at. */
  cancel(): void {
    nextToStop(this.#jobs)?.stop();
  }

  /** Opens a cell of a claim's table as the document. */
  openClaimCell(experiment: Experiment): void {
    this.documents.openExperiment(experiment, true, () => (this.place = 'laboratory'));
  }

  /** Asks first: they are kept nowhere else. */
  clearPredictions(): void {
    this.messages.question('Clear all predictions of this experiment, and the score with them?', [
      { label: 'Clear them', run: () => this.claims.clearPredictions() },
      { label: 'Keep them', run: () => undefined },
    ]);
  }

  /** Shows a plane through a point of the run, or through the centre that is there. */
  lookAlong({ plane, centre }: LookAlong): void {
    this.session.editLandscape({ plane, ...(centre === null ? {} : { centre }) });
    this.landscape.changed();
    this.place = 'landscape';
  }
  zoom(way: ZoomWay): void {
    void this.messages.attempt(() => bridge.call('zoom', way));
  }
  setTheme(theme: Theme): void {
    this.appearance.set(theme);
  }
  beginTour(): void {
    this.tour.begin();
  }
  togglePalette(): void {
    this.#toggle('palette');
  }
  toggleKeys(): void {
    this.#toggle('keys');
  }
  toggleVerify(): void {
    this.#toggle('verify');
  }
  toggleAbout(): void {
    this.#toggle('about');
  }

  /** The native menu's Undo means what is being typed where something is; the keys of a text field do not come here. */
  #goInHistory(way: 'undo' | 'redo'): void {
    const typing = document.activeElement?.matches('input[type="text"], input:not([type]), textarea');
    if (typing) document.execCommand(way);
    else void this.session[way]().then(() => this.landscape.changed());
  }

  /** An experiment that cannot be run: the way to mend it begins at the marked field. */
  #showMistake(): void {
    if (this.problems.experiment) document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  /** The study that is under way and on the screen, else any other. */
  get #busyStudy(): StudyState | undefined {
    const { shown, studies } = this.laboratory;
    return shown?.busy ? shown : studies.find(({ busy }) => busy);
  }

  #toggle(panel: Exclude<Panel, null>): void {
    this.panel = this.panel === panel ? null : panel;
  }
}

export const app = new WindowState();
