import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Experiment } from '../model/experiment';
import { sweepQuestion } from '../app/wire';

/** Sweeps that are kept; the oldest go first. */
const most = 20;

/**
 * A folder for the sweeps of the window: a file for each question that was asked, with its journal. Where the same is asked again, what was computed is there,
 * also after the machine was switched off in between.
 */
export class SweepFolder {
  /** @param build of the core: another one may give other bits, and would refuse what this one has kept */
  constructor(
    private readonly folder: string,
    private readonly build: string,
  ) {}

  /** The file of an experiment's sweep. What its rows do not depend on has no part in its name. */
  async fileFor(experiment: Experiment): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    const asked = JSON.stringify({ ...sweepQuestion(experiment), build: this.build });
    const hash = createHash('sha256').update(asked).digest('hex').slice(0, 32);
    const file = join(this.folder, `${hash}.saddle`);
    await this.#tidy(hash);
    return file;
  }

  async #tidy(current: string): Promise<void> {
    const names = await readdir(this.folder);
    const times = await Promise.all(
      names.map(async (name) => ({
        name,
        time: (await stat(join(this.folder, name)).catch(() => null))?.mtimeMs ?? 0,
      })),
    );
    const newest = new Map<string, number>();
    for (const { name, time } of times) {
      const hash = name.split('.')[0]!;
      newest.set(hash, Math.max(time, newest.get(hash) ?? 0));
    }
    newest.delete(current);
    const old = [...newest].sort(([, one], [, other]) => other - one).slice(most - 1);
    for (const [hash] of old)
      for (const name of names.filter((other) => other.startsWith(`${hash}.`)))
        await rm(join(this.folder, name), { force: true }).catch(() => undefined);
  }
}
