import { type Claim, type CellAnswer, type CellPlace, cellsOf, type ClaimResult, judge } from '../claims';
import type { Arithmetic } from '../core/contract';
import { UserError } from '../model/user-error';
import type { WorkerPool } from '../runs/pool';
import type { JobOptions } from './contract';

/**
 * Measures the cells of claims on the pool and decides each claim as soon as its cells are there. A cell that several claims read is measured once. The answers do
 * not depend on the number of threads.
 */
export async function decideClaims(
  claims: readonly Claim[],
  arithmetic: Arithmetic,
  pool: WorkerPool,
  { onProgress, signal, onDecided }: JobOptions & { readonly onDecided?: (result: ClaimResult) => void },
): Promise<ClaimResult[]> {
  const placesOf = claims.map((claim) => cellsOf(claim, arithmetic));
  const unique = new Map<string, CellPlace>();
  for (const place of placesOf.flat()) unique.set(keyOf(place), place);
  const jobs = [...unique.values()];
  const answers = new Map<string, CellAnswer>();
  const cancelled = new SharedArrayBuffer(4);
  const cancel = () => void Atomics.store(new Int32Array(cancelled), 0, 1);
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel);
  const results: (ClaimResult | undefined)[] = claims.map(() => undefined);
  const shares = jobs.map(() => 0);
  const tell = () => {
    const done = shares.reduce((sum, share) => sum + share, 0);
    onProgress?.({
      done,
      total: jobs.length,
      task: claims.length === 1 ? `claim ${claims[0]!.id}` : 'claims',
    });
  };
  const decide = () =>
    claims.forEach((claim, i) => {
      const places = placesOf[i]!;
      if (results[i] !== undefined || !places.every((place) => answers.has(keyOf(place)))) return;
      results[i] = judge(
        claim,
        places,
        places.map((place) => answers.get(keyOf(place))!),
      );
      onDecided?.(results[i]);
    });
  try {
    await pool.spread(
      jobs.length,
      async (worker, index) => {
        const place = jobs[index]!;
        const { experiment, cell } = place;
        const answer = await worker.call('cell', [{ experiment: experiment.id, cell, cancelled }], {
          progress: (share) => {
            shares[index] = Math.min(1, share);
            tell();
          },
        });
        answers.set(keyOf(place), answer);
        shares[index] = 1;
        tell();
        decide();
      },
      { signal },
    );
    return results as ClaimResult[];
  } catch (error) {
    cancel();
    if (signal?.aborted) throw new UserError('The claims were cancelled.', 'cancelled');
    throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

const keyOf = ({ experiment, index }: CellPlace) => `${experiment.id}/${index}`;
