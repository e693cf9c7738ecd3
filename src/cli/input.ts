import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Opened, Saddlescope } from '../app';
import type { Experiment } from '../model/experiment';
import { UserError } from '../model/user-error';
import { printable } from '../model/printable';

/** Larger files are not experiments; checked before memory is taken. */
const largestFile = 1024 * 2 ** 20;

/** Settings of the command line that go over those of the experiment. */
export interface Overrides {
  readonly steps?: number;
  readonly rate?: number;
  readonly seed?: number;
  readonly epsilon?: number;
  /** A `.safetensors` file with the parameters to start from. */
  readonly from?: string;
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
  const opened = await openPlain(app, argument);
  for (const warning of opened.warnings) process.stderr.write(`${printable(warning)}\n`);
  const { experiment } = opened.view;
  const changed = override(await startedFrom(app, experiment, overrides.from), overrides);
  if (changed === experiment) return opened;
  await app.closeRun(opened.view.run);
  return { ...opened, view: await app.createRun(app.checkExperiment(changed)), landscape: null };
}

/** The argument names a built-in experiment; a file of that name goes before it. */
export function isBuiltIn(app: Saddlescope, argument: string): boolean {
  return app.templates().some(({ name }) => name === argument) && !existsSync(argument);
}

async function openPlain(app: Saddlescope, argument: string): Promise<Opened> {
  if (isBuiltIn(app, argument)) {
    return { view: await app.createRun(app.template(argument)), landscape: null, warnings: [], kind: 'json' };
  }
  return app.open(basename(argument), await readInput(argument), { folder: dirname(argument) });
}

export async function readInput(path: string): Promise<Uint8Array> {
  try {
    const found = await stat(path);
    // A device such as /dev/zero has size 0 and no end.
    if (found.isCharacterDevice() && path !== '/dev/stdin')
      throw new UserError(`${path}: this is a device, not a file; name a file.`, path);
    const { size } = found;
    if (size > largestFile)
      throw new UserError(`${path}: the file has ${size} bytes; at most ${largestFile} are read.`, path);
    return await readFile(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') {
      throw new UserError(
        `${path}: there is no such file, and no built-in experiment of that name (saddlescope new --list names them).`,
        path,
      );
    }
    if (code === 'EISDIR') throw new UserError(`${path}: this is a folder; name a file.`, path);
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
