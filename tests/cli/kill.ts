import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cli } from './launch';

/** How often a command that takes so many milliseconds can be killed about a second after each start without coming to its end: twice where the machine is not too fast. */
export function killsIn(calm: number): number {
  if (calm < 2000) throw new Error(`The command takes only ${calm} ms: make it longer.`);
  return calm < 5000 ? 1 : 2;
}

/**
 * Starts a command and kills it (SIGKILL) at a random moment after it has kept something new.
 * @param calm milliseconds that it takes where nothing disturbs it
 * @returns milliseconds between the last writing and the end
 * @throws where it ended by itself
 */
export async function killed(
  args: readonly string[],
  {
    folder,
    unfinished,
    calm,
  }: { readonly folder: string; readonly unfinished: string; readonly calm: number },
): Promise<number> {
  const written = () => statSync(join(folder, unfinished), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const before = written();
  const child = spawn(process.execPath, [cli, ...args], { cwd: folder, stdio: 'ignore' });
  const gone = new Promise((ended) => child.once('close', ended));
  while (written() === before && child.exitCode === null) await sleep(20);
  await sleep((calm / 6) * Math.random());
  child.kill('SIGKILL');
  await gone;
  if (child.exitCode !== null) throw new Error('The command ended before it was killed.');
  return Date.now() - written();
}

/** @returns what it answers, and the milliseconds that it takes */
export async function timed<T>(
  work: () => Promise<T>,
): Promise<{ readonly answer: T; readonly took: number }> {
  const from = performance.now();
  const answer = await work();
  return { answer, took: performance.now() - from };
}
