/** Offers to go on with what an earlier program was computing when it ended. Maps need no offer: they are computed again by themselves, from where they were. */
import type { LeftPiece, StudyName } from '../../src/app/contract';
import type { MessageChoice } from './messages.svelte';
import type { Settings } from './study-form';

export interface LeftWorkHost {
  /** @param run what is about this run; null: what is about none */
  left(run: string | null): Promise<readonly LeftPiece[]>;
  discard(id: string): Promise<void>;
  /** What a study is called; null for one that is not known. */
  labelOf(name: StudyName): Promise<string | null>;
  study(name: StudyName, settings: Settings): void;
  claims(ids: readonly string[]): void;
  /** @returns takes it back */
  offer(text: string, choices: readonly MessageChoice[]): () => void;
}

export class LeftWork {
  /** Takes back what is offered about the run that is shown. */
  #ofRun: (() => void)[] = [];
  #asked = 0;

  constructor(private readonly host: LeftWorkHost) {}

  /** At the start. */
  async offerClaims(): Promise<void> {
    for (const { id, what } of await this.#left(null)) {
      if (what.task !== 'claims') continue;
      const { ids } = what;
      this.#offer(id, claimsIn(ids), ids.length === 1 ? 'Decide it' : 'Decide the rest', () =>
        this.host.claims(ids),
      );
    }
  }

  /** A run has been opened: what was to be found out about it. */
  async opened(run: string): Promise<void> {
    const asked = ++this.#asked;
    for (const takeBack of this.#ofRun.splice(0)) takeBack();
    for (const { id, what } of await this.#left(run)) {
      const label = what.task === 'study' ? await this.host.labelOf(what.name) : null;
      if (asked !== this.#asked) return;
      if (what.task !== 'study' || label === null) continue;
      const doing = `computing “${label}” of this run`;
      const takeBack = this.#offer(id, doing, 'Go on', () =>
        this.host.study(what.name, what.settings as Settings),
      );
      this.#ofRun.push(takeBack);
    }
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
