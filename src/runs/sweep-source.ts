import { failedRow } from '../model/sweep/row';
import type { SweepPlan } from '../model/sweep/plan';
import type { SweepRequest } from './messages';
import type { QueuedJob, QueuedTask } from './run-manager';
import { type BegunRuns, keyOfRuns, type UnfinishedRuns } from '../model/sweep/unfinished-runs';
import { type RunFailure, sweepRowWidth, type SweptRuns, workOfRun } from './sweep-desk';
import { fewestTogether } from './sweep-together';
import type { WorkerClient } from './worker-client';

/** How long a task should take: long against what a message costs, short against a person's patience and what an end of the program may lose. */
const taskMilliseconds = 150;
/** Multiply-adds per millisecond that a task is guessed by before any was measured: few, because a first task that takes long may be lost whole. */
const guessedSpeed = 3e5;
const mostRuns = 1024;
/** Of its fair part of what is left a thread takes so much at once: threads are not equally fast, and the rest evens that out. */
const cautious = 0.6;
/** What is left at the end is not divided into tasks that are shorter than this, nor into a handful of runs where many would train side by side. */
const leastMilliseconds = 5;
const mostLeast = 128;
/** Runs that train side by side are faster; what they come to is kept on the way. */
const sideBySide = 16;
/** Others are kept one at a time. */
const oneByOneMilliseconds = 900;

/** Which plan each thread was last given; a thread keeps one. */
const lastPlan = new WeakMap<WorkerClient, string>();
let plans = 0;

/** The rows of a sweep as they come. */
export class SweepSource implements QueuedJob {
  readonly priority = 'background';
  readonly width: number;
  /** runs × columns, row-major. */
  readonly rows: Float64Array;
  /** 1 where a run's row is there. */
  readonly known: Uint8Array;
  readonly failures: RunFailure[] = [];
  /** Rows that are there, failed ones included. */
  done = 0;
  /** Of runs that belong to this source. */
  readonly total: number;
  /** Runs of this source made since it began. */
  made = 0;
  readonly #key = `sweep-${++plans}`;
  #cursor = 0;
  /** Runs from the cursor on that are still to be made. */
  #left: number;
  readonly #again: Float64Array[] = [];
  /** Runs that go on from where an earlier start has left them, those that were side by side in a task of their own. */
  readonly #begun = new Map<string, UnfinishedRuns>();
  readonly #goingOn = new Set<number>();
  /** Runs of each task under way, and how many of them are done, parts of runs included. */
  readonly #underway = new Set<{ readonly runs: number; done: number }>();
  #millisecondsPerRun: number;

  /**
   * @param belongs whether a run is of this source's share of the sweep
   * @param lanes threads that take from it
   * @param onRows told of new rows; what it rejects with ends the job
   * @param onUnfinished told of long runs, as far as they are, about once in a second
   */
  constructor(
    readonly plan: SweepPlan,
    private readonly belongs: (run: number) => boolean,
    private readonly lanes: number,
    private readonly onRows: (swept: SweptRuns) => Promise<void>,
    private readonly onChange: () => void,
    private readonly onUnfinished: (unfinished: UnfinishedRuns) => void = () => undefined,
  ) {
    this.width = sweepRowWidth(plan);
    this.rows = new Float64Array(plan.runs * this.width);
    this.known = new Uint8Array(plan.runs);
    this.#millisecondsPerRun = workOfRun(plan, 0) / guessedSpeed;
    let total = 0;
    for (let run = 0; run < plan.runs; run++) if (belongs(run)) total++;
    this.total = this.#left = total;
  }

  /** Takes over rows that were computed before; those of other shares, and repeated ones, are left alone. */
  restore(runs: ArrayLike<number>, rows: Float64Array): void {
    for (let i = 0; i < runs.length; i++) {
      const run = runs[i]!;
      if (run < this.plan.runs && this.belongs(run)) {
        if (this.known[run] === 0) this.#left -= 1;
        this.#put(run, rows.subarray(i * this.width, (i + 1) * this.width));
      }
    }
  }

  /**
   * Takes over runs that were begun before. After `restore`: those whose rows are there are left alone.
   * @returns those that go on
   */
  restoreUnfinished(entries: readonly UnfinishedRuns[]): UnfinishedRuns[] {
    const isOurs = (run: number) => run < this.plan.runs && this.known[run] === 0 && this.belongs(run);
    // One by itself may be what was left of some that were side by side, and goes on behind them.
    for (const entry of [...entries].sort((a, b) => b.runs.length - a.runs.length)) {
      const { runs } = entry;
      if (runs.length === 0 || new Set(runs).size < runs.length || !runs.every(isOurs)) continue;
      const isTaken = runs.some((run) => this.#goingOn.has(run));
      if (isTaken && runs.length > 1) continue;
      this.#begun.set(keyOfRuns(runs), entry);
      if (isTaken) continue;
      for (const run of runs) this.#goingOn.add(run);
      this.#again.push(Float64Array.from(runs));
      this.#left -= runs.length;
    }
    return [...this.#begun.values()];
  }

  /** Runs that are done, shares of those under way included. */
  get progress(): number {
    let inWork = 0;
    for (const { done } of this.#underway) inWork += done;
    return Math.min(this.total, this.done + inWork);
  }

  next(): QueuedTask | null {
    const runs = this.#again.pop() ?? this.#take();
    if (runs === null) return null;
    return {
      work: async (worker, control, beat) => {
        const known = lastPlan.get(worker) === this.#key;
        lastPlan.set(worker, this.#key);
        const { base, sweep } = this.plan;
        const request: SweepRequest = {
          plan: this.#key,
          experiment: known ? null : { ...base, sweep },
          runs,
          begun: this.#begunOf(runs),
          control,
        };
        const started = performance.now();
        const part = { runs: runs.length, done: 0 };
        this.#underway.add(part);
        const progress = (share: number): void => {
          beat();
          part.done = share * runs.length;
          this.onChange();
        };
        const swept = await worker
          .call('sweep', [request], { progress, unfinished: this.onUnfinished })
          .finally(() => this.#underway.delete(part));
        this.#millisecondsPerRun = (performance.now() - started) / swept.runs.length;
        await this.#accept(swept);
      },
      lost: (reason) => this.#split(runs, reason),
    };
  }

  /** The next runs that are not there, as many as make a task; fewer towards the end, so that all threads end together. */
  #take(): Float64Array | null {
    const each = Math.max(this.#millisecondsPerRun, 1e-6);
    const timely = Math.floor(taskMilliseconds / each);
    const fewest = this.#fewestTogether();
    const together =
      fewest === null ? Math.min(sideBySide, Math.floor(oneByOneMilliseconds / each)) : sideBySide;
    // Two side by side take hardly longer than one, where they are faster at all; but no thread goes without.
    const free = this.lanes - this.#underway.size;
    const pair = fewest !== null && fewest <= 2 && this.#left > free ? 2 : 1;
    const rest = Math.max(1, Math.min(leastMilliseconds / each, mostLeast));
    const least = Math.max(pair, rest);
    let unfinished = this.#left;
    for (const { runs, done } of this.#underway) unfinished += runs - done;
    const fair = Math.max(least, this.lanes === 1 ? this.#left : (cautious * unfinished) / this.lanes);
    let most = Math.max(1, Math.floor(Math.min(mostRuns, Math.max(timely, together), fair)));
    // They fill vectors of two.
    if (fewest !== null && most > 2 && most <= sideBySide) most -= most % 2;
    if (this.#left - most < rest) most = this.#left;
    const runs: number[] = [];
    for (; this.#cursor < this.plan.runs && runs.length < most; this.#cursor++)
      if (this.#isToBeTaken(this.#cursor)) runs.push(this.#cursor);
    this.#left -= runs.length;
    return runs.length === 0 ? null : Float64Array.from(runs);
  }

  #isToBeTaken(run: number): boolean {
    return this.known[run] === 0 && this.belongs(run) && !this.#goingOn.has(run);
  }

  /** How many of the kind of the next run train side by side. */
  #fewestTogether(): number | null {
    while (this.#cursor < this.plan.runs && !this.#isToBeTaken(this.#cursor)) this.#cursor++;
    if (this.#cursor === this.plan.runs) return null;
    return fewestTogether(this.plan.experimentOf(this.#cursor), this.plan.sweep);
  }

  /** What is known of runs of a task. */
  #begunOf(runs: Float64Array): BegunRuns {
    const asked = new Set(runs);
    const entries = [...this.#begun].filter(([, entry]) => entry.runs.every((run) => asked.has(run)));
    return new Map(entries.map(([key, { state }]) => [key, state]));
  }

  async #accept(swept: SweptRuns): Promise<void> {
    const { runs, rows, failures, left } = swept;
    if (left.length > 0) this.#again.push(left);
    runs.forEach((run, i) => this.#put(run, rows.subarray(i * this.width, (i + 1) * this.width)));
    this.failures.push(...failures);
    this.made += runs.length;
    await this.onRows(swept);
    this.onChange();
  }

  /** One of these runs has cost a thread: they are tried again in halves, until it is alone. */
  #split(runs: Float64Array, reason: string): void {
    if (runs.length > 1) {
      const half = runs.length >> 1;
      this.#again.push(runs.slice(half), runs.slice(0, half));
      return;
    }
    this.#put(runs[0]!, failedRow(this.width));
    this.failures.push({ run: runs[0]!, reason });
    this.made += 1;
    this.onChange();
  }

  #put(run: number, row: Float64Array): void {
    if (this.known[run] === 1) return;
    this.known[run] = 1;
    this.done += 1;
    this.rows.set(row, run * this.width);
  }
}
