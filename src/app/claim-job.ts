import { type Claim, type CellAnswer, type CellPlace, cellsOf, type ClaimResult, judge } from '../claims';
import type { Arithmetic } from '../core/contract';
import { cancellable, claimsCancelled } from '../runs/cancellable';
import type { WorkerPool } from '../runs/pool';
import type { JobOptions } from './contract';
import { partProgress } from './part-progress';

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
  const results: (ClaimResult | undefined)[] = claims.map(() => undefined);
  const task = claims.length === 1 ? `claim ${claims[0]!.id}` : 'claims';
  const tell = partProgress(jobs.length, task, onProgress);
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
  await cancellable(signal, claimsCancelled, (cancelled) =>
    pool.spread(
      jobs.length,
      async (worker, index) => {
        const place = jobs[index]!;
        const { experiment, cell } = place;
        const answer = await worker.call('cell', [{ experiment: experiment.id, cell, cancelled }], {
          progress: (share) => tell(index, share),
        });
        answers.set(keyOf(place), answer);
        tell(index, 1);
        decide();
      },
      { signal },
    ),
  );
  return results as ClaimResult[];
}

const keyOf = ({ experiment, index }: CellPlace) => `${experiment.id}/${index}`;
