import { gridAxis } from '../analysis/grid';
import type { Landscape } from '../analysis/landscape';
import type { LandscapeSpec } from '../model/experiment';
import { UserError } from '../model/user-error';
import { landscapeOnPool } from '../runs/landscape-on-pool';
import type { WorkerPool } from '../runs/pool';
import type { JobOptions } from './contract';
import { landscapeKeeping } from './landscape-keeping';
import type { RunHost } from './run-host';

/** Computes a run's landscape: the plane and the path on the run's own thread, the grid on the pool. */
export async function computeLandscape(
  host: RunHost,
  settings: LandscapeSpec,
  pool: WorkerPool,
  { onProgress, signal, kept }: JobOptions,
): Promise<Landscape> {
  const started = performance.now();
  const answer = await host.worker.call('plane', [settings]);
  const { plane, trajectory } = answer;
  const { quantity } = settings;
  const alphas = gridAxis(settings.resolution, settings.span, trajectory);
  const betas = alphas.slice();
  const { centreTheta: centre, first, second } = plane;
  const problem = { key: host.id, problem: host.setup.problem, parameterCount: host.parameterCount };
  const grid = { centre, first, second, alphas, betas, quantity };
  try {
    const values = await landscapeOnPool(pool, problem, grid, {
      signal,
      keeping: kept && landscapeKeeping(kept, problem.problem, grid),
      onProgress: (done, total) => onProgress?.({ done, total, task: 'landscape' }),
    });
    const milliseconds = performance.now() - started;
    return { ...answer, quantity, alphas, betas, values, settings, milliseconds };
  } catch (error) {
    if (signal?.aborted) throw new UserError('The landscape was cancelled.', 'cancelled');
    throw error;
  }
}
