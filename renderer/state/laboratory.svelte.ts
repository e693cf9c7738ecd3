import type { RunView, StudyName } from '../../src/app/contract';
import { studyView, type StudyView } from '../../src/figures/studies';
import type { Definition, FieldValue } from '../../src/model/fields';
import { bridge, toWireError, wasCancelled } from './bridge';

/** One study as the window holds it. */
export class StudyState {
  /** The settings that differ from the defaults. */
  settings = $state.raw<Readonly<Record<string, FieldValue>>>({});
  view = $state.raw<StudyView | null>(null);
  busy = $state(false);
  /** 0 … 1. */
  share = $state(0);
  problem = $state.raw<{ readonly message: string; readonly place: string | null } | null>(null);
  /** The run or the settings have changed since the answer. */
  stale = $state(false);

  #ticket = 0;

  constructor(readonly definition: Definition) {}

  get name(): StudyName {
    return this.definition.name as StudyName;
  }

  change(key: string, value: FieldValue): void {
    this.settings = { ...this.settings, [key]: value };
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

  /** Asks anew; an earlier call of this study that is still under way is overtaken. */
  async ask(run: string): Promise<void> {
    const ticket = ++this.#ticket;
    this.busy = true;
    this.share = 0;
    this.problem = null;
    try {
      const result = await bridge.call('study', run, this.name, this.settings);
      if (ticket !== this.#ticket) return;
      this.view = studyView(this.name, result);
      this.stale = false;
    } catch (error) {
      if (ticket !== this.#ticket) return;
      if (!wasCancelled(error)) this.problem = toWireError(error);
    } finally {
      if (ticket === this.#ticket) this.busy = false;
    }
  }

  async cancel(): Promise<void> {
    this.#ticket++;
    this.busy = false;
    await bridge.call('cancelStudy', this.name).catch(() => undefined);
  }
}

/** The studies of the run in the window. */
export class Laboratory {
  studies = $state.raw<readonly StudyState[]>([]);
  chosen = $state<StudyName | null>(null);

  #run: string | null = null;

  async start(): Promise<void> {
    const definitions = await bridge.call('studies').catch(() => []);
    this.studies = definitions.map((definition) => new StudyState(definition));
    this.chosen = this.studies[0]?.name ?? null;
    bridge.on('progress', ({ task, done, total }) => {
      const study = this.studies.find(({ definition }) => definition.label.toLowerCase() === task);
      if (study) study.share = total > 0 ? done / total : 0;
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
    this.#run = view.run;
    for (const study of this.studies) study.forget();
  }

  /** The run went on: answers are of an earlier state of it. */
  settled(view: RunView): void {
    this.#run = view.run;
    for (const study of this.studies) study.stale = study.view !== null;
  }

  ask(study: StudyState): void {
    if (this.#run !== null) void study.ask(this.#run);
  }
}
