/** Electron's own program: where it is, whether it can be had, and fetching it. The package of that name holds only its types and a downloader. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runHere } from './command.mjs';
import { say } from './say.mjs';

const releases = 'https://github.com/electron/electron/releases/download/';
/** Longer than this, and a person wonders whether anything happens. */
const patience = 3000;

/** @param {string} projectRoot */
const packageFolder = (projectRoot) => join(projectRoot, 'node_modules', 'electron');

/** What the program is called inside a distribution. */
function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * Path of the program, or null where it is not installed.
 * @param {string} projectRoot
 * @param {NodeJS.ProcessEnv} [env]
 */
export function installedElectron(projectRoot, env = process.env) {
  const exact = env['ELECTRON_EXEC_PATH'];
  if (exact) return existsSync(exact) ? exact : null;
  const folder = env['ELECTRON_OVERRIDE_DIST_PATH'] || join(packageFolder(projectRoot), 'dist');
  const path = join(folder, executableName());
  return existsSync(path) ? path : null;
}

/**
 * Whether a download has a chance, decided within three seconds: it lies in Electron's cache already, or the server answers.
 * @param {string} projectRoot
 */
export async function downloadPossible(projectRoot) {
  if (inCache(projectRoot)) return true;
  const address = process.env['ELECTRON_MIRROR'] || process.env['npm_config_electron_mirror'] || releases;
  try {
    // Any answer will do; a name that can't be resolved, a refused or a silent connection will not.
    const { status } = await fetch(address, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    return status < 500;
  } catch {
    return false;
  }
}

/** @param {string} projectRoot */
function inCache(projectRoot) {
  const manifest = join(packageFolder(projectRoot), 'package.json');
  if (!existsSync(manifest)) return false;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const archive = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  const folder = process.env['electron_config_cache'] || usualCache();
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { withFileTypes: true }).some(
    (entry) => entry.isDirectory() && existsSync(join(folder, entry.name, archive)),
  );
}

function usualCache() {
  if (process.platform === 'win32')
    return join(process.env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local'), 'electron', 'Cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'electron');
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'electron');
}

/**
 * Downloads the program with the package's own installer, which checks its sum.
 * @param {string} projectRoot
 * @returns {Promise<boolean>} whether it is there now
 */
export async function downloadElectron(projectRoot) {
  say('Downloading Electron (first time only, about 120 MB) …');
  const started = Date.now();
  const sign = setInterval(
    () => say(`  still at it after ${Math.round((Date.now() - started) / 1000)} s`),
    10_000,
  );
  const code = await runHere(process.execPath, [join(packageFolder(projectRoot), 'install.js')], {
    cwd: projectRoot,
  });
  clearInterval(sign);
  return code === 0 && installedElectron(projectRoot) !== null;
}
