/** Which commit is packaged, and the time that everything in a package carries, so that the same commit gives the same bytes. */
import { spawnSync } from 'node:child_process';
import { lutimesSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../launch/prepare.mjs';

/** @typedef {{ commit: string, changed: boolean, epoch: number }} Commit epoch in seconds, as SOURCE_DATE_EPOCH has it */

/** @param {string[]} args */
function git(...args) {
  const { status, stdout } = spawnSync('git', args, { cwd: projectRoot, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** The first moment that a ZIP can name; for sources that are no checkout. */
const earliest = Date.UTC(1980, 0, 1) / 1000;

/** @returns {Commit} */
export function currentCommit() {
  const commit = git('rev-parse', 'HEAD');
  const asked = process.env['SOURCE_DATE_EPOCH'];
  const epoch = Number(asked || git('log', '-1', '--format=%ct') || earliest);
  return { commit: commit ?? 'unknown', changed: (git('status', '--porcelain') ?? '') !== '', epoch };
}

/**
 * Gives everything below a folder the same time.
 * @param {string} folder
 * @param {number} epoch
 */
export function setTimes(folder, epoch) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) setTimes(path, epoch);
    else lutimesSync(path, epoch, epoch);
  }
  lutimesSync(folder, epoch, epoch);
}
