import { failedRow } from '../model/sweep/row';
import type { SweepPlan } from '../model/sweep/plan';
import type { SweepRequest } from './messages';
import type { QueuedJob, QueuedTask } from './run-manager';
import type { UnfinishedRun } from '../model/sweep/unfinished-run';
import { type RunFailure, sweepRowWidth, type SweptRuns, workOfRun } from './sweep-desk';
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
/** Runs that train side by side are faster: worth a task of up to so many milliseconds. */
const sideBySide = { runs: 16, milliseconds: 900 } as const;

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
  /** Runs that go on from where an earlier start has left them: each is a task of its own. */
  readonly #begun = new Map<number, Uint8Array>();
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
    private readonly onUnfinished: (unfinished: UnfinishedRun) => void = () => undefined,
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

  /** Takes over a run that was begun before. After `restore`: one whose row is there is left alone. Says whether it goes on. */
  restoreUnfinished({ run, state }: UnfinishedRun): boolean {
    if (run >= this.plan.runs || this.known[run] === 1 || !this.belongs(run) || this.#begun.has(run))
      return false;
    this.#begun.set(run, state);
    this.#again.push(Float64Array.of(run));
    this.#left -= 1;
    return true;
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
          begun: new Map([...this.#begun].filter(([run]) => runs.includes(run))),
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
        this.#millisecondsPerRun = (performance.now() - started) / runs.length;
        await this.#accept(swept);
      },
      lost: (reason) => this.#split(runs, reason),
    };
  }

  /** The next runs that are not there, as many as make a task; fewer towards the end, so that all threads end together. */
  #take(): Float64Array | null {
    const each = Math.max(this.#millisecondsPerRun, 1e-6);
    const timely = Math.floor(taskMilliseconds / each);
    const together = Math.min(sideBySide.runs, Math.floor(sideBySide.milliseconds / each));
    const least = Math.max(1, Math.min(leastMilliseconds / each, mostLeast));
    let unfinished = this.#left;
    for (const { runs, done } of this.#underway) unfinished += runs - done;
    const fair = Math.max(least, this.lanes === 1 ? this.#left : (cautious * unfinished) / this.lanes);
    let most = Math.max(1, Math.floor(Math.min(mostRuns, Math.max(timely, together), fair)));
    if (this.#left - most < least) most = this.#left;
    const runs: number[] = [];
    for (; this.#cursor < this.plan.runs && runs.length < most; this.#cursor++)
      if (this.known[this.#cursor] === 0 && this.belongs(this.#cursor) && !this.#begun.has(this.#cursor))
        runs.push(this.#cursor);
    this.#left -= runs.length;
    return runs.length === 0 ? null : Float64Array.from(runs);
  }

  async #accept(swept: SweptRuns): Promise<void> {
    const { runs, rows, failures } = swept;
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
