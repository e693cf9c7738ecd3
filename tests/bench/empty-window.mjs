// An Electron program with one empty page: what a window costs before there is anything of ours in it.
import { app, BrowserWindow, protocol } from 'electron';

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
void app.whenReady().then(() => {
  const page = '<!doctype html><title>Empty</title><p>Nothing.';
  protocol.handle('app', () => new Response(page, { headers: { 'content-type': 'text/html' } }));
  return new BrowserWindow({ width: 1280, height: 820 }).loadURL('app://saddlescope/index.html');
});
