/** Electron's main process starts here: for a command of the command line, or for the window. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { commandIn, ownArguments } from './command-line';
import { programWords } from './program-words';
import { type DataFolders, makeDataFolders, portableFolder } from './data-folder';
import { sandboxProblem } from './sandbox';

const portable = portableFolder(process.env);
if (portable !== undefined) process.chdir(portable);

/** How the program itself is named on a command line from a checkout. */
const own = [fileURLToPath(import.meta.url), app.getAppPath()] as const;
const command = commandIn(ownArguments(process.argv, own, process.cwd()));

// Imported when it is known which is wanted, so that neither pays for the other; Electron waits with being ready until both are through.
if (command !== null) {
  const { main } = await import('../cli/main');
  const code = await main(
    command,
    programWords({
      execPath: process.execPath,
      executable: process.argv[0]!,
      platform: process.platform,
      env: process.env,
      packaged: app.isPackaged,
      scripts: dirname(own[0]),
      folder: own[1],
    }),
  );
  // What was written has to reach a pipe before the process ends.
  await new Promise((resolve) => process.stdout.write('', resolve));
  process.exit(code);
} else {
  const folders = prepareFolders();
  // If a window of this person's is open, it is told what to open.
  if (app.requestSingleInstanceLock()) {
    const { openProgram } = await import('./program');
    openProgram(own, folders);
  } else app.quit();
}

function prepareFolders(): DataFolders {
  app.setName('Saddlescope');
  app.enableSandbox();
  const folders = makeDataFolders({
    env: process.env,
    platform: process.platform,
    settings: app.getPath('appData'),
    temporary: app.getPath('temp'),
    user: process.getuid?.(),
  });
  app.setPath('userData', folders.machine);
  const problems = [folders.problem, sandboxProblem(process.argv, process.env)].filter((it) => it !== null);
  return { ...folders, problem: problems.join(' ') || null };
}
