import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { core, type Precision } from '../../src/core';
import { SharedTiles } from '../../src/runs/shared-tiles';
import { bundle } from '../bundle';
import { here, type Contender } from './contender';
import type { EnsembleRequest } from './ensemble-thread';
import { problemOf, type EnsembleWork } from './work';

/** Members that a thread takes at a time, whole groups of vectors of parameter lanes. Every tile costs an instance of its own, some 0.7 ms: two tiles, then. */
const TOGETHER = 512;

let program: Promise<string> | undefined;

/** The ensemble on threads that share one compiled module, as they share the tiles of a landscape. */
export function oursOnThreads(work: EnsembleWork, precision: Precision, workers: number): Contender {
  const members = work.thetas.length;
  const starts = Float64Array.from(work.thetas.flat());
  const request = {
    problem: problemOf(work, precision),
    starts,
    members,
    rate: work.rate,
    steps: work.steps,
  };
  let threads: Worker[] = [];
  let thetas: Float64Array = new Float64Array();
  const started = async (): Promise<Worker[]> => {
    program ??= bundle(new URL('ensemble-thread.ts', import.meta.url), 'ensemble-thread');
    const file = await program;
    const start = (): Worker => new Worker(file, { workerData: { module: core().module } });
    if (threads.length === 0) threads = Array.from({ length: workers }, start);
    return threads;
  };
  const run = async (trainings: number): Promise<void> => {
    for (let i = 0; i < trainings; i += members) {
      const tiles = SharedTiles.create(Math.ceil(members / TOGETHER), starts.length);
      const message: EnsembleRequest = { ...request, together: TOGETHER, shared: tiles.handle };
      const answers = (await started()).map(async (thread) => {
        const answer = once(thread, 'message');
        thread.postMessage(message);
        await answer;
      });
      await Promise.all(answers);
      thetas = Float64Array.from(tiles.values);
    }
  };
  const name = `ours ${precision}, ${workers} ${workers === 1 ? 'worker' : 'workers'}`;
  const close = (): void => threads.forEach((thread) => void thread.terminate());
  return here({ name, precision, workers, grain: members }, run, () => thetas, close);
}
