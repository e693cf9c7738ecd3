import type { Core, Ensemble, EnsembleOptions, Workspace } from '../core/contract';
import type { InitialisationSpec } from '../model/experiment';
import { StartMaker } from '../model/initialisation';
import type { SweepPlan } from '../model/sweep/plan';
import { type BegunRuns, keyOfRuns, type UnfinishedRuns } from '../model/sweep/unfinished-runs';
import { UserError } from '../model/user-error';
import { type RunSetup, setUp } from './setup';
import { AloneRun } from './sweep-alone';
import { RowWriter } from './sweep-row';
import { ensembleOptions, fewestTogether, mostTogether, trainTogether } from './sweep-together';

/** Large ones take a millisecond or more, small ones a microsecond. */
const startsAtOnce = 8;

/** A run of the cell. */
export interface Member {
  readonly run: number;
  /** Of its row among those of the task. */
  readonly place: number;
}

export type RowOf = (member: Member) => Float64Array;

/** Trains the runs of one cell: one network on one set of data. */
export class CellDesk {
  /** Of the first run; its network and data are those of all. */
  #shared: RunSetup | null = null;
  #workspace: Workspace | null = null;
  #writer: RowWriter | null = null;
  #starts: StartMaker | null = null;
  /** What is being trained, and how it is saved. */
  #current: { readonly runs: readonly number[]; readonly save: () => Uint8Array | null } | null = null;
  /** One whose members have been trained. */
  #idle: Ensemble | null = null;

  constructor(
    private readonly core: Core,
    private readonly plan: SweepPlan,
    private readonly before: (run: number) => void,
  ) {}

  /** As many at a time as are worth training side by side; one by one where they cannot be. */
  batches(members: readonly Member[]): (readonly Member[])[] {
    let most = 1;
    try {
      const setup = this.#cell(members[0]!.run);
      if (this.#areTogether(setup, members))
        most = mostTogether(setup.initial.length, setup.problem.train.count);
    } catch (error) {
      // What is wrong is told with each run.
      if (!(error instanceof Error)) throw error;
    }
    return Array.from({ length: Math.ceil(members.length / most) }, (_, i) =>
      members.slice(i * most, (i + 1) * most),
    );
  }

  unfinished(): UnfinishedRuns | null {
    const state = this.#current?.save() ?? null;
    return state === null ? null : { runs: this.#current!.runs, state };
  }

  /** Yields the share done, 0 … 1. */
  *train(batch: readonly Member[], rowOf: RowOf, begun: BegunRuns): Generator<number> {
    // One that was cancelled may have left its runs here.
    this.#current = null;
    for (const { run } of batch) this.before(run);
    const setup = this.#cell(batch[0]!.run);
    const { problem } = setup;
    const { core, plan } = this;
    const workspace = (this.#workspace ??= core.workspace(problem));
    const writer = (this.#writer ??= new RowWriter(setup.experiment, plan.sweep));
    const total = Math.max(1, batch.length * setup.experiment.training.steps);
    let made = 0;
    const alone = function* (this: CellDesk, member: Member): Generator<number> {
      const of = this.#aloneRun(workspace, member.run, begun);
      this.#current = { runs: [member.run], save: () => of.save() };
      for (const steps of of.train(writer, rowOf(member))) yield Math.min(1, (made += steps) / total);
      this.#current = null;
    }.bind(this);
    if (!this.#areTogether(setup, batch)) {
      for (const member of batch) yield* alone(member);
      return;
    }
    const starts = new Float64Array(batch.length * workspace.parameterCount);
    const rates = new Float64Array(batch.length);
    const noiseSeeds: number[] = [];
    // Only numbers are kept of each: hundreds of experiments, alive for as long as they train, would be moved about by the collector.
    for (const [i, { run }] of batch.entries()) {
      const { initialisation, training } = plan.experimentOf(run);
      starts.set(this.#start(initialisation), i * workspace.parameterCount);
      rates[i] = training.rule.rate;
      noiseSeeds.push(training.seed);
      // Making hundreds of starts takes a while, too.
      if (i % startsAtOnce === 0) yield 0;
    }
    const { experiment, trainer } = setup;
    const side = { experiment, problem, trainer, starts, rates, noiseSeeds };
    const runs = batch.map(({ run }) => run);
    const ensemble = this.#ensemble(ensembleOptions(side, plan.sweep), begun.get(keyOfRuns(runs)) ?? null);
    this.#current = { runs, save: () => (ensemble.running > 0 ? ensemble.save() : null) };
    const training = trainTogether(ensemble, workspace, side, plan.sweep, writer, (member) =>
      rowOf(batch[member]!),
    );
    let step = training.next();
    for (; !step.done; step = training.next()) yield Math.min(1, (made += step.value) / total);
    this.#current = null;
    this.#idle = ensemble;
    for (const leftOut of step.value) yield* alone(batch[leftOut]!);
  }

  #areTogether({ experiment }: RunSetup, members: readonly Member[]): boolean {
    const fewest = fewestTogether(experiment, this.plan.sweep);
    return fewest !== null && members.length >= fewest;
  }

  #aloneRun(workspace: Workspace, run: number, begun: BegunRuns): AloneRun {
    const setup = this.#setupOf(run);
    const state = begun.get(keyOfRuns([run])) ?? null;
    try {
      return new AloneRun(workspace, setup, this.plan.sweep, state);
    } catch (error) {
      // What cannot be gone on with is begun anew.
      if (state === null || !(error instanceof UserError)) throw error;
      return new AloneRun(workspace, setup, this.plan.sweep, null);
    }
  }

  /** All ensembles of the cell differ by their members only. @param state where they go on from */
  #ensemble(options: EnsembleOptions, state: Uint8Array | null): Ensemble {
    const idle = this.#idle;
    // Not taken up again before it has come to its end.
    this.#idle = null;
    const fits = idle !== null && idle.capacity >= options.members;
    const ensemble = fits ? idle : this.core.ensemble(this.#shared!.problem, options);
    if (fits) ensemble.restart(options);
    if (state === null) return ensemble;
    try {
      ensemble.resume(state);
    } catch (error) {
      // What cannot be gone on with is begun anew.
      if (!(error instanceof UserError)) throw error;
    }
    return ensemble;
  }

  /** Data and network are the same for all runs of the cell, and are made once. */
  #cell(run: number): RunSetup {
    return (this.#shared ??= setUp(this.plan.experimentOf(run), this.core));
  }

  /** In an array that the next one overwrites. */
  #start(initialisation: InitialisationSpec): Float64Array {
    const { network } = this.#shared!.experiment;
    return (this.#starts ??= new StartMaker(network, this.core)).make(initialisation);
  }

  #setupOf(run: number): RunSetup {
    const setup = this.#cell(run);
    const experiment = this.plan.experimentOf(run);
    const { rule, seed } = experiment.training;
    const { order } = setup.trainer;
    return {
      experiment,
      problem: setup.problem,
      initial: this.#start(experiment.initialisation).slice(),
      trainer: {
        ...setup.trainer,
        rule,
        noiseSeed: seed,
        order: order.kind === 'shuffled' || order.kind === 'drawn' ? { ...order, seed } : order,
      },
    };
  }
}
