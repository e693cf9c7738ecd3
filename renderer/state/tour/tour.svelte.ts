import type { Experiment } from '../../../src/model/experiment';
import { bridge } from '../bridge';
import { tourSteps, type TourStep } from './steps';

/** What of the window the tour uses. */
export interface TourHost {
  readonly draft: Experiment | null;
  /** Replaces the document; with `ask`, after asking where changes would be lost. */
  replace(experiment: Experiment, ask: boolean): void;
  show(place: TourStep['place']): void;
}

/** The guided tour: which step, whether its experiment is the one on the screen. Can be left and taken up again, also at the next start. */
export class Tour {
  /** The step that is or was shown, from 0; null before the tour was ever begun. */
  step = $state<number | null>(null);
  open = $state(false);
  /** It has been begun or declined: it need not be offered. */
  known = $state(true);
  #experiments = $state.raw<Readonly<Record<string, Experiment>>>({});

  constructor(private readonly host: TourHost) {}

  async start(): Promise<void> {
    const { step, known } = await bridge.call('tour').catch(() => ({ step: null, known: true }));
    this.step = step !== null && step < tourSteps.length ? step : null;
    this.known = known;
    const names = tourSteps.map(({ template }) => template).filter((name, i, all) => all.indexOf(name) === i);
    const experiments = await Promise.all(names.map((name) => bridge.call('template', name))).catch(() => []);
    this.#experiments = Object.fromEntries(experiments.map((experiment, i) => [names[i]!, experiment]));
  }

  get current(): TourStep | null {
    return this.open && this.step !== null ? tourSteps[this.step]! : null;
  }

  /** The experiment on the screen is the one that the step is about; its name, notes and picture may differ. */
  get fits(): boolean {
    const wanted = this.current && this.#experiments[this.current.template];
    return Boolean(wanted && this.host.draft && coreOf(wanted) === coreOf(this.host.draft));
  }

  /** Begins, or goes on where it was left. */
  begin(): void {
    this.open = true;
    this.go(this.step ?? 0);
  }

  leave(): void {
    this.open = false;
    this.#keep();
  }

  decline(): void {
    this.known = true;
    this.#keep();
  }

  go(step: number): void {
    const next = Math.max(0, Math.min(tourSteps.length - 1, step));
    this.step = next;
    this.known = true;
    this.#keep();
    this.host.show(tourSteps[next]!.place);
    if (!this.fits) this.setUp();
  }

  /** Puts the step's experiment on the screen. */
  setUp(): void {
    const wanted = this.current && this.#experiments[this.current.template];
    if (!wanted) return;
    // The tour's own experiments, as they were, are nobody's work: nothing is lost with them.
    const { draft } = this.host;
    const own = Object.values(this.#experiments).some(
      (one) => draft !== null && coreOf(one) === coreOf(draft),
    );
    this.host.replace(wanted, !own);
  }

  #keep(): void {
    void bridge.call('setTour', { step: this.step, known: this.known }).catch(() => undefined);
  }
}

/** What decides a run, as text: two experiments with the same text train alike. */
function coreOf({ network, precision, data, loss, initialisation, training }: Experiment): string {
  return JSON.stringify([network, precision, data, loss, initialisation, training]);
}
