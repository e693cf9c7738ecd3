import type { ColumnRole, TableChoice, TablePreview } from '../../src/app/contract';
import type { OpenedDocument } from '../../src/app/wire';
import type { Named } from '../../src/model/fields';
import { bridge, toWireError } from './bridge';
import type { Messages } from './messages.svelte';

/** What becomes of a table that is used: a document of its own, or the data of the experiment that is there. */
export type TableUse = 'document' | 'data';

/** The document that a person agreed to leave, as it was then. */
export type Agreed = readonly unknown[];

export interface TableHost {
  readonly messages: Messages;
  /** Replaces the document, after the question about changes. @param agreed what was agreed to be left when the table was chosen: the same is not asked again */
  replacing(work: () => Promise<void>, agreed: Agreed | null): void;
  adopt(opened: OpenedDocument): void;
  useData(data: Named): void;
  /** The panel comes or goes. */
  show(open: boolean): void;
}

/** Columns that are shown next to each other. */
export const columnsPerPage = 6;

/** A CSV that is looked at before it is taken. Until then nothing of the document changes. */
export class TableImport {
  preview = $state.raw<TablePreview | null>(null);
  use = $state<TableUse>('document');
  /** What came of using it, where that was refused. */
  refusal = $state<string | null>(null);
  busy = $state(false);
  /** The columns that are looked for by name. */
  search = $state('');
  page = $state(0);

  #reading = 0;
  #agreed: Agreed | null = null;

  constructor(private readonly host: TableHost) {}

  /** Columns whose names match, by their indices. */
  readonly found = $derived.by(() => {
    const words = this.search.trim().toLowerCase();
    return (this.preview?.columns ?? []).flatMap((name, column) =>
      name.toLowerCase().includes(words) ? [column] : [],
    );
  });
  readonly pages = $derived(Math.max(1, Math.ceil(this.found.length / columnsPerPage)));
  readonly shown = $derived(this.found.slice(this.page * columnsPerPage, (this.page + 1) * columnsPerPage));

  /** A table that has come from a dialog, from the list of recent files or by being dropped. */
  look(preview: TablePreview, use: TableUse, agreed: Agreed | null = null): void {
    this.#agreed = agreed;
    this.#reading++;
    this.use = use;
    this.refusal = null;
    this.search = '';
    this.page = 0;
    this.preview = preview;
    this.host.show(true);
  }

  /** Asks for a table for the data of the experiment. */
  async choose(): Promise<void> {
    await this.host.messages.attempt(async () => {
      const preview = await bridge.call('chooseTable');
      if (preview) this.look(preview, 'data');
    });
  }

  /** False where the file holds no table. */
  async drop(name: string, bytes: Uint8Array): Promise<boolean> {
    const preview = await bridge.call('dropTable', name, bytes);
    if (preview) this.look(preview, 'document');
    return preview !== null;
  }

  /** Reads the table in another way. Another separator makes other columns. */
  change(change: Partial<TableChoice>): void {
    const { preview } = this;
    if (!preview) return;
    const otherColumns = change.delimiter !== undefined;
    const reading = ++this.#reading;
    const open: Partial<TableChoice> = otherColumns
      ? { roles: null, task: 'auto', decimal: 'auto', header: 'auto' }
      : change.roles
        ? { task: 'auto' }
        : {};
    void this.host.messages.attempt(async () => {
      const read = await bridge.call('readTable', { ...preview.choice, ...open, ...change });
      if (reading !== this.#reading) return;
      this.refusal = null;
      this.preview = read;
      if (otherColumns) this.page = 0;
    });
  }

  setRole(columns: readonly number[], role: ColumnRole): void {
    const roles = this.preview?.choice.roles;
    if (!roles) return;
    this.change({ roles: roles.map((old, column) => (columns.includes(column) ? role : old)) });
  }

  /** Takes the table as it is shown. */
  take(): void {
    const { preview } = this;
    if (!preview || preview.problemCount > 0 || this.busy) return;
    if (this.use === 'data')
      void this.#take(async () => this.host.useData(await bridge.call('tableData', preview.choice)));
    else
      this.host.replacing(
        () => this.#take(async () => this.host.adopt(await bridge.call('openTable', preview.choice))),
        this.#agreed,
      );
  }

  /** Nothing has happened. */
  cancel(): void {
    this.host.show(false);
  }

  /** The panel has gone. */
  closed(): void {
    this.#reading++;
    this.preview = null;
    void bridge.call('forgetTable').catch(() => undefined);
  }

  async #take(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await work();
      this.host.show(false);
    } catch (error) {
      this.refusal = toWireError(error).message;
    } finally {
      this.busy = false;
    }
  }
}
