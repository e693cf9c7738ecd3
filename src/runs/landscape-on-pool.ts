import type { Problem } from '../core/contract';
import { type LandscapeGrid, type LandscapeTiling, tilingOf } from './landscape-tiles';
import { packTimed, type PackedState } from './packed-state';
import type { WorkerPool } from './pool';
import { SharedTiles } from './shared-tiles';

/** How often progress is reported: as often as a screen could show it. */
const progressMilliseconds = 33;

/** Which problem each batch thread was last given; a thread keeps one. */
const lastProblem = new WeakMap<object, string>();

/** A problem under a name of its own, so that a thread that knows it is not sent it again. */
export interface NamedProblem {
  readonly key: string;
  readonly problem: Problem;
  readonly parameterCount: number;
}

/** Where a landscape that is cut in some way is kept as far as it is. */
export type TilesKeeping = (tiling: LandscapeTiling) => {
  /** What was kept of it. */
  readonly begun: Uint8Array | null;
  /** Told where it goes on from there. @param done tiles that were there */
  readonly onGoingOn: (done: number, total: number) => void;
  /** Asks for it, as far as it is, whenever it likes. @returns ends that */
  readonly watch: (save: () => PackedState) => () => Promise<void>;
};

export interface GridOptions {
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
  readonly keeping?: TilesKeeping | undefined;
}

/**
 * The quantity on the whole grid, betas × alphas, by the batch threads of a pool, which take the tiles from shared memory. The values don't
 * depend on the tiles or the number of threads. Rejects with the signal's reason when it is aborted.
 */
export async function landscapeOnPool(
  pool: WorkerPool,
  { key, problem, parameterCount }: NamedProblem,
  grid: LandscapeGrid,
  { onProgress, signal, keeping }: GridOptions = {},
): Promise<Float64Array> {
  signal?.throwIfAborted();
  const tiling = tilingOf(grid, parameterCount, problem.train.count);
  const tiles = SharedTiles.create(tiling.tiles, grid.alphas.length * grid.betas.length);
  const place = keeping?.(tiling);
  if (place?.begun && tiles.restore(place.begun) && tiles.done > 0) place.onGoingOn(tiles.done, tiling.tiles);
  const unwatch = place?.watch(() => packTimed(() => tiles.save()));
  const report = () => onProgress?.(tiles.done, tiling.tiles);
  const cancel = () => tiles.cancel();
  const timer = setInterval(report, progressMilliseconds);
  signal?.addEventListener('abort', cancel);
  try {
    await pool.everywhere(tiling.tiles, async (worker) => {
      const known = lastProblem.get(worker) === key;
      lastProblem.set(worker, key);
      const request = {
        problemKey: key,
        problem: known ? null : problem,
        grid,
        tiling,
        shared: tiles.handle,
      };
      try {
        await worker.call('tiles', [request]);
      } catch (error) {
        lastProblem.delete(worker);
        throw error;
      }
    });
    signal?.throwIfAborted();
  } finally {
    cancel();
    clearInterval(timer);
    signal?.removeEventListener('abort', cancel);
    await unwatch?.();
  }
  report();
  // A copy: what is kept and sent to the window is ordinary memory.
  return Float64Array.from(tiles.values);
}
