import { gridAxis } from '../analysis/grid';
import type { Landscape } from '../analysis/landscape';
import type { LandscapeSpec } from '../model/experiment';
import { UserError } from '../model/user-error';
import type { WorkerPool } from '../runs/pool';
import type { JobOptions } from './contract';
import type { RunHost } from './run-host';

/** A tile of about this many parameter–sample products takes some 5–15 ms: long against a message, short against a pause. */
const tileWork = 4e7;

/** Which problem each batch thread was last given; a thread keeps one. */
const lastProblem = new WeakMap<object, string>();

/**
 * Computes a run's landscape on the pool: the plane and the path on the run's own thread, the grid in tiles of whole rows. The values don't
 * depend on the tiles or the number of threads.
 */
export async function computeLandscape(
  host: RunHost,
  settings: LandscapeSpec,
  pool: WorkerPool,
  { onProgress, signal }: JobOptions,
): Promise<Landscape> {
  const started = performance.now();
  const answer = await host.worker.call('plane', [settings]);
  const { plane, trajectory } = answer;
  const alphas = gridAxis(settings.resolution, settings.span, trajectory);
  const betas = alphas.slice();
  const { problem } = host.setup;
  const rows = Math.max(
    1,
    Math.floor(tileWork / (host.parameterCount * problem.train.count * alphas.length)),
  );
  const tiles = Math.ceil(betas.length / rows);
  const values = new Float64Array(alphas.length * betas.length);
  try {
    await pool.spread(
      tiles,
      async (worker, index) => {
        const known = lastProblem.get(worker) === host.id;
        lastProblem.set(worker, host.id);
        const tile = await worker.call('tile', [
          {
            problemKey: host.id,
            problem: known ? null : problem,
            centre: plane.centreTheta,
            first: plane.first,
            second: plane.second,
            alphas,
            betas: betas.slice(index * rows, (index + 1) * rows),
            quantity: settings.quantity,
          },
        ]);
        values.set(tile, index * rows * alphas.length);
      },
      {
        signal,
        onDone: (done) => onProgress?.({ done, total: tiles, task: 'landscape' }),
      },
    );
  } catch (error) {
    if (signal?.aborted) throw new UserError('The landscape was cancelled.', 'cancelled');
    throw error;
  }
  return {
    ...answer,
    quantity: settings.quantity,
    alphas,
    betas,
    values,
    milliseconds: performance.now() - started,
  };
}
