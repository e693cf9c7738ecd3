/** Closing with unsaved changes: asks, and goes on with what was under way (closing the window, or quitting). */
import { app, type BrowserWindow } from 'electron';
import { toWireError } from './answers';
import { askAboutChanges } from './dialogs';
import type { WindowDocument } from './document';
import type { DocumentFiles } from './document-files';
import type { SendEvent } from './wire';

let quitting = false;

/** Remembers that a refused close was part of quitting. */
export function watchQuitting(): void {
  app.on('before-quit', () => (quitting = true));
}

/**
 * Whether the document may be replaced or closed: asks where changes would be lost, and saves when that is the answer.
 * A failing save is told in the window, and the document stays.
 */
export async function mayLeave(
  window: BrowserWindow,
  document: WindowDocument,
  files: DocumentFiles,
  send: SendEvent,
): Promise<boolean> {
  if (!document.state.dirty) return true;
  const answer = await askAboutChanges(window, document.state.fileName ?? (await document.suggestedName()));
  if (answer !== 'save') return answer === 'discard';
  try {
    return (await files.save()) !== null;
  } catch (error) {
    send('failed', toWireError(error));
    return false;
  }
}

export function guardClosing(
  window: BrowserWindow,
  document: WindowDocument,
  files: DocumentFiles,
  send: SendEvent,
): void {
  let allowed = false;
  let asking = false;
  window.on('close', (event) => {
    if (allowed || !document.state.dirty) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    void mayLeave(window, document, files, send)
      .then((leave) => {
        const wasQuitting = quitting;
        if (!leave) {
          quitting = false;
          return;
        }
        allowed = true;
        window.close();
        if (wasQuitting) app.quit();
      })
      .finally(() => (asking = false));
  });
}
