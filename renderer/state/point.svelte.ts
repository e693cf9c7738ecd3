import type { PlaneView, PointReport, RunView } from '../../src/app/contract';
import type { PointName } from '../../src/model/experiment';
import { bridge, toWireError } from './bridge';
import { latest } from './latest';
import { nearestCheckpoint } from './timeline';

export type PointChoice = 'scrubber' | 'origin' | 'init' | 'final' | 'best' | 'plane';

/** A point as it is asked for: by its name, or by its parameters. */
export type AskedPoint = PointName | Float64Array;

/** A point of the landscape's plane that a person has picked. */
export interface PlanePoint {
  readonly plane: PlaneView;
  readonly alpha: number;
  readonly beta: number;
  readonly theta: Float64Array;
}

/** Which point of the run is looked at, and what is true there. */
export class Point {
  choice = $state<PointChoice>('scrubber');
  /** What `plane` chooses. */
  picked = $state.raw<PlanePoint | null>(null);
  /** The step that the scrubber holds, or null while it follows the newest step. */
  held = $state<number | null>(null);
  report = $state.raw<PointReport | null>(null);
  problem = $state<string | null>(null);

  /** @param looked told which point of which run is looked at, whenever that may have changed */
  constructor(private readonly looked: (view: RunView, point: AskedPoint) => void = () => undefined) {}

  #view: RunView | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ask = latest<void>(() => this.#inspect());

  /** The step that the scrubber was left at. */
  stepOf(view: RunView): number {
    return this.held === null ? view.step : nearestCheckpoint(view.checkpointSteps, this.held);
  }

  /** The step that everything on the screen is about: that of the point chosen, or the scrubber's where the point is no step of the run. */
  shownStep(view: RunView): number {
    if (this.choice === 'scrubber' || this.choice === 'origin' || this.choice === 'plane')
      return this.stepOf(view);
    return this.report?.step ?? this.stepOf(view);
  }

  follow(view: RunView): void {
    this.#view = view;
    this.held = null;
    // Another network may have another number of parameters.
    if (this.choice === 'plane') this.choice = 'scrubber';
    this.picked = null;
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

  pick(point: PlanePoint): void {
    this.picked = point;
    this.choose('plane');
  }

  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#ask();
    if (this.#view) this.looked(this.#view, this.asked(this.#view));
  }

  /** `final` is the newest step: its number may have passed by the time the question arrives. */
  asked(view: RunView): AskedPoint {
    if (this.choice === 'plane' && this.picked) return this.picked.theta;
    if (this.choice !== 'scrubber' && this.choice !== 'plane') return this.choice;
    return this.held === null ? 'final' : `step:${this.stepOf(view)}`;
  }

  async #inspect(): Promise<void> {
    const view = this.#view;
    if (!view) return;
    try {
      const report = await bridge.call('inspect', view.run, this.asked(view));
      if (view.run !== this.#view?.run) return;
      this.report = report;
      this.problem = null;
    } catch (error) {
      // A run that was replaced in the meantime has nothing to say.
      if (view.run === this.#view?.run) this.problem = toWireError(error).message;
    }
  }
}
