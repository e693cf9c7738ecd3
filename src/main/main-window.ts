/** The window: sandboxed, isolated, without Node, shown when its first picture is ready. */
import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { windowUrl } from './navigation-policy';
import { smallest, type WindowState } from './window-state';

/** @param out folder of the built program */
export function openMainWindow(out: string, state: WindowState): BrowserWindow {
  const { maximized, ...bounds } = state.place(screen.getAllDisplays().map(({ workArea }) => workArea));
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Saddlescope',
    show: false,
    webPreferences: {
      preload: join(out, 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      // Training goes on, and its picture with it, behind another window.
      backgroundThrottling: false,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  state.follow(window);
  void window
    .loadURL(windowUrl)
    .catch((error: unknown) => console.error('The window could not be loaded:', error));
  return window;
}
