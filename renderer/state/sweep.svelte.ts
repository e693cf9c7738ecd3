import type { About, RunView, SweepAggregate, SweepOutline, SweepRuns } from '../../src/app/contract';
import { type OpenedDocument, type SweepStanding, sweepRestart } from '../../src/app/wire';
import type { Experiment } from '../../src/model/experiment';
import { sweepQuestion } from '../../src/model/sweep/question';
import type { SweepSpec } from '../../src/model/sweep/spec';
import { bridge, toWireError, wasCancelled } from './bridge';
import { debounce } from './latest';
import type { Messages } from './messages.svelte';
import { pngBytes } from './picture';
import { axisOf, firstSweep, nextAxis, textOf } from './sweep-axes';
import { drawSweep, sweepSvg } from './sweep-picture';

/** What of the window the sweep uses. */
export interface SweepHost {
  readonly draft: Experiment | null;
  readonly about: About | null;
  readonly messages: Messages;
  /** Puts a sweep into the document; its run stays. */
  amend(sweep: SweepSpec): Promise<void>;
  /** Told when a person has the sweep computed. */
  asked(): void;
  /** The run of the experiment as it is shown; null where that cannot be run. */
  settledRun(): Promise<RunView | null>;
  replacing(work: () => Promise<void>): void;
  adopt(opened: OpenedDocument): void;
}

/** The sweep of the window's experiment: what is varied, how far it is, and what came out. */
export class Sweep {
  /** What it would compute; null where it cannot be computed as it is. */
  outline = $state.raw<SweepOutline | null>(null);
  /** Why it cannot, and which axis is at fault (null: none alone). */
  problem = $state.raw<{ readonly message: string; readonly axis: number | null } | null>(null);
  busy = $state(false);
  paused = $state(false);
  /** 0 … 1 */
  share = $state(0);
  done = $state(0);
  /** Runs per second and seconds left; NaN before anything is known. */
  rate = $state(NaN);
  left = $state(NaN);
  aggregate = $state.raw<SweepAggregate | null>(null);
  /** Of the finished sweep. */
  standing = $state.raw<SweepStanding | null>(null);
  /** What was computed belongs to another sweep than the one that is shown now. */
  stale = $state(false);
  /** The group whose runs are listed. */
  group = $state<number | null>(null);
  listed = $state.raw<SweepRuns | null>(null);
  /** The table that is shown as a heat map; −1: the curves. */
  view = $state(-1);

  /** What the numbers on the screen are of. */
  #computed = '';
  #ticket = 0;
  #plan = debounce(() => void this.#outline(), 150);

  constructor(private readonly host: SweepHost) {}

  start(): void {
    bridge.on('sweep', (aggregate) => {
      if (this.busy) this.aggregate = aggregate;
    });
    bridge.on('progress', ({ task, done, total, rate, secondsLeft }) => {
      if (task !== 'sweep' || !this.busy) return;
      this.share = total > 0 ? done / total : 0;
      this.done = done;
      this.rate = rate ?? NaN;
      this.left = secondsLeft ?? NaN;
    });
  }

  /** Of the document; a proposal where it has none. */
  get spec(): SweepSpec | null {
    const { draft } = this.host;
    return draft ? (draft.sweep ?? firstSweep(draft)) : null;
  }

  /** Another document, or other settings of it. */
  follow(): void {
    this.stale = this.#computed !== '' && this.#computed !== this.#question();
    this.#plan.request();
  }

  /** Another run: its file may hold a sweep. */
  async started(view: RunView): Promise<void> {
    if (this.busy) return;
    const stored = await bridge.call('storedSweep', view.run).catch(() => null);
    if (!stored || this.busy) return this.follow();
    this.#show(stored);
    this.follow();
  }

  /** An axis as a person has typed it; what cannot be read is told and changes nothing. */
  setAxis(index: number, over: string, values: string): void {
    const { spec } = this;
    if (!spec) return;
    try {
      const axis = axisOf(over, values);
      this.#change({ ...spec, axes: spec.axes.map((one, i) => (i === index ? axis : one)) });
    } catch (error) {
      this.problem = { message: toWireError(error).message, axis: index };
    }
  }

  addAxis(): void {
    const { spec } = this;
    const { draft } = this.host;
    if (spec && draft) this.#change({ ...spec, axes: [nextAxis(draft, spec), ...spec.axes] });
  }

  removeAxis(index: number): void {
    const { spec } = this;
    if (spec && spec.axes.length > 1)
      this.#change({ ...spec, axes: spec.axes.filter((_, i) => i !== index) });
  }

  change(settings: Partial<Omit<SweepSpec, 'axes'>>): void {
    if (this.spec) this.#change({ ...this.spec, ...settings });
  }

  axisText(index: number): { readonly over: string; readonly values: string } {
    return textOf(this.spec!.axes[index]!);
  }

  /** @param restart throws away what was kept of it */
  async run(restart = false): Promise<void> {
    if (this.busy || !this.spec) return;
    this.host.asked();
    const { draft } = this.host;
    if (draft && draft.sweep === undefined) await this.host.amend(this.spec);
    const view = await this.host.settledRun();
    if (!view)
      return void this.host.messages.problem(
        'The experiment cannot be run as it is. Mend the marked field first.',
      );
    const asked = this.#question();
    this.busy = true;
    this.paused = false;
    this.share = this.done = 0;
    this.rate = this.left = NaN;
    this.group = null;
    this.listed = null;
    const earlier = this.aggregate;
    try {
      this.#show(await bridge.call('startSweep', view.run, restart));
      this.#computed = asked;
    } catch (error) {
      const { message, place } = toWireError(error);
      if (place === sweepRestart)
        this.host.messages.question(
          `${message} Throw away what was kept of this sweep, and compute it from the beginning?`,
          [
            { label: 'Throw away and begin anew', run: () => void this.run(true) },
            { label: 'Leave it', run: () => undefined },
          ],
        );
      else if (!wasCancelled(error)) this.problem = { message, axis: axisAt(error) };
      // What came out so far is worth looking at; it is not the whole.
      if (this.aggregate !== earlier) this.standing = null;
    } finally {
      this.busy = this.paused = false;
      this.follow();
    }
  }

  togglePause(): void {
    this.paused = !this.paused;
    void bridge.call('pauseSweep', this.paused).catch((error: unknown) => this.host.messages.failed(error));
  }

  cancel(): void {
    void bridge.call('cancelSweep').catch((error: unknown) => this.host.messages.failed(error));
  }

  /** Lists the runs of a group, or none. */
  async list(group: number): Promise<void> {
    if (this.group === group) {
      this.group = null;
      this.listed = null;
      return;
    }
    this.group = group;
    this.listed = null;
    await this.host.messages.attempt(async () => {
      const listed = await bridge.call('sweepRuns', group);
      if (this.group === group) this.listed = listed;
    });
  }

  /** One run of the sweep as the window's document. */
  open(number: number): void {
    this.host.replacing(async () => this.host.adopt(await bridge.call('openSweepRun', number)));
  }

  saveTable(): void {
    void this.host.messages.attempt(async () => this.#written(await bridge.call('saveSweepTable')));
  }

  saveFile(): void {
    void this.host.messages.attempt(async () => this.#written(await bridge.call('saveSweepFile')));
  }

  savePicture(format: 'png' | 'svg'): void {
    void this.host.messages.attempt(async () => {
      const { aggregate } = this;
      const { about, draft } = this.host;
      if (!aggregate || !about || !draft) return;
      const page = { experiment: { ...draft, sweep: this.spec! }, aggregate, engine: about };
      const picture =
        format === 'svg' ? new TextEncoder().encode(sweepSvg(page)) : await pngBytes(drawSweep(page));
      this.#written(await bridge.call('saveSweepPicture', picture, format));
    });
  }

  #show(standing: SweepStanding): void {
    this.standing = standing;
    this.aggregate = standing;
    this.#computed = this.#question();
    if (this.view >= standing.tables.length) this.view = -1;
  }

  #change(sweep: SweepSpec): void {
    this.problem = null;
    void this.host.amend(sweep).then(
      () => this.follow(),
      (error: unknown) => (this.problem = { message: toWireError(error).message, axis: axisAt(error) }),
    );
  }

  async #outline(): Promise<void> {
    const { draft } = this.host;
    const { spec } = this;
    if (!draft || !spec) return;
    const ticket = ++this.#ticket;
    try {
      const outline = await bridge.call('planSweep', { ...draft, sweep: spec });
      if (ticket !== this.#ticket) return;
      this.outline = outline;
      this.problem = null;
    } catch (error) {
      if (ticket !== this.#ticket) return;
      this.outline = null;
      this.problem = { message: toWireError(error).message, axis: axisAt(error) };
    }
  }

  /** All that the rows depend on. */
  #question(): string {
    const { draft } = this.host;
    if (!draft) return '';
    return JSON.stringify({ ...sweepQuestion(draft), sweep: this.spec });
  }

  #written(file: string | null): void {
    if (file !== null) this.host.messages.notice(`Written: ${file}`);
  }
}

/** The axis that a mistake names, e.g. `sweep.axes[1].over`. */
function axisAt(error: unknown): number | null {
  const found = /sweep\.axes\[(\d+)\]/.exec(toWireError(error).place ?? '');
  return found ? Number(found[1]) : null;
}
