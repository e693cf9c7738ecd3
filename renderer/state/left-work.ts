/** Offers to go on with what an earlier program was computing when it ended. Maps need no offer: they are computed again by themselves, from where they were. */
import type { LeftPiece, StudyName } from '../../src/app/contract';
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
  /** @returns takes it back */
  offer(text: string, choices: readonly MessageChoice[]): () => void;
}

export class LeftWork {
  #ofClaims: (() => void)[] = [];
  /** Those about the run that is shown. */
  #ofRun: { readonly name: StudyName; readonly takeBack: () => void }[] = [];
  /** The step at which the run was opened. */
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
  async opened({ run, step }: { readonly run: string; readonly step: number }): Promise<void> {
    this.changed();
    this.#step = step;
    const asked = this.#asked;
    for (const { id, what } of await this.#left(run)) {
      if (what.task !== 'study') continue;
      const { name } = what;
      const settings = what.settings as Settings;
      const called = await this.host.nameOf(name, settings);
      if (asked !== this.#asked) return;
      if (called === null) continue;
      const doing = `computing ${called} of this run`;
      const takeBack = this.#offer(id, doing, 'Go on', () => this.host.study(name, settings));
      this.#ofRun.push({ name, takeBack });
    }
  }

  /** Another run is shown. */
  changed(): void {
    this.#asked++;
    for (const { takeBack } of this.#ofRun.splice(0)) takeBack();
  }

  /** The run may have gone on: what was about an earlier step is about this run no more. */
  moved({ step }: { readonly step: number }): void {
    if (step !== this.#step) this.changed();
  }

  /** The study is asked as it is. */
  studyAsked(name: StudyName): void {
    for (const offer of this.#ofRun) if (offer.name === name) offer.takeBack();
  }

  #offer(id: string, doing: string, goOn: string, run: () => void): () => void {
    return this.host.offer(`Saddlescope was ${doing} when it ended. What was done is kept.`, [
      { label: goOn, run },
      { label: 'Throw it away', run: () => void this.host.discard(id).catch(() => undefined) },
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
