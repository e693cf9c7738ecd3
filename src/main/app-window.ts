/** One window with everything that belongs to it, put together. */
import { app, type BrowserWindow } from 'electron';
import type { KeptPieces, Saddlescope } from '../app/contract';
import { toWireError } from './answers';
import { Autosave } from './autosave';
import { guardClosing, mayLeave } from './closing';
import { WindowDocument } from './document';
import { askAboutHanging } from './dialogs';
import { DocumentFiles } from './document-files';
import { keepWorkOf } from './keep-work';
import type { KeptFiles } from './kept-files';
import type { LogFile } from './log-file';
import type { PendingFiles } from './pending-files';
import { RecoveryDesk } from './recovery';
import type { RecentFiles } from './recent-files';
import { windowHandlers } from './window-handlers';
import type { ThemeChoice } from './theme-choice';
import type { TourChoice } from './tour-choice';
import type { WindowState } from './window-state';
import { eventSender, type SendEvent, type WindowHandlers } from './wire';

export interface AppWindowParts {
  readonly window: BrowserWindow;
  readonly service: Saddlescope;
  readonly recent: RecentFiles;
  readonly pending: PendingFiles;
  readonly state: WindowState;
  readonly kept: KeptFiles;
  readonly pieces: KeptPieces;
  readonly appearance: ThemeChoice;
  readonly tour: TourChoice;
  /** Folder of unsaved work that is kept aside. */
  readonly autosaves: string;
  readonly log: LogFile;
  /** Folder of the sweeps that are computed. */
  readonly sweeps: string;
  /** What a person should know from the start. */
  readonly problem: string | null;
}

export class AppWindow {
  readonly window: BrowserWindow;
  readonly send: SendEvent;
  readonly handlers: WindowHandlers;
  readonly #document: WindowDocument;
  readonly #files: DocumentFiles;
  /** Resolves when a closed window has put its things away. */
  #away: Promise<void> = Promise.resolve();

  constructor(parts: AppWindowParts) {
    const { window, service, recent, pending, pieces, autosaves } = parts;
    this.window = window;
    this.send = eventSender(window.webContents);
    const keepWork = keepWorkOf(pieces, this.send);
    this.#document = new WindowDocument(service, keepWork, (document) => {
      this.send('document', document);
      // macOS marks the close button and shows the file in the title.
      if (window.isDestroyed()) return;
      window.setDocumentEdited(document.dirty);
      window.setRepresentedFilename(this.#document.path ?? '');
    });
    this.#files = new DocumentFiles(service, this.#document, window, recent);
    const autosave = new Autosave(autosaves, service, this.#document);
    this.handlers = windowHandlers({
      ...parts,
      keepWork,
      document: this.#document,
      files: this.#files,
      recovery: new RecoveryDesk(autosaves, this.#document, () => autosave.look()),
      send: this.send,
      takePending: () => pending.take((paths) => void this.open(() => this.#files.openFirst(paths))),
    });
    guardClosing(this.window, this.#document, this.#files, this.send);
    autosave.start();
    this.window.on('closed', () => {
      pending.release();
      pieces.letGo();
      this.#away = Promise.all([autosave.end(), this.#document.close()]).then(
        () => undefined,
        (error: unknown) => console.error(error),
      );
    });
    this.window.webContents.on('render-process-gone', (_event, { reason }) => {
      console.error(`The window's process ended: ${reason}. It is started again with the same document.`);
      if (!this.window.isDestroyed()) this.window.webContents.reload();
    });
    this.window.on('unresponsive', () => void this.offerReload());
  }

  settled(): Promise<void> {
    return this.#away;
  }

  openRecent(index: number): void {
    void this.open(() => this.#files.openRecent(index));
  }

  /** Comes to the front. */
  show(): void {
    if (this.window.isMinimized()) this.window.restore();
    this.window.focus();
    app.focus({ steal: true });
  }

  /** A page that hangs is loaded again where the person says so; the run goes on meanwhile, in its own thread. */
  private async offerReload(): Promise<void> {
    console.error('The window does not answer.');
    if (!(await askAboutHanging(this.window)) || this.window.isDestroyed()) return;
    this.window.webContents.forcefullyCrashRenderer();
  }

  /** Opens from outside the window: changes are asked about, the result is told as an event. */
  private async open(work: () => ReturnType<DocumentFiles['openFirst']>): Promise<void> {
    this.show();
    try {
      if (!(await mayLeave(this.window, this.#document, this.#files, this.send))) return;
      const opened = await work();
      if (opened) this.send('opened', opened);
    } catch (error) {
      this.send('failed', toWireError(error));
    }
  }
}
