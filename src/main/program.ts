/** The program with its windows: what is set up before there is one, in order, and the first window. */
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, dialog, Menu } from 'electron';
import { toWireError } from './answers';
import { registerAppScheme, serveApp } from './app-protocol';
import type { DataFolders } from './data-folder';
import { guardNetwork, guardPages, guardPermissions, stayOffline } from './guards';
import { LogFile, logErrors } from './log-file';
import { openMainWindow } from './main-window';
import { menuTemplate } from './menu-template';
import { filesInArguments, PendingFiles } from './pending-files';
import { RecentFiles } from './recent-files';
import { ThemeChoice } from './theme-choice';
import { WindowState } from './window-state';
import type { Windows } from './windows';
import { answerCalls } from './wire';

const pending = new PendingFiles();
/** At the latest the engine is loaded after so many milliseconds, whatever the page does. */
const patience = 2000;

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
  // macOS hands files over by event, possibly before the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    pending.add([path]);
  });
  pending.add(filesInArguments(process.argv, own, process.cwd()));
  app.on('window-all-closed', () => process.platform === 'darwin' || app.quit());
  void app.whenReady().then(() => {
    try {
      start(own, { kept, problem }, log);
    } catch (error) {
      failed(error);
    }
  });
}

function failed(error: unknown): void {
  dialog.showErrorBox('Saddlescope could not start', toWireError(error).message);
  app.exit(1);
}

function start(
  own: readonly [script: string, ...others: string[]],
  folders: Pick<DataFolders, 'kept' | 'problem'>,
  log: LogFile,
): void {
  /** `out/`, the folder of the built program. */
  const out = dirname(dirname(own[0]));
  const state = new WindowState(join(folders.kept, 'window.json'));
  const appearance = new ThemeChoice(join(folders.kept, 'appearance.json'));
  let windows: Windows | null = null;
  const recent = new RecentFiles(join(folders.kept, 'recent.json'), () => drawMenu());
  function drawMenu(): void {
    const actions = {
      act: (id: string) => windows?.act(id),
      openRecent: (index: number) => windows?.openRecent(index),
      clearRecent: () => {
        recent.clear();
        app.clearRecentDocuments();
      },
    };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, recent.list(), actions)));
  }
  guardPermissions();
  guardNetwork();
  drawMenu();
  const scriptGiven = serveApp(join(out, 'renderer'));
  const openWindow = () => openMainWindow(out, state);
  const first = openWindow();
  // The engine takes as long to be read as the page does: the page is given its own first, then both go on at once. Its calls wait.
  const ready = Promise.race([scriptGiven, sleep(patience, undefined, { ref: false })])
    .then(() => import('./windows'))
    .then(({ equipWindows }) => {
      const parts = { folders, log, pending, state, appearance, recent, openWindow };
      return (windows = equipWindows(parts, first));
    });
  ready.catch(failed);
  answerCalls(async (contents) => (await ready).handlersOf(contents));
  app.on('second-instance', (_event, argv, folder) => {
    pending.add(filesInArguments(argv, own, folder));
    void ready.then((it) => it.show());
  });
}
