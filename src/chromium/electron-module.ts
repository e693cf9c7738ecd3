/** What `import … from 'electron'` gives the app: the part of Electron's API that the app uses. */
import { app } from './app';
import { BrowserWindow } from './browser-window';
import { dialog } from './dialog';
import { ipcMain } from './ipc-main';
import { Menu, MenuItem } from './menu';
import { nativeTheme } from './native-theme';
import { protocol } from './protocol';
import { screen } from './screen';
import { session } from './session';
import { shell } from './shell';
import { WebContents } from './web-contents';

export const electron = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
  webContents: WebContents,
};
