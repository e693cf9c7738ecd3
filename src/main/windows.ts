/** The windows with the engine behind them, and what they share. Read when the first of them is there already. */
import { join } from 'node:path';
import { app, type BrowserWindow, type WebContents } from 'electron';
import { createSaddlescope } from '../app';
import type { Saddlescope } from '../app/contract';
import { AppWindow } from './app-window';
import { watchQuitting } from './closing';
import type { DataFolders } from './data-folder';
import { KeptFiles } from './kept-files';
import type { LogFile } from './log-file';
import type { PendingFiles } from './pending-files';
import type { RecentFiles } from './recent-files';
import type { ThemeChoice } from './theme-choice';
import { TourChoice } from './tour-choice';
import type { WindowState } from './window-state';
import type { WindowHandlers } from './wire';

/** What was there before the engine. */
export interface WindowsParts {
  readonly folders: Pick<DataFolders, 'kept' | 'problem'>;
  readonly log: LogFile;
  readonly pending: PendingFiles;
  readonly state: WindowState;
  readonly appearance: ThemeChoice;
  readonly recent: RecentFiles;
  openWindow(): BrowserWindow;
}

export interface Windows {
  /** The answers for a window; undefined for a page that is none of ours. */
  handlersOf(contents: WebContents): WindowHandlers | undefined;
  /** The window comes to the front, or a new one does. */
  show(): void;
  /** An action of the menu. */
  act(id: string): void;
  openRecent(index: number): void;
}

/** @param first the window that is open already */
export function equipWindows(
  { folders, openWindow, ...before }: WindowsParts,
  first: BrowserWindow,
): Windows {
  watchQuitting();
  const service = createSaddlescope({ windowed: true });
  const settings = (name: string) => join(folders.kept, name);
  const tour = new TourChoice(settings('tour.json'));
  const kept = new KeptFiles(settings('kept'), service);
  const pieces = service.keepPieces(settings('unfinished'));
  const shared = {
    ...before,
    service,
    tour,
    kept,
    pieces,
    autosaves: settings('unsaved'),
    sweeps: settings('sweeps'),
    problem: folders.problem,
  };
  let current: AppWindow | null = null;
  let last: AppWindow | null = null;
  const equip = (window: BrowserWindow): void => {
    const equipped = new AppWindow({ ...shared, window });
    current = last = equipped;
    window.on('closed', () => {
      if (current === equipped) current = null;
    });
  };
  // It may have been closed meanwhile.
  if (!first.isDestroyed()) equip(first);
  app.on('activate', () => current ?? equip(openWindow()));
  const { state, appearance, recent } = before;
  const windowsAway = { settled: async () => last?.settled() };
  const workAway = { settled: () => pieces.end() };
  endTidily(service, [state, appearance, tour, recent, kept, windowsAway, workAway]);
  return {
    handlersOf: (contents) => (current?.window.webContents === contents ? current.handlers : undefined),
    show: () => {
      if (current) current.show();
      else equip(openWindow());
    },
    act: (id) => current?.send('action', id),
    openRecent: (index) => current?.openRecent(index),
  };
}

/** Waits with the end until the settings are written and the workers have stopped. */
function endTidily(service: Saddlescope, stores: readonly { settled(): Promise<void> }[]): void {
  let tidy = false;
  app.on('will-quit', (event) => {
    if (tidy) return;
    event.preventDefault();
    void Promise.allSettled([service.dispose(), ...stores.map((store) => store.settled())]).then(() => {
      tidy = true;
      app.quit();
    });
  });
}
