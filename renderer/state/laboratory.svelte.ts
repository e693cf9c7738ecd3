import type { RunView, StudyName } from '../../src/app/contract';
import type { WireError } from '../../src/app/wire';
import { studyView, type StudyView } from '../../src/figures/studies';
import type { Definition, FieldValue } from '../../src/model/fields';
import { bridge, toWireError, wasCancelled } from './bridge';
import type { AskedPoint } from './point.svelte';
import { TimedJob } from './timed-job.svelte';
import type { Settings } from './study-form';

/** One study as the window holds it. */
export class StudyState extends TimedJob {
  /** The settings that were chosen; the others are at their defaults. */
  settings = $state.raw<Settings>({});
  view = $state.raw<StudyView | null>(null);
  busy = $state(false);
  /** Its place begins with the study's name where one of its fields is meant. */
  problem = $state.raw<WireError | null>(null);
  /** The run or the settings have changed since the answer. */
  stale = $state(false);

  #ticket = 0;
  /** The step of the run that the answer is about. */
  #step = 0;

  constructor(readonly definition: Definition) {
    super();
  }

  get name(): StudyName {
    return this.definition.name as StudyName;
  }

  change(changes: Settings): void {
    this.settings = { ...this.settings, ...changes };
    this.stale = this.view !== null;
    this.problem = null;
  }

  /** The study is of another run from now on. */
  forget(): void {
    this.#ticket++;
    this.view = null;
    this.busy = this.stale = false;
    this.problem = null;
  }

  /** The run stands at another step. */
  moved({ step }: RunView): void {
    if (this.view !== null && step !== this.#step) this.stale = true;
  }

  /** An answer that was asked for elsewhere. */
  adopt(settings: Settings, view: StudyView, { step }: RunView): void {
    if (this.busy) void this.cancel();
    this.settings = settings;
    this.view = view;
    this.#step = step;
    this.stale = false;
    this.problem = null;
  }

  /** Asks anew; an earlier call of this study that is still under way is overtaken. */
  async ask({ run, step }: RunView): Promise<void> {
    const ticket = ++this.#ticket;
    const settings = this.settings;
    this.busy = true;
    this.begin();
    this.problem = null;
    try {
      const result = await bridge.call('study', run, this.name, settings);
      if (ticket !== this.#ticket) return;
      this.view = studyView(this.name, result);
      this.#step = step;
      this.stale = settings !== this.settings;
    } catch (error) {
      if (ticket === this.#ticket && !wasCancelled(error)) this.problem = this.#placed(toWireError(error));
    } finally {
      if (ticket === this.#ticket) this.busy = false;
    }
  }

  async cancel(): Promise<void> {
    this.#ticket++;
    this.busy = false;
    await bridge.call('cancelStudy', this.name).catch(() => undefined);
  }

  /** A study may name one of its settings alone (`members`); fields are known by `escape.members`. */
  #placed(error: WireError): WireError {
    const [first = ''] = error.place?.split(/[.[]/) ?? [];
    return first in this.definition.fields ? { ...error, place: `${this.name}.${error.place}` } : error;
  }
}

/** The studies of the run in the window. */
export class Laboratory {
  studies = $state.raw<readonly StudyState[]>([]);
  chosen = $state<StudyName | null>(null);

  #view: RunView | null = null;

  /** @param asked told when a person asks a study */
  constructor(private readonly asked: (name: StudyName) => void) {}

  async start(): Promise<void> {
    const definitions = await bridge.call('studies').catch(() => []);
    this.studies = definitions.map((definition) => new StudyState(definition));
    this.chosen = this.studies[0]?.name ?? null;
    bridge.on('progress', ({ task, done, total }) => {
      const study = this.studies.find(({ definition }) => definition.label.toLowerCase() === task);
      if (study?.busy) study.progressed(total > 0 ? done / total : 0);
    });
  }

  get shown(): StudyState | undefined {
    return this.studies.find(({ name }) => name === this.chosen);
  }

  study(name: StudyName): StudyState | undefined {
    return this.studies.find((study) => study.name === name);
  }

  /** Another run: what was found out about the old one is gone. */
  started(view: RunView): void {
    this.#view = view;
    for (const study of this.studies) study.forget();
  }

  /** The run went on: answers are of an earlier state of it. */
  settled(view: RunView): void {
    this.#view = view;
    for (const study of this.studies) study.moved(view);
  }

  ask(study: StudyState): void {
    if (!this.#view) return;
    this.asked(study.name);
    void study.ask(this.#view);
  }

  /** Asks a study as it was asked before. */
  askAgain(name: StudyName, settings: Settings): void {
    const study = this.study(name);
    if (!study) return;
    study.settings = settings;
    this.chosen = name;
    this.ask(study);
  }

  /** Shows a study with an answer that was found elsewhere. */
  showAnswer(name: StudyName, point: AskedPoint, view: StudyView): void {
    const study = this.study(name);
    if (!study || !this.#view) return;
    const settings: Record<string, FieldValue> = { ...study.settings };
    if (typeof point === 'string') {
      settings['at'] = point;
      delete settings['theta'];
    } else settings['theta'] = Array.from(point);
    study.adopt(settings, view, this.#view);
    this.chosen = name;
  }
}
