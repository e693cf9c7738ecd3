/** The executable that takes Electron's place, laid out as a distribution of Electron: a folder with `electron` in it. */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the executable where it is missing or belongs to another Node.
 * @param {string} projectRoot
 * @returns {string} the folder, as `ELECTRON_OVERRIDE_DIST_PATH` wants it
 */
export function standInFolder(projectRoot) {
  const folder = join(projectRoot, 'out', 'chromium', 'dist');
  const script = join(projectRoot, 'out', 'main', 'chromium', 'electron.js');
  const shell = `#!/bin/sh
# Takes Electron's place; see src/chromium.
export SADDLESCOPE_EXECUTABLE="$0"
exec ${quoteForShell(process.execPath)} ${quoteForShell(script)} "$@"
`;
  const windows = `@echo off\r\n"${process.execPath}" "${script}" %*\r\n`;
  mkdirSync(folder, { recursive: true });
  writeExecutable(join(folder, 'electron'), shell);
  writeExecutable(join(folder, 'electron.cmd'), windows);
  return folder;
}

/** @param {string} text */
function quoteForShell(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * @param {string} path
 * @param {string} text
 */
function writeExecutable(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  // Renamed into place: a second launcher never sees half a file.
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  chmodSync(temporary, 0o755);
  renameSync(temporary, path);
}
