/** Offers work that an earlier program left behind, once at each start. */
import type { OpenedDocument, Recovery } from '../app/wire';
import { UserError } from '../model/user-error';
import { leftovers, readLeftover, removeLeftover, type Leftover } from './autosave';
import type { WindowDocument } from './document';

export class RecoveryDesk {
  #offered: Leftover | null = null;

  /** @param folder of the autosaves @param keepAside writes the document's own autosave */
  constructor(
    private readonly folder: string,
    private readonly document: WindowDocument,
    private readonly keepAside: () => Promise<void>,
  ) {}

  async offer(): Promise<Recovery | null> {
    [this.#offered = null] = await leftovers(this.folder);
    return this.#offered && { name: this.#offered.name, savedAt: this.#offered.savedAt };
  }

  /** Opens it as a document with unsaved changes. From then on the window's own autosave keeps it. */
  async take(): Promise<OpenedDocument> {
    const leftover = this.#mustBeOffered();
    const bytes = await readLeftover(this.folder, leftover);
    const opened = await this.document.openLeftover(leftover.name, bytes, leftover.original);
    this.#offered = null;
    // At every moment one of the two is there.
    await this.keepAside();
    await removeLeftover(this.folder, leftover);
    return { ...opened, document: this.document.state };
  }

  async discard(): Promise<void> {
    const leftover = this.#mustBeOffered();
    this.#offered = null;
    await removeLeftover(this.folder, leftover);
  }

  #mustBeOffered(): Leftover {
    if (this.#offered === null) throw new UserError('There is nothing to recover any more.', 'recovery');
    return this.#offered;
  }
}
