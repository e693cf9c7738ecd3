import type { Landscape } from '../analysis/landscape';
import type { Arrays } from '../files/arrays-by-name';
import { arrayDifferences } from '../files/array-differences';
import type { NpyArray } from '../files/npy';
import type { SaddleResults } from '../files/saddle-file';
import { packRun } from '../files/stored-run';
import type { Experiment } from '../model/experiment';
import { limits } from '../model/limits';
import { parseExperiment } from '../model/schema';
import { UserError } from '../model/user-error';
import { landscapeOnPool } from '../runs/landscape-on-pool';
import type { WorkerPool } from '../runs/pool';
import type { JobOptions } from './contract';
import type { RunMaker } from './keep-run';
import { computeLandscape } from './landscape-job';
import { inFile } from './open-file';
import type { RunHost } from './run-host';
import { toStored } from './stored-run';
import { scalar, sizeOf, type VerifiedPart } from './verify-part';

/** Arrays that say where a landscape was sampled and what the run's path in it was. */
const frameOfLandscape = /^(landscape_(alphas|betas|centre|first|second)|trajectory_\w+)$/;

/**
 * Runs an experiment again, as far as the file's run had come, and compares every array and every scalar with the file, bit for bit.
 * @throws UserError where the run is longer than any can be, and with the place `cancelled` where the signal aborts
 */
export async function verifyRun(
  name: string,
  experiment: Experiment,
  results: SaddleResults,
  arrays: Arrays,
  { pool, runs }: { readonly pool: WorkerPool; readonly runs: RunMaker },
  { onProgress, signal }: JobOptions,
): Promise<VerifiedPart> {
  if (results.step > limits.steps)
    throw new UserError(
      `${name}: the run claims ${results.step} steps; at most ${limits.steps} are possible.`,
      name,
    );
  const host = await runs.start(experiment, null);
  try {
    const again = await runAgain(host, experiment, results, arrays, pool, { onProgress, signal });
    if (signal?.aborted) throw new UserError(`${name} was not verified: stopped.`, 'cancelled');
    const computed = { ...again.arrays, ...scalarArrays(again.results) };
    const given = new Set(again.taken);
    const checked = Object.fromEntries(Object.entries(computed).filter(([key]) => !given.has(key)));
    return {
      ...sizeOf(checked),
      differences: arrayDifferences({ ...arrays, ...scalarArrays(results) }, checked),
      unchecked: again.taken.map((array) => ({
        array,
        why: 'the file does not say how it was asked for',
      })),
      names: new Set(Object.keys(again.arrays)),
    };
  } finally {
    await runs.close(host);
  }
}

interface RunAgain {
  readonly results: SaddleResults;
  readonly arrays: Arrays;
  /** Arrays that could only be taken from the file. */
  readonly taken: readonly string[];
}

/** Trains as far as the file's run was, stopping where it had its landscape computed. */
async function runAgain(
  host: RunHost,
  experiment: Experiment,
  results: SaddleResults,
  arrays: Arrays,
  pool: WorkerPool,
  { onProgress, signal }: JobOptions,
): Promise<RunAgain> {
  // A run diverges in the step after the last one that counts.
  const end = results.step + (results.status === 'diverged' ? 1 : 0);
  const tell = (done: number): void =>
    onProgress?.({ done: Math.min(done, end), total: end, task: 'verify' });
  const trainTo = async (target: number): Promise<void> => {
    const from = host.view().step;
    if (target <= from || signal?.aborted) return;
    await host.train({
      steps: target - from,
      ...(signal ? { signal } : {}),
      onProgress: ({ done }) => tell(from + done),
    });
  };
  let taken: string[] = [];
  const { landscape } = results;
  if (landscape !== null) {
    await trainTo(landscapeStep(arrays, end));
    if (landscape.settings !== undefined) {
      const { settings } = landscape;
      const asked = inFile('results.landscape.settings', () =>
        parseExperiment({ ...experiment, landscape: settings }),
      );
      host.landscape = await computeLandscape(host, asked.landscape, pool, { signal });
    } else {
      host.landscape = await sampledAgain(host, arrays, landscape, pool, signal);
      taken = Object.keys(arrays).filter((array) => frameOfLandscape.test(array));
      if (host.landscape === null) taken.push('landscape_values');
    }
  }
  await trainTo(end);
  const stored = toStored(host, await host.worker.call('record', []));
  const packed = packRun(stored);
  return { results: packed.results!, arrays: packed.arrays, taken };
}

/** The step at which the landscape was computed: where its path ended. */
function landscapeStep({ trajectory_steps, checkpoint_steps }: Arrays, end: number): number {
  const last = Number(trajectory_steps?.data.at(-1) ?? end);
  const newest = Number(checkpoint_steps?.data.at(-1) ?? end);
  return last === newest || !(last >= 0 && last < end) ? end : last;
}

/** A landscape of a file that does not keep its settings: the same grid and plane, the values anew. Null where the file's arrays do not fit. */
async function sampledAgain(
  host: RunHost,
  arrays: Arrays,
  scalars: NonNullable<SaddleResults['landscape']>,
  pool: WorkerPool,
  signal: AbortSignal | undefined,
): Promise<Landscape | null> {
  const vector = (key: string): Float64Array =>
    arrays[key]?.data instanceof Float64Array ? arrays[key].data : new Float64Array(0);
  const alphas = vector('landscape_alphas');
  const betas = vector('landscape_betas');
  const centreTheta = vector('landscape_centre');
  const first = vector('landscape_first');
  const second = vector('landscape_second');
  const { parameterCount } = host;
  if ([centreTheta, first, second].some(({ length }) => length !== parameterCount)) return null;
  if (alphas.length * betas.length === 0 || alphas.length * betas.length > 2001 ** 2) return null;
  const { quantity, centreValue, origin, plane } = scalars;
  const problem = { key: host.id, problem: host.setup.problem, parameterCount };
  const values = await landscapeOnPool(
    pool,
    problem,
    { centre: centreTheta, first, second, alphas, betas, quantity },
    { signal },
  ).catch((error: unknown) => {
    if (signal?.aborted) throw new UserError('The landscape was cancelled.', 'cancelled');
    throw error;
  });
  const path = (key: string): Float64Array => vector(`trajectory_${key}`);
  return {
    quantity,
    centreValue,
    origin,
    plane: { ...plane, centreTheta, first, second },
    alphas,
    betas,
    values,
    trajectory: {
      steps: path('steps'),
      alpha: path('alpha'),
      beta: path('beta'),
      distance: path('distance'),
      loss: path('loss'),
      planeLoss: path('plane_value'),
    },
    milliseconds: 0,
  };
}

/** Every number of `results` as an array of one entry, named by its place. Settings are part of the question. */
function scalarArrays(results: SaddleResults): Record<string, NpyArray> {
  const found: Record<string, NpyArray> = {};
  const visit = (place: string, value: unknown): void => {
    if (typeof value === 'number') found[place] = scalar(value);
    else if (typeof value === 'object' && value !== null)
      for (const [key, part] of Object.entries(value)) if (key !== 'settings') visit(`${place}.${key}`, part);
  };
  visit('results', results);
  return found;
}
