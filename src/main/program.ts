/** The program with its windows: a list of what is set up, in order. */
import { dirname, join } from 'node:path';
import { app, dialog, Menu } from 'electron';
import { createSaddlescope } from '../app';
import type { Saddlescope } from '../app/contract';
import { toWireError } from './answers';
import { AppWindow } from './app-window';
import { registerAppScheme, serveApp } from './app-protocol';
import { watchQuitting } from './closing';
import type { DataFolders } from './data-folder';
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

const pending = new PendingFiles();
let current: AppWindow | null = null;

/**
 * Opens the window, once Electron is ready. To be called before that.
 * @param own how the program itself may be named on a command line; the first is its script, in `out/main`
 */
export function openProgram(
  own: readonly [script: string, ...others: string[]],
  { kept, problem }: DataFolders,
): void {
  const log = new LogFile(join(kept, 'log', 'saddlescope.log'));
  logErrors(log);
  registerAppScheme();
  stayOffline();
  // Figures are small and change often: drawn by the processor they never wait for a graphics driver, and come out the same on every machine.
  app.commandLine.appendSwitch('disable-accelerated-2d-canvas');
  guardPages();
  watchQuitting();
  // macOS hands files over by event, possibly before the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    pending.add([path]);
  });
  pending.add(filesInArguments(process.argv, own, process.cwd()));
  void app.whenReady().then(() => {
    try {
      start(createSaddlescope({ windowed: true }), own, { kept, problem }, log);
    } catch (error) {
      dialog.showErrorBox('Saddlescope could not start', toWireError(error).message);
      app.exit(1);
    }
  });
}

function start(
  service: Saddlescope,
  own: readonly [script: string, ...others: string[]],
  folders: Pick<DataFolders, 'kept' | 'problem'>,
  log: LogFile,
): void {
  /** `out/`, the folder of the built program. */
  const out = dirname(dirname(own[0]));
  const settings = (name: string) => join(folders.kept, name);
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
      problem: folders.problem,
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
    pending.add(filesInArguments(argv, own, folder));
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
