import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { start } from './launch';

/** How often a command that takes so many milliseconds can be killed after each start without coming to its end: twice where the machine is not too fast. */
function killsIn(calm: number): number {
  if (calm < 2000) throw new Error(`The command takes only ${calm} ms: make it longer.`);
  return calm < 8000 ? 1 : 2;
}

/**
 * Milliseconds that may lie between the last writing and a kill: a second, and what the machine takes to write. Where it does so much else that the command takes long, all of that takes longer.
 * The first kill waits at least as long, so that a command which writes once alone is seen.
 */
const mostLost = (calm: number): number => Math.max(2500, calm / 3);

interface Place {
  readonly folder: string;
  readonly output: string;
  /** Milliseconds that the command takes where nothing disturbs it. */
  readonly calm: number;
  /** How often it has kept something new before it is killed. A command that trains first has kept something of what follows at the second time. */
  readonly writings?: number | undefined;
}

/**
 * Starts a command and kills it (SIGKILL) at a random moment after it has kept something new.
 * What had its end before, since the machine has less to do than it had, is begun anew and killed sooner.
 * @param least milliseconds that it waits before that, unless the command is over by then
 * @returns milliseconds between the last writing and the end
 * @throws where it ended by itself each time
 */
async function killed(args: readonly string[], place: Place, least: number): Promise<number> {
  for (const share of [1 / 2, 1 / 4, 1 / 8, 0]) {
    const most = place.calm * share;
    const shortest = Math.min(least, most);
    const since = await killedAfter(args, place, shortest + (most - shortest) * Math.random());
    if (since !== null) return since;
    rmSync(join(place.folder, place.output));
  }
  throw new Error('The command ended before it was killed, each time.');
}

/** @returns null where it ended before */
async function killedAfter(
  args: readonly string[],
  { folder, output, writings = 1 }: Place,
  milliseconds: number,
): Promise<number | null> {
  const written = () =>
    statSync(join(folder, `${output}.unfinished`), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  let last = written();
  const { child, outcome } = start(args, { cwd: folder });
  for (let seen = 0; seen < writings && child.exitCode === null;) {
    await sleep(20);
    const newest = written();
    if (newest > last) {
      seen++;
      last = newest;
    }
  }
  await sleep(milliseconds);
  child.kill('SIGKILL');
  await outcome;
  return child.exitCode === null ? Date.now() - written() : null;
}

/**
 * Kills a command at random moments, as often as it is long enough for: each time at most about a second of its work is lost, and nothing is written yet.
 * @param place its `calm` is measured by `timed`
 */
export async function killedAgainAndAgain(args: readonly string[], place: Place): Promise<void> {
  const most = mostLost(place.calm);
  for (let kill = 0; kill < killsIn(place.calm); kill++) {
    expect(await killed(args, place, kill === 0 ? most : 0)).toBeLessThan(most);
    expect(existsSync(join(place.folder, place.output))).toBe(false);
  }
}

/** @returns what it answers, and the milliseconds that it takes */
export async function timed<T>(
  work: () => Promise<T>,
): Promise<{ readonly answer: T; readonly took: number }> {
  const from = performance.now();
  const answer = await work();
  return { answer, took: performance.now() - from };
}
