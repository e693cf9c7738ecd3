import type { Problem } from '../core/contract';
import type { TilesKeeping } from '../runs/landscape-on-pool';
import type { LandscapeGrid } from '../runs/landscape-tiles';
import type { KeptWork } from './contract';
import { lastingIdentityOf } from './identity';
import { noteParts } from './part-keeping';

/** Keeps a landscape as far as it is; it is known by every number that it is computed from. */
export const landscapeKeeping =
  (kept: KeptWork, problem: Problem, grid: LandscapeGrid): TilesKeeping =>
  (tiling) => {
    const question = {
      get problem() {
        return lastingIdentityOf(problem);
      },
      grid,
      tiling,
    };
    const job = kept.job('landscape', question);
    return {
      begun: job.found(0),
      onGoingOn: (done, total) => noteParts(kept, 'landscape', done, total),
      watch: (save) => job.watch(0, async () => save()),
    };
  };
