/** Offers to go on with what an earlier program was computing when it ended. Maps need no offer: they are computed again by themselves, from where they were. */
import type { LeftPiece, RunView, StudyName } from '../../src/app/contract';
import type { MessageChoice } from './messages.svelte';
import type { Settings } from './study-form';

export interface LeftWorkHost {
  /** @param run what is about this run; null: what is about none */
  left(run: string | null): Promise<readonly LeftPiece[]>;
  discard(id: string): Promise<void>;
  /** What a study with these settings is called; null for one that is not known. */
  nameOf(name: StudyName, settings: Settings): Promise<string | null>;
  study(name: StudyName, settings: Settings): void;
  claims(ids: readonly string[]): void;
  sweep(): void;
  /** @returns takes it back */
  offer(text: string, choices: readonly MessageChoice[]): () => void;
}

export class LeftWork {
  #ofClaims: (() => void)[] = [];
  /** Those about the run that is shown, and about its sweep. */
  #ofRun: { readonly name: StudyName | 'sweep'; readonly takeBack: () => void }[] = [];
  /** At which that run stands. */
  #step = 0;
  #asked = 0;

  constructor(private readonly host: LeftWorkHost) {}

  /** At the start. */
  async offerClaims(): Promise<void> {
    for (const { id, what } of await this.#left(null)) {
      if (what.task !== 'claims') continue;
      const { ids } = what;
      const goOn = ids.length === 1 ? 'Decide it' : 'Decide the rest';
      this.#ofClaims.push(this.#offer(id, claimsIn(ids), goOn, () => this.host.claims(ids)));
    }
  }

  /** Claims are decided as it is. */
  claimsAsked(): void {
    for (const takeBack of this.#ofClaims.splice(0)) takeBack();
  }

  /** A run has been opened: what was to be found out about it. */
  async opened({ run, step }: Pick<RunView, 'run' | 'step'>): Promise<void> {
    this.changed();
    this.#step = step;
    const asked = this.#asked;
    for (const { id, what } of await this.#left(run)) {
      const called =
        what.task === 'study' ? await this.host.nameOf(what.name, what.settings as Settings) : null;
      if (asked !== this.#asked) return;
      if (what.task === 'sweep') this.#offerSweep(id);
      else if (what.task === 'study' && called !== null && step === this.#step)
        this.#offerStudy(id, what.name, what.settings as Settings, called);
    }
  }

  /** Another run is shown. */
  changed(): void {
    this.#asked++;
    for (const { takeBack } of this.#ofRun.splice(0)) takeBack();
  }

  /** The run may have gone on: what was about an earlier step is about this run no more. */
  moved({ step }: Pick<RunView, 'step'>): void {
    if (step === this.#step) return;
    this.#step = step;
    for (const { name, takeBack } of this.#ofRun) if (name !== 'sweep') takeBack();
  }

  /** It is asked as it is. */
  askedAnyway(name: StudyName | 'sweep'): void {
    for (const offer of this.#ofRun) if (offer.name === name) offer.takeBack();
  }

  #offerStudy(id: string, name: StudyName, settings: Settings, called: string): void {
    const goOn = () => this.host.study(name, settings);
    const takeBack = this.#offer(id, `computing ${called} of this run`, 'Go on', goOn);
    this.#ofRun.push({ name, takeBack });
  }

  #offerSweep(id: string): void {
    const doing = 'computing the sweep of this experiment';
    // Its rows stay where they are: they are in the way of nothing.
    const takeBack = this.#offer(id, doing, 'Go on', () => this.host.sweep(), 'Do not ask again');
    this.#ofRun.push({ name: 'sweep', takeBack });
  }

  #offer(id: string, doing: string, goOn: string, run: () => void, letGo = 'Throw it away'): () => void {
    return this.host.offer(`Saddlescope was ${doing} when it ended. What was done is kept.`, [
      { label: goOn, run },
      { label: letGo, run: () => void this.host.discard(id).catch(() => undefined) },
      { label: 'Ask me again next time', run: () => undefined },
    ]);
  }

  /** What cannot be asked for is not offered; it is gone on with all the same. */
  #left(run: string | null): Promise<readonly LeftPiece[]> {
    return this.host.left(run).catch(() => []);
  }
}

function claimsIn(ids: readonly string[]): string {
  if (ids.length === 0) return 'deciding the claims';
  return ids.length === 1 ? `deciding claim ${ids[0]}` : `deciding ${ids.length} claims`;
}
