import type { RunView } from '../../src/app/contract';
import { grownBy, type RunUpdate } from '../../src/app/wire';
import { bridge } from './bridge';
import { defaultSpeedIndex, speeds } from './speed';

/** What training works on. */
export interface PlayedRun {
  view(): RunView | null;
  /** Waits until the run is the one of the experiment as shown; false where it cannot be run. */
  settle(): Promise<boolean>;
  /** The run has grown while it trains. */
  grew(view: RunView): void;
  /** It has stopped: paused, finished or diverged. */
  stopped(view: RunView): void;
  /** Does something; what goes wrong is told. */
  guard(work: () => Promise<void>): Promise<void>;
}

/** Plays, pauses and steps the run in the window. */
export class Playing {
  /** The run is playing. Single steps are too short to turn Play into Pause. */
  active = $state(false);
  speedIndex = $state(defaultSpeedIndex);

  /** A train call is under way. */
  #busy = false;
  #stepsWanted = 0;
  #stopped: Promise<void> = Promise.resolve();
  /** The run as the newest update tells it, and that update's number. */
  #grown: { readonly state: ReturnType<typeof grownBy>; readonly number: number } | null = null;
  #frame = 0;

  constructor(private readonly run: PlayedRun) {}

  start(): void {
    bridge.on('run', (update) => this.#grow(update));
  }

  async playPause(): Promise<void> {
    if (this.active) return this.pause();
    await this.train(null, speeds[this.speedIndex] ?? null);
  }

  /** One step; steps asked for while one is being made are made next, together. */
  async step(): Promise<void> {
    if (this.active) return;
    this.#stepsWanted++;
    while (this.#stepsWanted > 0 && !this.#busy) {
      const count = this.#stepsWanted;
      this.#stepsWanted = 0;
      await this.train(count, null);
    }
  }

  async toEnd(): Promise<void> {
    await this.stop();
    await this.train(null, null);
  }

  async pause(): Promise<void> {
    const run = this.run.view()?.run;
    if (run) await this.run.guard(async () => void (await bridge.call('pause', run)));
  }

  /** Training at another speed from now on. */
  async setSpeed(index: number): Promise<void> {
    this.speedIndex = index;
    if (!this.active) return;
    await this.stop();
    await this.train(null, speeds[index] ?? null);
  }

  /** @param steps to make now; null = to the end of the budget @param rate steps per second; null = as fast as it goes */
  async train(steps: number | null, rate: number | null): Promise<void> {
    if (this.#busy || !(await this.run.settle()) || this.#busy) return;
    const view = this.run.view();
    if (!view || view.status === 'diverged') return;
    // Beyond the step budget, playing on means another budget's worth of steps.
    const budget = view.experiment.training.steps;
    const count = steps ?? (view.step >= budget || view.status === 'finished' ? budget : null);
    await this.#follow(steps === null, () => bridge.call('train', view.run, count, rate));
  }

  /** Takes part in a training that was begun before this page was there. */
  async join(): Promise<void> {
    const run = this.run.view()?.run;
    if (run && !this.#busy) await this.#follow(true, () => bridge.call('trained', run));
  }

  async #follow(active: boolean, work: () => Promise<RunView>): Promise<void> {
    this.#busy = true;
    this.active = active;
    this.#stopped = this.run
      .guard(async () => {
        const done = await work();
        if (done.run !== this.run.view()?.run) return;
        this.active = this.#busy = false;
        this.run.stopped(done);
      })
      .finally(() => (this.active = this.#busy = false));
    await this.#stopped;
  }

  /** Resolves when nothing trains any more. */
  async stop(): Promise<void> {
    this.#stepsWanted = 0;
    if (!this.#busy) return;
    await this.pause();
    await this.#stopped;
  }

  /** Another state of the run is shown: an update that still waits for its frame is older. */
  overtaken(): void {
    cancelAnimationFrame(this.#frame);
  }

  /** An update is shown with the next frame, and only then asks for another. */
  #grow(update: RunUpdate): void {
    const { number } = update;
    const before = number === 0 ? null : this.#grown;
    // A change of what this page has never seen.
    if (number > 0 && before?.number !== number - 1) return;
    const state = grownBy(before?.state ?? null, update);
    this.#grown = { state, number };
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const view = this.run.view();
      if (state.run !== view?.run) return;
      this.run.grew({ ...view, ...state });
      void bridge.call('runShown', number).catch(() => undefined);
    });
  }
}
