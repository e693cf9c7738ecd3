/** Electron's `shell`: opens addresses and folders with the system's programs. */
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';

function openWithSystem(what: string): Promise<void> {
  const [command, args]: [string, string[]] =
    process.platform === 'win32'
      ? ['rundll32', ['url.dll,FileProtocolHandler', what]]
      : process.platform === 'darwin'
        ? ['open', [what]]
        : ['xdg-open', [what]];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('error', () =>
      reject(new Error(`${what} could not be opened: the command ${command} is missing`)),
    );
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}

export const shell = {
  openExternal: (url: string) => openWithSystem(url),
  openPath: (path: string) => openWithSystem(path).then(() => '', String),
  showItemInFolder: (path: string) => void openWithSystem(dirname(path)).catch(() => undefined),
};
