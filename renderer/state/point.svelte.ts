import type { PointReport, RunView } from '../../src/app/contract';
import type { PointName } from '../../src/model/experiment';
import { bridge, toWireError } from './bridge';
import { latest } from './latest';
import { nearestCheckpoint } from './timeline';

export type PointChoice = 'scrubber' | 'origin' | 'init' | 'final' | 'best';

/** Which point of the run is looked at, and what is true there. */
export class Point {
  choice = $state<PointChoice>('scrubber');
  /** The step that the scrubber holds, or null while it follows the newest step. */
  held = $state<number | null>(null);
  report = $state.raw<PointReport | null>(null);
  problem = $state<string | null>(null);

  /** @param looked told which point of which run is looked at, whenever that may have changed */
  constructor(private readonly looked: (view: RunView, name: PointName) => void = () => undefined) {}

  #view: RunView | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ask = latest<void>(() => this.#inspect());

  /** The step that the scrubber was left at. */
  stepOf(view: RunView): number {
    return this.held === null ? view.step : nearestCheckpoint(view.checkpointSteps, this.held);
  }

  /** The step that everything on the screen is about: that of the point chosen, or the scrubber's where the point is no step of the run. */
  shownStep(view: RunView): number {
    if (this.choice === 'scrubber' || this.choice === 'origin') return this.stepOf(view);
    return this.report?.step ?? this.stepOf(view);
  }

  follow(view: RunView): void {
    this.#view = view;
    this.held = null;
    this.refresh();
  }

  /** The run has grown: the held step stays, a following scrubber asks again, a few times a second. */
  grew(view: RunView): void {
    this.#view = view;
    if (this.held !== null && this.choice === 'scrubber') return;
    this.#timer ??= setTimeout(() => this.refresh(), 150);
  }

  settled(view: RunView): void {
    this.#view = view;
    this.refresh();
  }

  hold(step: number): void {
    const view = this.#view;
    if (!view) return;
    this.held = step >= view.step ? null : nearestCheckpoint(view.checkpointSteps, step);
    this.choice = 'scrubber';
    this.refresh();
  }

  choose(choice: PointChoice): void {
    this.choice = choice;
    this.refresh();
  }

  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#ask();
    if (this.#view) this.looked(this.#view, this.#name(this.#view));
  }

  /** `final` is the newest step: its number may have passed by the time the question arrives. */
  #name(view: RunView): PointName {
    if (this.choice !== 'scrubber') return this.choice;
    return this.held === null ? 'final' : `step:${this.stepOf(view)}`;
  }

  async #inspect(): Promise<void> {
    const view = this.#view;
    if (!view) return;
    try {
      const report = await bridge.call('inspect', view.run, this.#name(view));
      if (view.run !== this.#view?.run) return;
      this.report = report;
      this.problem = null;
    } catch (error) {
      // A run that was replaced in the meantime has nothing to say.
      if (view.run === this.#view?.run) this.problem = toWireError(error).message;
    }
  }
}
