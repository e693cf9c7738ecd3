import { isCurvatureRule } from '../core/curvature-trainer';
import type { Core } from '../core/contract';
import { datasetShape } from '../model/datasets';
import { parameterCount } from '../model/network';
import { failedRow, rowColumns } from '../model/sweep/row';
import type { SweepPlan } from '../model/sweep/plan';
import type { BegunRuns, UnfinishedRuns } from '../model/sweep/unfinished-runs';
import { UserError } from '../model/user-error';
import { CellDesk, type Member } from './sweep-cell';

/** A run that could not be made, and why. */
export interface RunFailure {
  readonly run: number;
  readonly reason: string;
}

/** Runs of a sweep with their rows. */
export interface SweptRuns {
  /** Run numbers. */
  readonly runs: Float64Array;
  /** runs × columns, row-major, in the order of `runs`. */
  readonly rows: Float64Array;
  readonly failures: readonly RunFailure[];
  /** Run numbers of those that were not begun, because the others have taken long enough. */
  readonly left: Float64Array;
}

/** Numbers in a row of this sweep. */
export function sweepRowWidth(plan: SweepPlan): number {
  return rowColumns(plan.hiddenLayers).length;
}

/** Roughly how many multiply-adds a run takes: for the length of jobs. */
export function workOfRun(plan: SweepPlan, run: number): number {
  const { network, training, data } = plan.experimentOf(run);
  const samples = training.batch === 'full' ? datasetShape(data).count : training.batch;
  const parameters = parameterCount(network);
  const gradient = 3 * parameters * samples;
  // The Hessian's columns take two gradients each; its eigenvectors, by measurement, as much as this.
  const curvature = 2 * parameters * gradient + 2 * parameters ** 3 + 15_000;
  return training.steps * (gradient + 500 + (isCurvatureRule(training.rule) ? curvature : 0));
}

/** Trains runs of one sweep. What the runs of a cell have in common is made once, and kept for the next ones. */
export class SweepDesk {
  #last: { readonly cell: string; readonly desk: CellDesk } | null = null;

  /** @param before called before a run is begun */
  constructor(
    private readonly core: Core,
    private readonly plan: SweepPlan,
    private readonly before: (run: number) => void = () => undefined,
  ) {}

  /**
   * Those of one network side by side where that gives the same bits; in pieces of some milliseconds, after each of which it yields the share that is done. The rows
   * depend on nothing but the plan and the run numbers.
   * @param begun runs that go on from where they were
   * @param isEnough asked before some are begun whether the rows of those that are done should wait no longer
   */
  *train(
    runs: Float64Array,
    begun: BegunRuns = new Map(),
    isEnough: () => boolean = () => false,
  ): Generator<number, SweptRuns> {
    const width = sweepRowWidth(this.plan);
    const rows = new Float64Array(runs.length * width);
    const places: number[] = [];
    const left: number[] = [];
    const failures: RunFailure[] = [];
    const cells = new Map<string, Member[]>();
    runs.forEach((run, place) => {
      const cell = this.plan.cellOf(run);
      const member = { run, place };
      const known = cells.get(cell);
      if (known === undefined) cells.set(cell, [member]);
      else known.push(member);
    });
    // Thousands of views that are alive for as long as the runs train would be moved about by the collector.
    const rowOf = ({ place }: Member) => rows.subarray(place * width, (place + 1) * width);
    let done = 0;
    for (const [cell, members] of cells) {
      const desk = this.#deskOf(cell);
      for (const batch of desk.batches(members)) {
        if (done > 0 && isEnough()) {
          left.push(...batch.map(({ run }) => run));
          continue;
        }
        places.push(...batch.map(({ place }) => place));
        const share = function* (members: readonly Member[], before: number): Generator<number> {
          for (const part of desk.train(members, rowOf, begun))
            yield (before + part * members.length) / runs.length;
        };
        try {
          yield* share(batch, done);
        } catch {
          // Which of them it was shows when each is alone.
          for (const [i, member] of batch.entries()) {
            try {
              yield* share([member], done + i);
            } catch (error) {
              rowOf(member).set(failedRow(width));
              failures.push({ run: member.run, reason: reasonOf(error) });
            }
          }
        }
        done += batch.length;
      }
    }
    if (left.length === 0) return { runs, rows, failures, left: new Float64Array(0) };
    const some = new Float64Array(places.length * width);
    places.forEach((place, i) => some.set(rows.subarray(place * width, (place + 1) * width), i * width));
    return {
      runs: Float64Array.from(places, (place) => runs[place]!),
      rows: some,
      failures,
      left: Float64Array.from(left),
    };
  }

  /** What can be kept of the runs that are being trained; null where none are, or where they are as good as done. */
  unfinished(): UnfinishedRuns | null {
    return this.#last?.desk.unfinished() ?? null;
  }

  #deskOf(cell: string): CellDesk {
    if (this.#last?.cell !== cell)
      this.#last = { cell, desk: new CellDesk(this.core, this.plan, this.before) };
    return this.#last.desk;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof Error) return `a fault of Saddlescope: ${error.message.split('\n', 1)[0]}`;
  throw error;
}
