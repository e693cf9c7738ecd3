import type { Core } from '../core';
import type { Landscape } from '../analysis/landscape';
import { parameterCount } from '../model/network';
import type { Experiment } from '../model/experiment';
import { UserError } from '../model/user-error';
import type { RunState } from '../runs/messages';
import type { WorkerPool } from '../runs/pool';
import type { BegunRun, RunRecord } from '../runs/record';
import { type RunSetup, setUp } from '../runs/setup';
import type { WorkerClient } from '../runs/worker-client';
import type { RunView, SweepResult, TrainOptions } from './contract';
import { restingStatus, runMessage } from './status';

/** One run of the service: the worker that holds it, and what is known of it here. */
export class RunHost {
  /** Kept with the run, and saved with it. */
  landscape: Landscape | null = null;
  /** The sweep that the run's file holds; not of this run, but saved with it. */
  sweep: SweepResult | null = null;
  #training: Promise<RunView> | null = null;
  #setup: RunSetup;

  private constructor(
    readonly id: string,
    setup: RunSetup,
    readonly worker: WorkerClient,
    readonly parameterCount: number,
    private state: RunState,
  ) {
    this.#setup = setup;
  }

  static async start(
    id: string,
    experiment: Experiment,
    core: Core,
    pool: WorkerPool,
    restored: { readonly record: RunRecord | null; readonly trainer: Uint8Array | null },
  ): Promise<RunHost> {
    const setup = setUp(experiment, core);
    const worker = pool.borrow();
    try {
      const state = await worker.call('open', [setup, restored.record, restored.trainer]);
      return new RunHost(id, setup, worker, parameterCount(experiment.network), state);
    } catch (error) {
      pool.release(worker);
      throw error;
    }
  }

  get setup(): RunSetup {
    return this.#setup;
  }

  get experiment(): Experiment {
    return this.#setup.experiment;
  }

  /** Only for changes that no number of the run depends on. */
  amend(experiment: Experiment): RunView {
    this.#setup = { ...this.#setup, experiment };
    return this.view();
  }

  get busy(): boolean {
    return this.#training !== null;
  }

  view(): RunView {
    const status = this.busy ? 'training' : restingStatus(this.experiment, this.state);
    return {
      run: this.id,
      experiment: this.experiment,
      status,
      step: this.state.step,
      history: this.state.history,
      checkpointSteps: this.state.checkpointSteps,
      message: runMessage(this.experiment, this.state, status),
      parameterCount: this.parameterCount,
    };
  }

  train(options: TrainOptions): Promise<RunView> {
    if (this.#training !== null) {
      return Promise.reject(new UserError('This run is training already: pause it first.', 'run'));
    }
    this.#training = this.#train(options).finally(() => {
      this.#training = null;
    });
    // The promise that callers get resolves after `busy` is false again, so that the view's status is the resting one.
    return this.#training.then(() => this.view());
  }

  async #train({ steps, rate, signal, onUpdate, onProgress }: TrainOptions): Promise<RunView> {
    const from = this.state.step;
    const target = steps === undefined ? Math.max(this.experiment.training.steps, from) : from + steps;
    const pause = () => void this.worker.call('pause', []);
    if (signal?.aborted) return this.view();
    signal?.addEventListener('abort', pause);
    try {
      const update = (state: RunState) => {
        this.state = state;
        onUpdate?.(this.view());
        // A run whose file was damaged begins anew.
        onProgress?.({ done: Math.max(0, state.step - from), total: target - from, task: 'training' });
      };
      this.state = await this.worker.call('train', [target, rate ?? null], { update });
    } finally {
      signal?.removeEventListener('abort', pause);
    }
    onProgress?.({ done: this.state.step - from, total: target - from, task: 'training' });
    return this.view();
  }

  /** Puts a run that was begun elsewhere in the place of this one, which has not been trained. */
  async goOn({ record, trainer }: BegunRun): Promise<RunView> {
    this.state = await this.worker.call('open', [this.#setup, record, trainer]);
    return this.view();
  }

  async reset(): Promise<RunView> {
    this.state = await this.worker.call('reset', []);
    await this.#training?.catch(() => undefined);
    this.state = await this.worker.call('state', []);
    this.landscape = null;
    return this.view();
  }
}
