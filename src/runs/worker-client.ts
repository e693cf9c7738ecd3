import { Worker } from 'node:worker_threads';
import type { UnfinishedRuns } from '../model/sweep/unfinished-runs';
import { locateBuilt } from '../core/locate';
import { UserError } from '../model/user-error';
import type { RunState, WorkerCalls, WorkerReply, WorkerRequest } from './messages';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly news: News;
}

export interface WorkerOptions {
  /** Of JavaScript objects; a thread that needs more ends alone, where the whole program would otherwise. */
  readonly heapMegabytes?: number;
  /** Gives way to other work of the machine, which draws the window. */
  readonly gentle?: boolean;
}

/** What a worker tells while it is at a call. */
export interface News {
  readonly update?: (state: RunState) => void;
  readonly progress?: (share: number) => void;
  readonly unfinished?: (unfinished: UnfinishedRuns) => void;
}

/** One worker thread, seen as asynchronous functions. A thread that dies rejects what was asked of it; the pool replaces it. */
export class WorkerClient {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #dead: Error | null = null;

  /** @param module the compiled core, shared by all threads */
  constructor(module: WebAssembly.Module, { heapMegabytes = 4096, gentle = false }: WorkerOptions = {}) {
    this.#worker = new Worker(locateBuilt('out/main/worker.js', 'npm run build:app'), {
      workerData: { module, gentle },
      // What is computed lives in the core's own memory: a small room for what is new saves some 25 MB per thread and costs no time.
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 8 },
    });
    this.#worker.on('message', (reply: WorkerReply) => this.#receive(reply));
    this.#worker.on('error', (error: Error) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#fail(new Error(`a worker ended with exit code ${code}`)));
    // An idle worker must not keep a command-line program alive.
    this.#worker.unref();
  }

  get alive(): boolean {
    return this.#dead === null;
  }

  call<M extends keyof WorkerCalls>(
    method: M,
    args: Parameters<WorkerCalls[M]>,
    news: News = {},
  ): Promise<ReturnType<WorkerCalls[M]>> {
    if (this.#dead !== null) return Promise.reject(this.#dead);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as (value: unknown) => void, reject, news });
      this.#worker.ref();
      const request: WorkerRequest = { id, method, args };
      this.#worker.postMessage(request);
    });
  }

  async end(): Promise<void> {
    this.#dead ??= new Error('the worker was ended');
    await this.#worker.terminate();
  }

  #receive(reply: WorkerReply): void {
    const pending = this.#pending.get(reply.id);
    if (pending === undefined) return;
    if (reply.kind === 'update') {
      pending.news.update?.(reply.state);
      return;
    }
    if (reply.kind === 'unfinished') {
      pending.news.unfinished?.(reply.unfinished);
      return;
    }
    if (reply.kind === 'progress') {
      pending.news.progress?.(reply.share);
      return;
    }
    this.#pending.delete(reply.id);
    if (this.#pending.size === 0) this.#worker.unref();
    if (reply.kind === 'value') pending.resolve(reply.value);
    else if (reply.kind === 'mistake') pending.reject(new UserError(reply.message, reply.place));
    else pending.reject(new Error(reply.message));
  }

  #fail(error: Error): void {
    this.#dead ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#dead);
    this.#pending.clear();
  }
}
