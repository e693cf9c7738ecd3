import type { Core } from '../core';
import { groupRuns } from '../analysis/sweeps/groups';
import { journalPath } from '../files/journal-file';
import type { Engine } from '../files/saddle-file';
import type { Experiment } from '../model/experiment';
import { checkPoints } from '../model/sweep/check-points';
import { SweepPlan } from '../model/sweep/plan';
import { rowColumns } from '../model/sweep/row';
import { UserError } from '../model/user-error';
import { grouped } from '../model/words';
import { jobCancelled, type ManagedJob, type RunManager, untilDone } from '../runs/run-manager';
import { SweepSource } from '../runs/sweep-source';
import type { SweepJob, SweepOptions, SweepResult } from './contract';
import { shardFilter } from './shard';
import { SweepKeeping } from './sweep-keeping';
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
  const steering: Steering = { job: null, clock: new Clock(), written: false };
  return {
    finished: run(experiment, options, house, steering),
    get paused() {
      return steering.clock.paused;
    },
    get written() {
      return steering.written;
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
  written: boolean;
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
  const { output, shard = null, signal } = options;
  const manager = house.managerOf(options.workers);
  const plan = new SweepPlan(experiment, core.math);
  checkPoints(plan);
  const belongs = shardFilter(shard, plan.runs);
  const question = {
    hash: questionHash(plan, engine),
    runs: plan.runs,
    columns: rowColumns(plan.hiddenLayers).length,
  };
  let keeping: SweepKeeping | null = null;
  const tell = teller(plan, options, steering.clock, core);
  const source: SweepSource = new SweepSource(
    plan,
    belongs,
    manager.lanes,
    async (swept) => keeping?.append(swept),
    () => tell(source),
    (run) => keeping?.keep(run),
  );
  try {
    if (output !== undefined)
      keeping = await SweepKeeping.open(output, question, source, { ...options, belongs, shard });
    const job = (steering.job = manager.submit(source));
    if (steering.clock.paused) job.pause();
    await untilDone(job, signal);
    tell(source, true);
    const result = resultOf(experiment, plan, source, shard, source.failures, core);
    steering.written = (await keeping?.finish(() => sweepSaddle(result, engine, core))) ?? false;
    return result;
  } catch (error) {
    const unwritten = await keeping?.close().then(
      () => null,
      (failure: unknown) => failure,
    );
    if (unwritten instanceof UserError) throw unwritten;
    // While it was waited for a sign of life of another program, or while runs were computed.
    const stopped = error instanceof Error && error.name === 'AbortError' && signal?.aborted === true;
    if (error === jobCancelled || stopped) throw interrupted(source, options);
    throw error;
  }
}

function interrupted(
  { done, total }: SweepSource,
  { output, restart = false }: Pick<SweepOptions, 'output' | 'restart'>,
): UserError {
  const again = restart ? 'the same command without --restart' : 'the same command';
  const kept =
    output === undefined
      ? 'nothing was kept (-o FILE.saddle keeps what is computed as it comes).'
      : `they are kept in ${journalPath(output)}: ${again} goes on from there.`;
  return new UserError(`interrupted after ${grouped(done)} of ${grouped(total)} runs; ${kept}`, 'cancelled');
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
