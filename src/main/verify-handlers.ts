/** The answers to the window's calls about verifying files. One is verified at a time. */
import { basename } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { Progress, Saddlescope } from '../app/contract';
import { UserError } from '../model/user-error';
import { askForRun } from './dialogs';
import type { WindowDocument } from './document';
import { readChosen } from './files';
import type { WindowHandlers } from './wire';

export function verifyHandlers(
  service: Saddlescope,
  window: BrowserWindow,
  document: WindowDocument,
  onProgress: (progress: Progress) => void,
): Pick<WindowHandlers, 'verifyFile' | 'cancelVerify'> {
  let stop: AbortController | null = null;
  return {
    async verifyFile(own) {
      const path = own ? document.path : await askForRun(window);
      if (path === null && own)
        throw new UserError('This experiment has no file yet: save it, or choose a file.', 'file');
      if (path === null) return null;
      stop?.abort();
      const { signal } = (stop = new AbortController());
      return service.verify(basename(path), await readChosen(path), { signal, onProgress });
    },
    cancelVerify: () => stop?.abort(),
  };
}
