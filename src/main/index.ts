/** Electron's main process starts here: for a command of the command line, or for the window. */
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { commandIn, ownArguments } from './command-line';
import { ownDataFolder } from './data-folder';

/** How the program itself is named on a command line from a checkout. */
const own = [fileURLToPath(import.meta.url), app.getAppPath()] as const;
const command = commandIn(ownArguments(process.argv, own, process.cwd()));

// Imported when it is known which is wanted, so that neither pays for the other; Electron waits with being ready until both are through.
if (command !== null) {
  const { main } = await import('../cli/main');
  const code = await main(command);
  // What was written has to reach a pipe before the process ends.
  await new Promise((resolve) => process.stdout.write('', resolve));
  process.exit(code);
} else if (isFirst()) {
  const { openProgram } = await import('./program');
  openProgram(own);
} else app.quit();

/** Whether no window of this person's is open yet; if one is, it has been told what to open. */
function isFirst(): boolean {
  app.setName('Saddlescope');
  app.enableSandbox();
  const folder = ownDataFolder(process.env);
  if (folder) app.setPath('userData', folder);
  return app.requestSingleInstanceLock();
}
