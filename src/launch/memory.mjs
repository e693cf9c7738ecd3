/** What the last start found out the slow way: that Electron could not be had. Forgotten after a day, or when asked to try again. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const day = 24 * 60 * 60 * 1000;

/** @param {string} projectRoot */
const file = (projectRoot) => join(projectRoot, 'out', 'launch.json');

/**
 * Why Electron could not be used, or null when that is not known (any more).
 * @param {string} projectRoot
 * @param {boolean} installed whether Electron is there now: then that it could not be fetched no longer counts, that it did not run does
 * @returns {string | null}
 */
export function rememberedRefusal(projectRoot, installed) {
  if (!existsSync(file(projectRoot))) return null;
  try {
    const { electronRefused, wasInstalled, at } = JSON.parse(readFileSync(file(projectRoot), 'utf8'));
    const age = Date.now() - Date.parse(at);
    const counts = wasInstalled === installed && age >= 0 && age < day;
    return counts && typeof electronRefused === 'string' ? electronRefused : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} projectRoot
 * @param {string} reason
 * @param {boolean} wasInstalled
 */
export function rememberRefusal(projectRoot, reason, wasInstalled) {
  mkdirSync(dirname(file(projectRoot)), { recursive: true });
  writeFileSync(
    file(projectRoot),
    `${JSON.stringify({ electronRefused: reason, wasInstalled, at: new Date().toISOString() }, null, 2)}\n`,
  );
}

/** @param {string} projectRoot */
export function forget(projectRoot) {
  rmSync(file(projectRoot), { force: true });
}
