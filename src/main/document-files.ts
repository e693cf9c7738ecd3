/** Opening, saving and exporting the document of a window: dialogs, disk and the recent list. */
import { basename, dirname, join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { ExportFormat, Saddlescope, TableChoice, TablePreview } from '../app/contract';
import type { CurrentDocument, DocumentState, OpenedDocument } from '../app/wire';
import { writeFileAtomically } from '../files/atomic-write';
import type { Experiment, PointName } from '../model/experiment';
import { UserError } from '../model/user-error';
import {
  askForDocument,
  askForTable,
  askWhere,
  exports,
  pictures,
  safeFileName,
  type TextKind,
  texts,
  writeWhereAsked,
} from './dialogs';
import type { WindowDocument } from './document';
import { readChosen } from './files';
import type { RecentFiles } from './recent-files';
import { TableAtHand } from './table-at-hand';

/** A document, or a table that a person is to look at first. */
type Shown = OpenedDocument | TablePreview;

export class DocumentFiles {
  readonly table: TableAtHand;

  constructor(
    private readonly service: Saddlescope,
    private readonly document: WindowDocument,
    private readonly window: BrowserWindow,
    private readonly recent: RecentFiles,
  ) {
    this.table = new TableAtHand(service);
  }

  async openDialog(): Promise<Shown | null> {
    const path = await askForDocument(this.window);
    return path === null ? null : this.openPath(path);
  }

  async openRecent(index: number): Promise<Shown> {
    const path = this.recent.paths[index];
    if (path === undefined)
      throw new UserError('This file is no longer in the list of recent files.', 'recent files');
    return this.openPath(path);
  }

  async openPath(path: string): Promise<Shown> {
    let bytes: Uint8Array;
    try {
      bytes = await readChosen(path);
    } catch (error) {
      this.recent.remove(path);
      throw error;
    }
    const table = this.table.look(basename(path), bytes);
    if (table) {
      this.#remember(path);
      return table;
    }
    const opened = await this.document.open(basename(path), bytes, path, { folder: dirname(path) });
    this.#remember(path);
    return { ...opened, document: this.document.state };
  }

  /** A window shows one document: of several files the first is opened. */
  async openFirst(paths: readonly string[]): Promise<Shown | null> {
    const [first, ...others] = paths;
    if (first === undefined) return null;
    const opened = await this.openPath(first);
    if (others.length === 0 || opened.kind === 'table') return opened;
    const names = others.map((path) => basename(path)).join(', ');
    return {
      ...opened,
      warnings: [...opened.warnings, `The window shows one experiment at a time; not opened: ${names}.`],
    };
  }

  /** One run of a sweep, as a document of its own. */
  async openSweepRun(experiment: Experiment, number: number): Promise<OpenedDocument> {
    const opened = await this.document.openSweepRun(experiment, number);
    return { ...opened, document: this.document.state };
  }

  /** A run kept for comparison, as a document of its own. */
  async openKept(id: string): Promise<OpenedDocument> {
    const opened = await this.document.openKept(id);
    return { ...opened, document: this.document.state };
  }

  /** The document as it stands; null before there is one. */
  async current(): Promise<CurrentDocument | null> {
    const { run, format, isTraining } = this.document;
    if (run === null) return null;
    const view = await this.service.view(run);
    const { state } = this.document;
    return { view, landscape: null, warnings: [], kind: format ?? 'saddle', document: state, isTraining };
  }

  async openDropped(name: string, bytes: Uint8Array): Promise<Shown> {
    const table = this.table.look(basename(name), bytes);
    if (table) return table;
    const opened = await this.document.open(basename(name), bytes, null);
    return { ...opened, document: this.document.state };
  }

  async chooseTable(): Promise<TablePreview | null> {
    const path = await askForTable(this.window);
    if (path === null) return null;
    const name = basename(path);
    const table = this.table.look(name, await readChosen(path));
    if (table) return table;
    throw new UserError(
      `${name} is not a table: choose a text file whose columns are separated by commas, semicolons or tabs.`,
      name,
    );
  }

  /** The table that is looked at, as a document of its own. */
  async openTable(choice: TableChoice): Promise<OpenedDocument> {
    const view = await this.document.createRun(this.table.experiment(choice), false);
    this.table.forget();
    return { view, landscape: null, warnings: [], kind: 'csv', document: this.document.state };
  }

  /** Over its own file, or asking where; null when the person cancels. */
  async save(): Promise<DocumentState | null> {
    const { path, format } = this.document;
    return path === null || format === null ? this.saveAs() : this.#saveTo(path);
  }

  async saveAs(): Promise<DocumentState | null> {
    const name = safeFileName(await this.document.suggestedName());
    const folder = this.document.path === null ? '' : dirname(this.document.path);
    const path = await askWhere(this.window, 'Save as', join(folder, `${name}.saddle`));
    return path === null ? null : this.#saveTo(path);
  }

  /** @param suggestedName its ending says what the picture is @param of whose recipe goes along: a run, or an experiment @returns the file's name, or null when the person cancels */
  async exportPicture(
    of: string | Experiment,
    suggestedName: string,
    picture: Uint8Array,
  ): Promise<string | null> {
    const ending = /\.svg$/i.test(suggestedName) ? 'svg' : 'png';
    const suggested = safeFileName(suggestedName.replace(/\.(png|svg)$/i, ''));
    const path = await askWhere(this.window, 'Export picture', `${suggested}.${ending}`, pictures[ending]);
    if (path === null) return null;
    const stamped =
      ending === 'svg'
        ? new TextEncoder().encode(await this.service.stampSvg(of, new TextDecoder().decode(picture)))
        : await this.service.stampPng(of, picture);
    await writeFileAtomically(path, stamped);
    return basename(path);
  }

  /** @returns the file's name, or null when the person cancels */
  async exportData(run: string, format: ExportFormat, at: PointName | Float64Array): Promise<string | null> {
    const { suffix, filter } = exports[format];
    // What cannot be written must be said before the question where to.
    const bytes = await this.service.encode(run, format, { at });
    const suggested = `${safeFileName(await this.document.suggestedName())}${suffix}`;
    return writeWhereAsked(this.window, 'Export data', suggested, [filter], bytes);
  }

  /** @returns the file's name, or null when the person cancels */
  async saveText(kind: TextKind, suggestedName: string, text: string): Promise<string | null> {
    const { title, filter } = texts[kind];
    const bytes = new TextEncoder().encode(text);
    return writeWhereAsked(this.window, title, `${suggestedName}.${kind}`, [filter], bytes);
  }

  async #saveTo(path: string): Promise<DocumentState> {
    const state = await this.document.saveTo(path, (bytes) => writeFileAtomically(path, bytes));
    this.#remember(path);
    return state;
  }

  #remember(path: string): void {
    this.recent.add(path);
    app.addRecentDocument(path);
  }
}
