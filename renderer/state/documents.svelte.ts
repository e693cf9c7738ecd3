import type { RecentFile } from '../../src/app/wire';
import type { Experiment } from '../../src/model/experiment';
import { bridge } from './bridge';
import type { Claims } from './claims/claims.svelte';
import type { Messages } from './messages.svelte';
import { formatTime } from './numbers';
import type { Session } from './session.svelte';
import type { Agreed, TableImport } from './table-import.svelte';

interface DocumentsHost {
  readonly messages: Messages;
  readonly session: Session;
  readonly claims: Claims;
  readonly table: TableImport;
}

/** Which document the window shows: opened, saved, recovered, and never replaced without a question where changes would be lost. */
export class Documents {
  recent = $state.raw<readonly RecentFile[]>([]);

  /** The document that a person has agreed to leave last, as it was then. */
  #left: Agreed | null = null;
  /** Counts the documents that were asked for. */
  #asked = 0;

  constructor(private readonly host: DocumentsHost) {}

  useTemplate(name: string): void {
    this.replacing(() => this.host.session.useTemplate(name));
  }

  open(): void {
    this.replacing(async () => {
      const opened = await bridge.call('openDialog');
      if (opened) this.host.session.adoptOpened(opened);
      await this.refreshRecent();
    });
  }

  openRecent(index: number): void {
    this.replacing(async () => {
      this.host.session.adoptOpened(await bridge.call('openRecent', index));
      await this.refreshRecent();
    });
  }

  openFile(file: File): void {
    void this.host.messages.attempt(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      // Looking at a table replaces nothing yet: no question comes before it.
      if (/\.(csv|tsv|txt)$/i.test(file.name) && (await this.host.table.drop(file.name, bytes))) return;
      this.replacing(async () =>
        this.host.session.adoptOpened(await bridge.call('openDropped', file.name, bytes)),
      );
    });
  }

  /** Another document, with the predictions of this one: they belong to the person. Where nothing else would be lost, nothing is asked. */
  openExperiment(experiment: Experiment, ask: boolean, then: () => void = () => undefined): void {
    const { session, claims, messages } = this.host;
    const asked = ++this.#asked;
    const work = async () => {
      await claims.settle();
      // Of several asked for at once the last is opened, however long each waited here.
      if (asked !== this.#asked) return;
      const predictions = session.draft?.predictions;
      await session.openExperiment(experiment);
      // No file has them yet: the new document is not saved.
      if (predictions) await session.amend({ predictions });
      then();
    };
    if (ask && !session.document.onlyPredictions) this.replacing(work);
    else void messages.attempt(work);
  }

  /** @returns whether it was saved; false where the person cancelled or was told why not */
  async save(method: 'save' | 'saveAs'): Promise<boolean> {
    const { session, claims, messages } = this.host;
    await claims.settle();
    if (!(await session.settle())) {
      messages.problem('Not saved: the experiment cannot be run as it is. Mend the marked field first.');
      return false;
    }
    const state = await bridge.call(method, session.view!.run);
    if (!state) return false;
    session.document = state;
    await this.refreshRecent();
    return true;
  }

  /** Does something that replaces the document; asks first (in the bar, not in a dialog) where changes would be lost. */
  replacing(work: () => Promise<void>): void {
    const { session, messages } = this.host;
    if (!session.document.dirty) {
      void messages.attempt(work);
      return;
    }
    const name = session.document.fileName ?? session.draft?.name ?? 'This experiment';
    messages.question(`“${name}” has changes that are not saved.`, [
      {
        label: 'Save first',
        run: () => void messages.attempt(async () => void ((await this.save('save')) && (await work()))),
      },
      {
        label: 'Go on without saving',
        run: () => {
          this.#left = this.#asItIs;
          void messages.attempt(work);
        },
      },
      { label: 'Stay here', run: () => undefined },
    ]);
  }

  /** The same; what was agreed to be left, and has not changed since, is not asked about again. */
  replacingAgreed(work: () => Promise<void>, agreed: Agreed | null): void {
    const same = agreed?.every((part, index) => part === this.#asItIs[index]);
    if (same) void this.host.messages.attempt(work);
    else this.replacing(work);
  }

  /** The document that a person has agreed to leave last, as it was then. */
  get left(): Agreed | null {
    return this.#left;
  }

  async refreshRecent(): Promise<void> {
    this.recent = await bridge.call('recentFiles').catch(() => []);
  }

  /** Asks about work that an earlier program left unsaved, where there is any. */
  async offerRecovery(): Promise<void> {
    const { messages, session } = this.host;
    const left = await bridge.call('recovery').catch(() => null);
    if (!left) return;
    messages.question(`“${left.name}” was not saved when Saddlescope ended (${formatTime(left.savedAt)}).`, [
      {
        label: 'Recover it',
        run: () => this.replacing(async () => session.adoptOpened(await bridge.call('recover'))),
      },
      {
        label: 'Throw it away',
        run: () => void messages.attempt(() => bridge.call('discardRecovery')),
      },
      { label: 'Ask me again next time', run: () => undefined },
    ]);
  }

  /** What leaving the document would lose. */
  get #asItIs(): Agreed {
    return [this.host.session.draft, this.host.session.view];
  }
}
