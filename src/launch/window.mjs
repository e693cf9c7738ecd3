/** Opens the window: in Electron, or in what takes its place. */
import { join } from 'node:path';
import { runHere } from './command.mjs';

/** A program that ends with an error sooner than this has not shown its window. */
const failsWithin = 5000;

/**
 * @typedef {object} Outcome
 * @property {boolean} opened whether there was a window (as far as can be told)
 * @property {number} code exit code
 */

/**
 * @param {string} executable
 * @param {{ projectRoot: string, files: string[] }} options
 * @returns {Promise<Outcome>}
 */
export function openInElectron(executable, { projectRoot, files }) {
  // Chromium's sandbox refuses to work for root on Linux.
  const flags = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const env = { ...process.env };
  delete env['ELECTRON_RUN_AS_NODE'];
  return open(executable, [...flags, builtApp(projectRoot), ...files], env);
}

/**
 * @param {string} reason why it is not Electron itself
 * @param {{ projectRoot: string, files: string[] }} options
 * @returns {Promise<Outcome>}
 */
export function openInBrowser(reason, { projectRoot, files }) {
  const script = join(projectRoot, 'out', 'main', 'chromium', 'electron.js');
  const env = { ...process.env, SADDLESCOPE_FALLBACK_REASON: reason };
  return open(process.execPath, [script, builtApp(projectRoot), ...files], env);
}

/** @param {string} projectRoot */
function builtApp(projectRoot) {
  return join(projectRoot, 'out', 'main', 'index.js');
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Outcome>}
 */
async function open(command, args, env) {
  const started = Date.now();
  let asked = false;
  const byPerson = () => void (asked = true);
  process.on('SIGINT', byPerson).on('SIGTERM', byPerson);
  try {
    const code = await runHere(command, args, { cwd: process.cwd(), env });
    return { opened: code === 0 || asked || Date.now() - started > failsWithin, code };
  } catch {
    // The file is there but cannot be run on this system.
    return { opened: false, code: 1 };
  } finally {
    process.off('SIGINT', byPerson).off('SIGTERM', byPerson);
  }
}
