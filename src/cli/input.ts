import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Opened, Saddlescope } from '../app';
import type { Experiment } from '../model/experiment';
import { largestFile, largestTable, readLimited } from '../files/read-limited';
import { setPlace } from '../model/set-place';
import { UserError } from '../model/user-error';
import { printable } from '../model/printable';
import { endable } from './interruption';

/** Settings of the command line that go over those of the experiment. */
export interface Overrides {
  readonly steps?: number;
  readonly rate?: number;
  readonly seed?: number;
  readonly epsilon?: number;
  /** A `.safetensors` file with the parameters to start from. */
  readonly from?: string;
  /** Assignments to places of the experiment; those that say how a CSV is read count before it is. */
  readonly set?: readonly string[];
}

/**
 * Opens what the EXPERIMENT argument names: a file of any kind, or a built-in experiment. With overrides that change anything, a run that the
 * file holds is dropped, because it is of another experiment.
 */
export async function openInput(
  app: Saddlescope,
  argument: string,
  overrides: Overrides = {},
): Promise<Opened> {
  const opened = await openPlain(app, argument, overrides.set);
  warn(opened.warnings);
  const { experiment } = opened.view;
  const set = changedBy(app, experiment, overrides.set);
  const changed = override(await startedFrom(app, set, overrides.from), overrides);
  if (changed === experiment) return opened;
  await app.closeRun(opened.view.run);
  return { ...opened, view: await app.createRun(app.checkExperiment(changed)), landscape: null };
}

/** Remarks of a file's reader. */
export function warn(warnings: readonly string[]): void {
  for (const warning of warnings) process.stderr.write(`${printable(warning)}\n`);
}

/** The argument names a built-in experiment; a file of that name goes before it. */
export function isBuiltIn(app: Saddlescope, argument: string): boolean {
  return app.templates().some(({ name }) => name === argument) && !existsSync(argument);
}

/**
 * Opens it as it is, but for assignments that say how a CSV is read.
 * @param set those and others, which are for the caller to carry out
 */
export async function openPlain(
  app: Saddlescope,
  argument: string,
  set: readonly string[] = [],
): Promise<Opened> {
  if (isBuiltIn(app, argument)) {
    return { view: await app.createRun(app.template(argument)), landscape: null, warnings: [], kind: 'json' };
  }
  const bytes = await readInput(argument, /\.[ct]sv$/i.test(argument) ? largestTable : undefined);
  return app.open(basename(argument), bytes, { folder: dirname(argument), set });
}

/** The experiment with assignments carried out; the same object where they change nothing. */
export function changedBy(app: Saddlescope, experiment: Experiment, set: readonly string[] = []): Experiment {
  if (set.length === 0) return experiment;
  const changed = set.reduce<unknown>(setPlace, experiment);
  const same = JSON.stringify(changed) === JSON.stringify(experiment);
  return same ? experiment : app.checkExperiment(changed);
}

/**
 * The bytes of a file that a person named. Pipes can be read as well, such as a shell's `<(…)`; devices, which have no end, cannot.
 * @param limit of bytes; what is larger is refused, not read
 * @throws UserError one sentence that names the file
 */
export async function readInput(path: string, limit = largestFile): Promise<Uint8Array> {
  const tooLarge = (has: string) =>
    new UserError(
      `${path}: the file has ${has} bytes; at most ${limit} are read, so use a smaller one.`,
      path,
    );
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new UserError(`${path}: this is a folder; name a file.`, path);
    const piped = found.isFIFO() || path === '/dev/stdin';
    // A device such as /dev/zero has size 0 and no end.
    if (!found.isFile() && !piped)
      throw new UserError(`${path}: this is a device, not a file; name a file.`, path);
    if (found.size > limit) throw tooLarge(String(found.size));
    const bytes = await endable(() => readLimited(path, limit));
    if (bytes === null) throw tooLarge('too many');
    return bytes;
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') {
      throw new UserError(
        `${path}: there is no such file, and no built-in experiment of that name (saddlescope new --list names them).`,
        path,
      );
    }
    if (code === 'EACCES')
      throw new UserError(`${path}: the file may not be read; check its permissions.`, path);
    throw new UserError(`${path}: the file cannot be read (${code ?? 'unknown reason'}).`, path);
  }
}

/** With a push given besides, that goes on top of the parameters. */
export async function startedFrom(
  app: Saddlescope,
  experiment: Experiment,
  path: string | undefined,
): Promise<Experiment> {
  if (path === undefined) return experiment;
  return app.startFrom(experiment, basename(path), await readInput(path));
}

function override(experiment: Experiment, { steps, rate, seed, epsilon }: Overrides): Experiment {
  if ([steps, rate, seed, epsilon].every((value) => value === undefined)) return experiment;
  const { training, initialisation } = experiment;
  return {
    ...experiment,
    training: {
      ...training,
      steps: steps ?? training.steps,
      rule: { ...training.rule, rate: rate ?? training.rule.rate },
    },
    initialisation: {
      ...initialisation,
      seed: seed ?? initialisation.seed,
      perturbation: { ...initialisation.perturbation, size: epsilon ?? initialisation.perturbation.size },
    },
  };
}
