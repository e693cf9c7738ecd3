import { readFile } from 'node:fs/promises';
import type { Core } from '../core';
import { groupRuns } from '../analysis/sweeps/groups';
import { writeFileAtomically } from '../files/atomic-write';
import { JournalFile, journalPath } from '../files/journal-file';
import { decodeSaddle, type Engine } from '../files/saddle-file';
import { UnfinishedFile, unfinishedPath } from '../files/unfinished-runs';
import { unpackSweep } from '../files/swept-section';
import type { Experiment } from '../model/experiment';
import { checkPoints } from '../model/sweep/check-points';
import { SweepPlan } from '../model/sweep/plan';
import { column, rowColumns, runStatuses } from '../model/sweep/row';
import { UserError } from '../model/user-error';
import { jobCancelled, type ManagedJob, type RunManager } from '../runs/run-manager';
import type { SweptRuns } from '../runs/sweep-desk';
import { SweepSource } from '../runs/sweep-source';
import type { SweepJob, SweepOptions, SweepResult } from './contract';
import { shardFilter } from './shard';
import { aggregateOf, questionHash, resultOf, sweepSaddle } from './sweep-result';

/** What a sweep is done with. */
export interface SweepHouse {
  readonly core: Core;
  readonly engine: Engine;
  /** Of so many threads; absent: the one that all sweeps share. */
  managerOf(workers?: number): RunManager;
}

const progressMilliseconds = 33;
/** The statistics are taken at most this often, and may cost this share of the time at most. */
const aggregateMilliseconds = 500;
const aggregateShare = 0.1;

export function startSweep(experiment: Experiment, options: SweepOptions, house: SweepHouse): SweepJob {
  const steering: Steering = { job: null, clock: new Clock() };
  return {
    finished: run(experiment, options, house, steering),
    get paused() {
      return steering.clock.paused;
    },
    pause: () => {
      steering.clock.pause();
      steering.job?.pause();
    },
    resume: () => {
      steering.clock.resume();
      steering.job?.resume();
    },
  };
}

interface Steering {
  job: ManagedJob | null;
  readonly clock: Clock;
}

/** Milliseconds spent, pauses left out. */
class Clock {
  #spent = 0;
  #since: number | null = performance.now();

  get paused(): boolean {
    return this.#since === null;
  }

  get milliseconds(): number {
    return this.#spent + (this.#since === null ? 0 : performance.now() - this.#since);
  }

  pause(): void {
    this.#spent = this.milliseconds;
    this.#since = null;
  }

  resume(): void {
    this.#since ??= performance.now();
  }
}

async function run(
  experiment: Experiment,
  options: SweepOptions,
  house: SweepHouse,
  steering: Steering,
): Promise<SweepResult> {
  const { core, engine } = house;
  const { output, shard = null, restart = false, signal, onNote } = options;
  const manager = house.managerOf(options.workers);
  const plan = new SweepPlan(experiment, core.math);
  checkPoints(plan);
  const belongs = shardFilter(shard, plan.runs);
  const question = {
    hash: questionHash(plan, engine),
    runs: plan.runs,
    columns: rowColumns(plan.hiddenLayers).length,
  };
  let journal: JournalFile | null = null;
  let unfinished: UnfinishedFile | null = null;
  const tell = teller(plan, options, steering.clock, core);
  const source: SweepSource = new SweepSource(
    plan,
    belongs,
    manager.lanes,
    async (swept) => {
      if (journal === null) return;
      const { runs, rows } = withoutFailed(swept, question.columns);
      if (runs.length > 0) await journal.append(runs, rows);
      unfinished?.forget(swept.runs);
    },
    () => tell(source),
    (run) => unfinished?.keep(run),
  );
  if (output !== undefined) {
    if (!restart) await restoreOutput(output, question.hash, source);
    const opened = await JournalFile.open(journalPath(output), question, { restart });
    journal = opened.journal;
    for (const { runs, rows } of opened.contents.records) source.restore(runs, rows);
    if (opened.contents.torn !== '') onNote?.(opened.contents.torn);
    const begun = await UnfinishedFile.open(unfinishedPath(output), question.hash, { restart });
    unfinished = begun.file;
    const goingOn = begun.runs.filter((run) => source.restoreUnfinished(run)).length;
    if (goingOn > 0)
      onNote?.(
        goingOn === 1
          ? 'one run goes on from where it was.'
          : `${grouped(goingOn)} runs go on from where they were.`,
      );
    if (source.done > 0)
      onNote?.(
        source.done === source.total
          ? `all ${grouped(source.total)} runs were there already.`
          : `${grouped(source.done)} of ${grouped(source.total)} runs were there already; the others are computed.`,
      );
  }
  try {
    const job = (steering.job = manager.submit(source));
    if (steering.clock.paused) job.pause();
    const cancel = () => job.cancel();
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel);
    await job.done.finally(() => signal?.removeEventListener('abort', cancel));
    tell(source, true);
    const result = resultOf(experiment, plan, source, shard, source.failures, core);
    if (output !== undefined) {
      await writeFileAtomically(output, sweepSaddle(result, engine, core));
      await journal?.remove();
      await unfinished?.remove();
    }
    return result;
  } catch (error) {
    await unfinished?.close();
    const unwritten = await journal?.close().catch((failure: unknown) => failure);
    if (error === jobCancelled) throw interrupted(source, output);
    throw unwritten instanceof UserError ? unwritten : error;
  }
}

const grouped = (value: number) => value.toLocaleString('en-GB');

function interrupted({ done, total }: SweepSource, output: string | undefined): UserError {
  const kept =
    output === undefined
      ? 'nothing was kept (-o FILE.saddle keeps what is computed as it comes).'
      : `they are kept in ${journalPath(output)}: the same command goes on from there.`;
  return new UserError(`interrupted after ${grouped(done)} of ${grouped(total)} runs; ${kept}`, 'cancelled');
}

/** A run that failed is not kept: the next start tries it again. */
function withoutFailed(
  { runs, rows }: SweptRuns,
  width: number,
): { runs: ArrayLike<number>; rows: Float64Array } {
  const failed = runStatuses.indexOf('failed');
  const whole = Array.from(runs.keys()).filter((i) => rows[i * width + column.status] !== failed);
  if (whole.length === runs.length) return { runs, rows };
  const own = new Float64Array(whole.length * width);
  whole.forEach((i, k) => own.set(rows.subarray(i * width, (i + 1) * width), k * width));
  return { runs: whole.map((i) => runs[i]!), rows: own };
}

/** Takes over what an earlier start has written to the output itself. */
async function restoreOutput(output: string, hash: string, source: SweepSource): Promise<void> {
  try {
    const { document } = decodeSaddle(await readFile(output), output);
    const { swept, arrays } = document;
    if (!swept || swept.question !== hash) return;
    const found = unpackSweep(swept, arrays);
    if (found === null || found.section.columns.length !== source.width) return;
    const runs = Float64Array.from(found.numbers);
    const whole = withoutFailed({ runs, rows: found.rows, failures: [] }, source.width);
    source.restore(whole.runs, whole.rows);
  } catch {
    // Whatever is there is no result of this sweep; it is replaced as any output is.
  }
}

/** Progress as often as a screen can show it, statistics as often as they are worth it. */
function teller(
  plan: SweepPlan,
  { onProgress, onAggregate }: SweepOptions,
  clock: Clock,
  core: Core,
): (source: SweepSource, last?: boolean) => void {
  const grouping = onAggregate === undefined ? null : groupRuns(plan);
  let told = -Infinity;
  let nextAggregate = performance.now() + aggregateMilliseconds;
  let before: number | null = null;
  return (source, last = false) => {
    const now = performance.now();
    if (grouping !== null && !last && now >= nextAggregate) {
      onAggregate?.(aggregateOf(plan, grouping, source, core));
      const cost = performance.now() - now;
      nextAggregate = performance.now() + Math.max(aggregateMilliseconds, cost / aggregateShare);
    }
    if (!last && now - told < progressMilliseconds) return;
    told = now;
    const done = last ? source.total : source.progress;
    before ??= source.done - source.made;
    const seconds = clock.milliseconds / 1000;
    const rate = seconds > 0 && done > before ? (done - before) / seconds : NaN;
    onProgress?.({
      done,
      total: source.total,
      task: 'sweep',
      rate,
      secondsLeft: (source.total - done) / rate,
    });
  };
}
