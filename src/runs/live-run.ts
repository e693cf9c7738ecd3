import type { Core, Evaluation, Trainer, TrainingNote, Workspace } from '../core/contract';
import { effectiveWidths } from '../analysis/twins';
import type { PointName } from '../model/experiment';
import { UserError } from '../model/user-error';
import { LOSS_COLUMN, WIDTHS_COLUMN, historyOf, rowWidth, rowsOf, writeScalars } from './history';
import { KeptRows } from './kept-rows';
import { lostParameters } from './lost-parameters';
import type { BegunRun, RunRecord } from './record';
import type { RunSetup } from './setup';

/** Entries kept of the scalars. */
const historyCapacity = 2048;

/** How many θ are kept: fewer for large networks, so that they stay below about 64 MB. Even, as `KeptRows` asks. */
function checkpointCapacity(parameterCount: number): number {
  return Math.min(historyCapacity, Math.max(8, 2 * Math.floor(4e6 / parameterCount)));
}

/**
 * One training, recorded as it goes. Synchronous and thread-bound; a worker drives it in slices. The record depends only on the experiment
 * and the number of steps made: not on slices, speed, or pauses. A run restored from a file trains again silently up to where it was when
 * it is asked to go on, which gives the same bits and needs no optimiser state in files; one that was killed has that state, and goes on at once.
 */
export class LiveRun {
  readonly workspace: Workspace;
  readonly #hiddenLayers: number;
  /** Writes the effective widths at θ into a row. */
  readonly #writeWidths: (theta: Float64Array, row: Float64Array, at: number) => void;
  /** The newest row of the history, before it is known whether it is kept. */
  readonly #row: Float64Array;
  #trainer: Trainer | null = null;
  #history!: KeptRows;
  #checkpoints!: KeptRows;
  /** The newest point where the checkpoints do not have it. */
  #tip: { readonly step: number; readonly row: Float64Array; readonly theta: Float64Array } | null = null;
  #step = 0;
  #diverged = false;
  #stoppedBelow = false;
  /** With 'checkpoints', of the parameters only those of step 0 are known, and the tip has none. */
  #lost: RunRecord['lost'] = undefined;

  constructor(
    core: Core,
    readonly setup: RunSetup,
    restored?: RunRecord,
    trainer: Uint8Array | null = null,
  ) {
    this.workspace = core.workspace(setup.problem);
    this.#hiddenLayers = setup.problem.network.sizes.length - 2;
    this.#writeWidths = effectiveWidths(setup.experiment.network);
    this.#row = new Float64Array(rowWidth(this.#hiddenLayers));
    if (restored === undefined) this.#start();
    else this.#restore(restored);
    if (restored !== undefined && trainer !== null) this.#resume(trainer);
  }

  get step(): number {
    return this.#step;
  }

  /** Steps to train again before a restored run can go on. */
  get behind(): number {
    return this.#trainer === null ? this.#step : this.#step - this.#trainer.step;
  }

  get diverged(): boolean {
    return this.#diverged;
  }

  /** The experiment's own stop rule ended the run. */
  get stoppedBelow(): boolean {
    return this.#stoppedBelow;
  }

  /**
   * Trains up to `count` steps further, recording on the way.
   * @returns how many steps of work were done, replayed ones included; 0 when the run cannot go on
   */
  advance(count: number): number {
    if (this.#diverged || this.#stoppedBelow || count <= 0) return 0;
    const trainer = (this.#trainer ??= this.#newTrainer());
    if (this.behind > 0) return trainer.advance(Math.min(count, this.behind));
    const before = this.#step;
    const target = before + count;
    const { stopBelow } = this.setup.experiment.training;
    const note = (point: TrainingNote): void => this.#record(point);
    while (this.#step < target && !this.#diverged && !this.#stoppedBelow) {
      const { stride, nextDoubling } = this.#history;
      const steps = Math.min(target, nextDoubling) - this.#step;
      trainer.advanceRecording(steps, { every: stride, stopBelow }, note);
      this.#step = trainer.step;
      this.#diverged = trainer.diverged;
      // The last finite point is known to a stop rule alone; without one, a point where a slice ended must not stand for it.
      const isSliceEnd = this.#tip !== null && this.#tip.step % stride !== 0;
      if (this.#diverged && stopBelow === null && isSliceEnd) this.#tip = null;
    }
    return this.#step - before;
  }

  /** What the run's file had lost. Made anew it is by a reset and as many steps. */
  get lost(): RunRecord['lost'] {
    return this.#lost;
  }

  /** All that is needed to go on elsewhere, for which one that has ended needs no trainer; null where it has lost a part, or is not yet where it was. */
  save(): BegunRun | null {
    if (this.#lost !== undefined) return null;
    if (this.#diverged || this.#stoppedBelow) return { record: this.record(), trainer: new Uint8Array(0) };
    if (this.#trainer === null || this.behind > 0) return null;
    return { record: this.record(), trainer: this.#trainer.save() };
  }

  /** Back to step 0 with the same initial parameters. */
  reset(): void {
    this.#start();
  }

  /** The record without the parameters. */
  progress(): Omit<RunRecord, 'checkpoints'> {
    const rows = this.#history;
    const tip = this.#tip;
    return {
      step: this.#step,
      diverged: this.#diverged,
      stoppedBelow: this.#stoppedBelow,
      history: historyOf(stepsWith(tip, rows), this.#hiddenLayers, (index, column) =>
        index < rows.length ? rows.numberAt(index, column) : tip!.row[column]!,
      ),
      checkpointSteps: this.#knownSteps(),
      ...(this.#lost === undefined ? {} : { lost: this.#lost }),
    };
  }

  record(): RunRecord {
    const progress = this.progress();
    return { ...progress, checkpoints: Array.from(progress.checkpointSteps, (_, i) => this.#thetaAt(i)) };
  }

  /** θ of a named point and its step (null for the origin, which is not a point of the run). Throws `UserError` where it was not kept. */
  point(name: PointName): { step: number | null; theta: Float64Array } {
    if (name === 'origin') return { step: null, theta: new Float64Array(this.workspace.parameterCount) };
    if (this.#lost === 'checkpoints' && (name === 'final' || name === 'best')) throw lostParameters();
    const steps = this.#knownSteps();
    const at = (index: number) => ({ step: steps[index]!, theta: this.#thetaAt(index) });
    if (name === 'init') return at(0);
    if (name === 'final') return at(steps.length - 1);
    if (name === 'best') return at(leastOf(steps.map((step) => this.#lossAt(step))));
    const step = Number(name.slice('step:'.length));
    const exact = steps.indexOf(step);
    if (exact >= 0) return at(exact);
    const nearest = steps[leastOf(steps.map((other) => Math.abs(other - step)))]!;
    throw new UserError(
      `The parameters at step ${step} were not kept; the nearest step that was is ${nearest}: ask for step:${nearest}.`,
      'step',
    );
  }

  /** Steps whose θ is known. */
  #knownSteps(): Float64Array {
    return stepsWith(this.#lost === 'checkpoints' ? null : this.#tip, this.#checkpoints);
  }

  /** Infinity where no loss is known. */
  #lossAt(step: number): number {
    const index = this.#history.indexOf(step);
    const kept = index < 0 ? NaN : this.#history.numberAt(index, LOSS_COLUMN);
    const loss = this.#tip?.step === step ? this.#tip.row[LOSS_COLUMN]! : kept;
    return Number.isNaN(loss) ? Infinity : loss;
  }

  /** Of the checkpoint at an index; after the last one stands the tip. */
  #thetaAt(index: number): Float64Array {
    return index < this.#checkpoints.length ? this.#checkpoints.rowAt(index) : this.#tip!.theta;
  }

  #newTrainer(): Trainer {
    return this.workspace.startTraining(this.setup.initial, this.setup.trainer);
  }

  /** What is no state of this run counts for nothing: it trains again up to where it was. */
  #resume(state: Uint8Array): void {
    try {
      const trainer = this.workspace.resumeTraining(this.setup.trainer, state);
      this.#trainer = trainer.step === this.#step ? trainer : null;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#trainer = null;
    }
  }

  #clear(): void {
    const { parameterCount } = this.workspace;
    this.#history = new KeptRows(this.#row.length, historyCapacity);
    this.#checkpoints = new KeptRows(parameterCount, checkpointCapacity(parameterCount));
    this.#tip = null;
  }

  #start(): void {
    this.#clear();
    this.#step = 0;
    this.#diverged = this.#stoppedBelow = false;
    this.#lost = undefined;
    this.#trainer = this.#newTrainer();
    const theta = this.#trainer.theta();
    this.#keep(0, theta, this.workspace.evaluate(theta));
  }

  /** Takes over what a file holds. */
  #restore({ step, diverged, stoppedBelow, history, lost, ...kept }: RunRecord): void {
    this.#clear();
    const first = lost === 'checkpoints' ? this.#newTrainer().theta() : null;
    const checkpointSteps = first ? Float64Array.of(0) : kept.checkpointSteps;
    const checkpoints = first ? [first] : kept.checkpoints;
    const rows = rowsOf(history);
    this.#history.restore(step, history.steps, rows);
    this.#checkpoints.restore(step, checkpointSteps, checkpoints);
    this.#lost = lost;
    const last = history.steps.at(-1)!;
    const isNewest = first !== null || last === checkpointSteps.at(-1);
    if (isNewest && last % this.#checkpoints.stride !== 0) {
      this.#tip = { step: last, row: rows.at(-1)!, theta: checkpoints.at(-1)! };
    }
    this.#step = step;
    this.#diverged = diverged;
    this.#stoppedBelow = stoppedBelow;
  }

  #record(note: TrainingNote): void {
    this.#keep(note.step, note.theta, note);
    const { stopBelow } = this.setup.experiment.training;
    this.#stoppedBelow = stopBelow !== null && note.loss <= stopBelow;
  }

  #keep(step: number, theta: Float64Array, evaluation: Evaluation): void {
    const row = this.#row;
    writeScalars(row, evaluation);
    this.#writeWidths(theta, row, WIDTHS_COLUMN);
    this.#history.reach(step, row);
    const kept = this.#checkpoints.reach(step, theta);
    this.#tip = kept ? null : { step, row: row.slice(), theta: theta.slice() };
  }
}

/** Steps of the rows, and the tip's where it is none of them. */
function stepsWith(tip: { readonly step: number } | null, rows: KeptRows): Float64Array {
  const extra = tip !== null && tip.step !== rows.stepAt(rows.length - 1) ? [tip.step] : [];
  return Float64Array.from({ length: rows.length + extra.length }, (_, i) =>
    i < rows.length ? rows.stepAt(i) : extra[0]!,
  );
}

/** Index of the smallest number, of the first where several are. */
function leastOf(numbers: Float64Array): number {
  return numbers.reduce((least, value, i) => (value < numbers[least]! ? i : least), 0);
}
