import {
  type CellAnswer,
  type CellPlace,
  cellsOf,
  type ChangedRow,
  type Claim,
  type ClaimResult,
  changedPlace,
  judge,
  judgeChanged,
} from '../claims';
import type { Arithmetic } from '../core/contract';
import type { Experiment } from '../model/experiment';
import { cancellable, claimsCancelled } from '../runs/cancellable';
import type { WorkerPool } from '../runs/pool';
import type { ClaimsOptions, JobOptions, KeptWork } from './contract';
import { partKeeping } from './part-keeping';
import { partProgress } from './part-progress';

/**
 * Measures the cells of claims on the pool and decides each claim as soon as its cells are there. A cell that several claims read is measured once. The answers do
 * not depend on the number of threads.
 */
export async function decideClaims(
  claims: readonly Claim[],
  arithmetic: Arithmetic,
  pool: WorkerPool,
  { onProgress, signal, onDecided, kept }: ClaimsOptions,
): Promise<ClaimResult[]> {
  const placesOf = claims.map((claim) => cellsOf(claim, arithmetic));
  const unique = new Map<string, CellPlace>();
  for (const place of placesOf.flat()) unique.set(keyOf(place), place);
  const jobs = [...unique.values()];
  const answers = new Map<string, CellAnswer>();
  const results: (ClaimResult | undefined)[] = claims.map(() => undefined);
  const task = claims.length === 1 ? `claim ${claims[0]!.id}` : 'claims';
  const tell = partProgress(jobs.length, task, onProgress);
  const keptPlaces = (keeping: KeptWork) =>
    jobs.map(({ experiment: { id }, cell }) => ({ job: keeping.job('cell', { id, cell }), part: 0 }));
  const keep = kept && partKeeping(kept, keptPlaces(kept), task);
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
        const request = { experiment: experiment.id, cell, changed: false, cancelled };
        const measure = () => worker.call('cell', [request], { progress: (share) => tell(index, share) });
        const answer = await (keep ? keep(index, measure) : measure());
        answers.set(keyOf(place), answer);
        tell(index, 1);
        decide();
      },
      { signal },
    ),
  );
  return results as ClaimResult[];
}

/** Measures one row of a claim's table on another experiment, and judges it beside the rows that `result` holds. Throws `UserError` where it cannot. */
export async function measureChanged(
  claim: Claim,
  result: ClaimResult,
  row: number,
  document: Experiment,
  arithmetic: Arithmetic,
  pool: WorkerPool,
  { onProgress, signal }: JobOptions,
): Promise<ChangedRow> {
  const places = cellsOf(claim, arithmetic);
  const { experiment, cell } = changedPlace(claim, places, row, document);
  const tell = partProgress(1, changeTask(claim.id), onProgress);
  const [answer] = await cancellable(signal, claimsCancelled, (cancelled) =>
    pool.spread(
      1,
      (worker) => {
        const request = { experiment: experiment.id, cell, changed: true, cancelled };
        return worker.call('cell', [request], { progress: (share) => tell(0, share) });
      },
      { signal },
    ),
  );
  return judgeChanged(claim, places, result, row, document, answer!);
}

/** What the measurement of a changed row is called while it is under way. */
const changeTask = (id: string) => `claim ${id}, changed`;

const keyOf = ({ experiment, index }: CellPlace) => `${experiment.id}/${index}`;
