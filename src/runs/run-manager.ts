import { availableParallelism } from 'node:os';
import { FairQueue, type Priority } from './fair-queue';
import { JobControl } from './job-control';
import type { WorkerPool } from './pool';
import { watchdog } from './watchdog';
import type { WorkerClient } from './worker-client';

/** Threads for queued work: all cores but the one that draws and trains what is looked at, at least one. */
export function defaultLanes(): number {
  return Math.max(1, availableParallelism() - 1);
}

/** A piece of a job: some tenths of a second of one thread. */
export interface QueuedTask {
  /** Does it on a thread, telling signs of life. What it rejects with ends the whole job, but where the thread was lost. */
  work(worker: WorkerClient, control: SharedArrayBuffer, beat: () => void): Promise<void>;
  /** The thread ended, ran out of memory or hung: this task alone has failed. */
  lost(reason: string): void;
}

export interface QueuedJob {
  readonly priority: Priority;
  /** What is to be done next; null where nothing is left that has not been handed out. */
  next(): QueuedTask | null;
}

export interface ManagerOptions {
  /** Tasks at a time. */
  readonly lanes?: number;
  /** A thread that gives no sign for so long is ended. */
  readonly hungAfter?: number;
  /** A cancelled task that has not ended after so long loses its thread. */
  readonly patience?: number;
}

/** A job under way. */
export interface ManagedJob {
  /** Resolves when every task is done; rejects with what a task rejected with, and with `jobCancelled` after `cancel`. */
  readonly done: Promise<void>;
  readonly paused: boolean;
  pause(): void;
  resume(): void;
  cancel(): void;
}

export const jobCancelled = new Error('the job was cancelled');

/** Waits until a job is done; the signal cancels it. Rejects as `ManagedJob.done` does. */
export async function untilDone(job: ManagedJob, signal: AbortSignal | undefined): Promise<void> {
  const cancel = () => job.cancel();
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel);
  await job.done.finally(() => signal?.removeEventListener('abort', cancel));
}

interface Entry {
  readonly job: QueuedJob;
  readonly control: JobControl;
  /** Threads that are at its tasks. */
  readonly busy: Set<WorkerClient>;
  readonly settle: (error: Error | null) => void;
  failure: Error | null;
  empty: boolean;
}

/**
 * Queued work on worker threads of its own, so that a thread that is lost takes nothing else with it: jobs of different priority share the threads fairly, can be paused, resumed and
 * cancelled, and a thread that crashes, hangs or runs out of memory fails its task alone and is replaced.
 */
export class RunManager {
  readonly #queue = new FairQueue<Entry>();
  readonly #idle: WorkerClient[] = [];
  #lanes = 0;
  readonly lanes: number;
  readonly #hungAfter: number;
  readonly #patience: number;

  constructor(
    private readonly pool: Pick<WorkerPool, 'borrow' | 'release'>,
    { lanes = defaultLanes(), hungAfter = 60_000, patience = 80 }: ManagerOptions = {},
  ) {
    this.lanes = lanes;
    this.#hungAfter = hungAfter;
    this.#patience = patience;
  }

  submit(job: QueuedJob): ManagedJob {
    const control = new JobControl();
    let settle: Entry['settle'] = () => undefined;
    const done = new Promise<void>((resolve, reject) => {
      settle = (error) => (error === null ? resolve() : reject(error));
    });
    const entry: Entry = { job, control, busy: new Set(), settle, failure: null, empty: false };
    this.#queue.add(entry, job.priority);
    queueMicrotask(() => this.#pump());
    return {
      done,
      get paused() {
        return control.paused;
      },
      pause: () => control.pause(),
      resume: () => {
        control.resume();
        this.#pump();
      },
      cancel: () => this.#end(entry, jobCancelled),
    };
  }

  /** Cancels everything. */
  dispose(): void {
    for (const entry of [...this.#queue.jobs]) this.#end(entry, jobCancelled);
  }

  /** Hands out tasks while there are threads and work. */
  #pump(): void {
    while (this.#lanes < this.lanes) {
      const found = this.#queue.next((entry) => {
        if (entry.failure !== null || entry.control.paused) return null;
        const task = entry.job.next();
        entry.empty = task === null;
        return task === null ? null : { entry, task };
      });
      if (found === null) break;
      this.#lanes += 1;
      void this.#work(found.entry, found.task);
    }
    for (const entry of this.#queue.jobs) this.#settleIfDone(entry);
    if (this.#lanes === 0) for (const worker of this.#idle.splice(0)) this.pool.release(worker);
  }

  async #work(entry: Entry, task: QueuedTask): Promise<void> {
    const worker = this.#worker();
    const started = performance.now();
    entry.busy.add(worker);
    let isHung = false;
    const dog = watchdog(
      this.#hungAfter,
      () => entry.control.paused,
      () => {
        isHung = true;
        void worker.end();
      },
    );
    try {
      await task.work(worker, entry.control.handle, dog.beat);
    } catch (error) {
      if (entry.failure !== null) {
        // What a cancelled or failed job says at its end is no news.
      } else if (!worker.alive) {
        task.lost(isHung ? hungSentence(this.#hungAfter) : lossSentence(error));
        // What it did may be handed out again.
        entry.empty = false;
      } else this.#end(entry, error instanceof Error ? error : new Error(String(error)));
    } finally {
      dog.end();
      entry.busy.delete(worker);
      this.#queue.charge(entry, performance.now() - started);
      this.#lanes -= 1;
      if (worker.alive) this.#idle.push(worker);
      else this.pool.release(worker);
      this.#pump();
    }
  }

  #worker(): WorkerClient {
    let worker = this.#idle.pop();
    while (worker !== undefined && !worker.alive) {
      this.pool.release(worker);
      worker = this.#idle.pop();
    }
    return worker ?? this.pool.borrow();
  }

  /** Stops a job: its threads look at the control every few milliseconds, and one that does not is ended. */
  #end(entry: Entry, reason: Error): void {
    if (entry.failure !== null || !this.#queue.jobs.includes(entry)) return;
    entry.failure = reason;
    entry.control.stop();
    const timer = setTimeout(() => {
      for (const worker of entry.busy) void worker.end();
    }, this.#patience);
    timer.unref();
    this.#settleIfDone(entry);
  }

  #settleIfDone(entry: Entry): void {
    if (entry.busy.size > 0 || (entry.failure === null && !entry.empty)) return;
    // A task that was lost may have left something to do.
    if (entry.failure === null && entry.control.paused) return;
    this.#queue.remove(entry);
    entry.settle(entry.failure);
  }
}

/** Whether a run failed because its thread was lost: the machine's reason, not the run's own, so that another attempt may succeed. */
export const isThreadLoss = (reason: string): boolean => reason.startsWith('its thread ');

const hungSentence = (milliseconds: number): string =>
  `its thread gave no sign of life for ${milliseconds / 1000} s and was ended`;

function lossSentence(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? 'its thread ran out of memory'
    : `its thread ended unexpectedly (${message})`;
}
