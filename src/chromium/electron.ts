/**
 * The executable that takes Electron's place where its binary cannot be had: takes Electron's command line and runs the unchanged app in
 * Node, with `electron` implemented on top of an installed Chrome, Chromium or Edge. Playwright drives it like Electron.
 */
import { existsSync } from 'node:fs';
import inspector from 'node:inspector';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { app } from './app';
import { findApp } from './app-paths';
import { type Browser, startBrowser } from './browser';
import { parseCommandLine } from './command-line';
import { installModuleHooks } from './module-hooks';
import { runtime, setRuntime } from './runtime';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function giveUp(error: unknown): never {
  say(`Saddlescope could not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const commandLine = parseCommandLine(args);
  if (commandLine.version)
    return say(`Saddlescope's stand-in for Electron, on Node ${process.versions.node}`);
  if (commandLine.app === null) throw new Error('the path of an app is missing on the command line');
  const found = findApp(commandLine.app);

  let browser: Promise<Browser> | null = null;
  setRuntime({
    commandLine,
    // Not before it is wanted: an app that only answers a command and ends needs none.
    get browser() {
      return (browser ??= watched(startBrowser(commandLine, say)));
    },
  });
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.on(signal, () => process.exit(128 + number));
  }

  // As Electron has it: the executable, then all its arguments.
  process.argv = [process.env['SADDLESCOPE_EXECUTABLE'] || process.argv[1]!, ...args];
  if (commandLine.inspectPort !== null) inspector.open(commandLine.inspectPort);
  // The browser takes longest to start. An app with nothing but files to open will want it; one that is given a command may not.
  if (commandLine.rest.every((word) => existsSync(word))) {
    void runtime().browser;
    // Its process is made before loading modules keeps this one busy.
    await nextTurn();
  }
  installModuleHooks();
  app.begin(found);
  const require = createRequire(import.meta.url);
  for (const module of commandLine.requires) require(resolve(module));
  await import(pathToFileURL(found.main).href);
  // An app that has not ended by now wants windows, if it has not asked for them already.
  void runtime().browser;
  app.becomeReady();
}

/** Tells what takes Electron's place, and ends the program with it: its last window closed, or it crashed; nothing is left to show. */
function watched(browser: Promise<Browser>): Promise<Browser> {
  browser.then(
    ({ name, headless, ended }) => {
      const why = process.env['SADDLESCOPE_FALLBACK_REASON'] || 'the Electron program is not installed';
      say(`Fallback: ${why}; ${name}${headless ? ' (without a window)' : ''} takes its place.`);
      void ended.then(() => app.exit(0));
    },
    (error: unknown) => giveUp(error),
  );
  return browser;
}

main().catch(giveUp);
