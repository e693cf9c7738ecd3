import { parentPort, workerData } from 'node:worker_threads';
import { loadCore, type Problem } from '../../src/core';
import { SharedTiles, type SharedTilesHandle } from '../../src/runs/shared-tiles';

/** A thread that trains parts of an ensemble: it takes so many members at a time from shared memory and writes their last θ there. */

export interface EnsembleRequest {
  readonly problem: Problem;
  /** members × parameters, row-major. */
  readonly starts: Float64Array;
  readonly members: number;
  readonly rate: number;
  readonly steps: number;
  /** Members in a tile. */
  readonly together: number;
  readonly shared: SharedTilesHandle;
}

const port = parentPort!;
const core = loadCore((workerData as { module: WebAssembly.Module }).module);

port.on('message', ({ problem, starts, members, rate, steps, together, shared }: EnsembleRequest) => {
  const tiles = new SharedTiles(shared);
  const parameters = starts.length / members;
  const rule = { name: 'gradient-descent', rate } as const;
  for (let tile = tiles.take(); tile !== null; tile = tiles.take()) {
    const from = tile * together * parameters;
    const part = starts.slice(from, from + together * parameters);
    const ensemble = core.ensemble(problem, { members: part.length / parameters, starts: part, rule });
    ensemble.advance(steps);
    tiles.values.set(ensemble.thetas(), from);
    tiles.finish(tile);
  }
  port.postMessage('done');
});
