import { availableParallelism } from 'node:os';
import { WorkerClient, type WorkerOptions } from './worker-client';

/**
 * The threads that batch work may use: all cores but the one that draws. Of two cores it takes both: drawing needs little of one, and
 * half the speed would be missed more.
 */
export function defaultWorkerCount(): number {
  const cores = availableParallelism();
  return cores <= 2 ? cores : cores - 1;
}

/**
 * Worker threads sharing one compiled module. A run borrows one for as long as it lives; batch work is spread over a fixed number of
 * others. Starting a thread takes some 30 ms, so threads that are given back are kept.
 */
export class WorkerPool {
  readonly #module: WebAssembly.Module;
  readonly #idle: WorkerClient[] = [];
  readonly #batch: WorkerClient[] = [];
  readonly #all = new Set<WorkerClient>();
  #isDisposed = false;

  constructor(
    module: WebAssembly.Module,
    readonly batchWorkers: number,
    private readonly workerOptions: WorkerOptions = {},
  ) {
    this.#module = module;
  }

  /** A thread for one run, until it is released. */
  borrow(): WorkerClient {
    let worker = this.#idle.pop();
    while (worker !== undefined && !worker.alive) worker = this.#idle.pop();
    return worker ?? this.#start();
  }

  release(worker: WorkerClient): void {
    if (worker.alive && this.#idle.length < 2) this.#idle.push(worker);
    else {
      this.#all.delete(worker);
      void worker.end();
    }
  }

  /**
   * Does numbered jobs on the batch threads, each thread taking the next one when it is free. Results come in the order of the jobs, so
   * they don't depend on the number of threads.
   * @param job called with a thread and the job's number
   */
  async spread<T>(
    jobs: number,
    job: (worker: WorkerClient, index: number) => Promise<T>,
    options: { readonly signal?: AbortSignal | undefined; readonly onDone?: (done: number) => void } = {},
  ): Promise<T[]> {
    const results: T[] = new Array<T>(jobs);
    let next = 0;
    let done = 0;
    const lane = async (thread: number): Promise<void> => {
      while (next < jobs) {
        options.signal?.throwIfAborted();
        const index = next++;
        results[index] = await job(this.#batchWorker(thread), index);
        options.onDone?.(++done);
      }
    };
    await Promise.all(Array.from({ length: Math.min(this.batchWorkers, jobs) }, (_, thread) => lane(thread)));
    options.signal?.throwIfAborted();
    return results;
  }

  /**
   * Asks batch threads to share one piece of work among themselves; resolves when all have answered, in the order of the threads.
   * @param threads how many the work is worth, at most; 1 or more
   */
  everywhere<T>(threads: number, job: (worker: WorkerClient) => Promise<T>): Promise<T[]> {
    const count = Math.min(this.batchWorkers, threads);
    return Promise.all(Array.from({ length: count }, (_, thread) => job(this.#batchWorker(thread))));
  }

  /** Ends the threads, and starts no others. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    await Promise.all([...this.#all].map((worker) => worker.end()));
    this.#all.clear();
  }

  #batchWorker(thread: number): WorkerClient {
    const known = this.#batch[thread];
    if (known?.alive) return known;
    return (this.#batch[thread] = this.#start());
  }

  #start(): WorkerClient {
    if (this.#isDisposed) throw new Error('the program is ending: no thread is started any more');
    const worker = new WorkerClient(this.#module, this.workerOptions);
    this.#all.add(worker);
    return worker;
  }
}
