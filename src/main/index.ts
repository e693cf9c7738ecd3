/** Electron's main process: a list of what is set up, in order. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog, Menu } from 'electron';
import { createSaddlescope } from '../app';
import type { Saddlescope } from '../app/contract';
import { toWireError } from './answers';
import { AppWindow } from './app-window';
import { registerAppScheme, serveApp } from './app-protocol';
import { watchQuitting } from './closing';
import { ownDataFolder } from './data-folder';
import { guardNetwork, guardPages, guardPermissions, stayOffline } from './guards';
import { KeptFiles } from './kept-files';
import { LogFile, logErrors } from './log-file';
import { menuTemplate } from './menu-template';
import { filesInArguments, PendingFiles } from './pending-files';
import { RecentFiles } from './recent-files';
import { ThemeChoice } from './theme-choice';
import { TourChoice } from './tour-choice';
import { WindowState } from './window-state';
import { answerCalls } from './wire';

/** `out/`, the folder of the built program: this file is in `out/main`. */
const out = dirname(dirname(fileURLToPath(import.meta.url)));
const pending = new PendingFiles();
let current: AppWindow | null = null;
let log: LogFile;

/** How the program itself is named on a command line from a checkout. */
function ownPaths(): string[] {
  return [fileURLToPath(import.meta.url), app.getAppPath()];
}

function prepare(): boolean {
  app.setName('Saddlescope');
  app.enableSandbox();
  const own = ownDataFolder(process.env);
  if (own) app.setPath('userData', own);
  log = new LogFile(join(app.getPath('userData'), 'log', 'saddlescope.log'));
  logErrors(log);
  if (!app.requestSingleInstanceLock()) return false;
  registerAppScheme();
  stayOffline();
  guardPages();
  watchQuitting();
  pending.add(filesInArguments(process.argv, ownPaths(), process.cwd()));
  return true;
}

function start(service: Saddlescope): void {
  const settings = (name: string) => join(app.getPath('userData'), name);
  const state = new WindowState(settings('window.json'));
  const appearance = new ThemeChoice(settings('appearance.json'));
  const tour = new TourChoice(settings('tour.json'));
  const recent = new RecentFiles(settings('recent.json'), () => drawMenu());

  const kept = new KeptFiles(settings('kept'), service);

  let last: AppWindow | null = null;
  const openWindow = (): void => {
    const autosaves = settings('unsaved');
    const sweeps = settings('sweeps');
    const opened = new AppWindow({
      out,
      service,
      recent,
      appearance,
      tour,
      pending,
      state,
      kept,
      autosaves,
      log,
      sweeps,
    });
    current = last = opened;
    opened.window.on('closed', () => {
      if (current === opened) current = null;
    });
  };
  function drawMenu(): void {
    const actions = {
      act: (id: string) => current?.send('action', id),
      openRecent: (index: number) => current?.openRecent(index),
      clearRecent: () => {
        recent.clear();
        app.clearRecentDocuments();
      },
    };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, recent.list(), actions)));
  }

  serveApp(join(out, 'renderer'));
  guardPermissions();
  guardNetwork();
  answerCalls((contents) => (current?.window.webContents === contents ? current.handlers : undefined));
  drawMenu();
  openWindow();

  app.on('second-instance', (_event, argv, folder) => {
    pending.add(filesInArguments(argv, ownPaths(), folder));
    if (current) current.show();
    else openWindow();
  });
  app.on('activate', () => current ?? openWindow());
  app.on('window-all-closed', () => process.platform === 'darwin' || app.quit());
  endTidily(service, [state, appearance, tour, recent, kept, { settled: async () => last?.settled() }]);
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

// macOS hands files over by event, possibly before the app is ready.
app.on('open-file', (event, path) => {
  event.preventDefault();
  pending.add([path]);
});

if (!prepare()) app.quit();
else {
  void app.whenReady().then(() => {
    try {
      start(createSaddlescope({ eager: true }));
    } catch (error) {
      dialog.showErrorBox('Saddlescope could not start', toWireError(error).message);
      app.exit(1);
    }
  });
}
