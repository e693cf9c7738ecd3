import type { Core, Evaluation, Trainer, Workspace } from '../core/contract';
import { twinClasses } from '../analysis/twins';
import type { PointName } from '../model/experiment';
import { UserError } from '../model/user-error';
import { type HistoryRow, historyOf, rowsOf } from './history';
import type { RunRecord } from './record';
import { Schedule } from './schedule';
import type { RunSetup } from './setup';

/** Entries kept of the scalars. */
const historyCapacity = 2048;

/** How many θ are kept: fewer for large networks, so that they stay below about 64 MB. Even, as `Schedule` asks. */
function checkpointCapacity(parameterCount: number): number {
  return Math.min(historyCapacity, Math.max(8, 2 * Math.floor(4e6 / parameterCount)));
}

interface Checkpoint {
  readonly step: number;
  readonly theta: Float64Array;
}

/**
 * One training, recorded as it goes. Synchronous and thread-bound; a worker drives it in slices. The record depends only on the experiment
 * and the number of steps made: not on slices, speed, or pauses. A run restored from a file trains again silently up to where it was when
 * it is asked to go on, which gives the same bits and needs no optimiser state in files.
 */
export class LiveRun {
  readonly workspace: Workspace;
  #trainer: Trainer | null = null;
  #scalars = new Schedule(historyCapacity);
  #keep: Schedule;
  #rows: HistoryRow[] = [];
  #checkpoints: Checkpoint[] = [];
  /** The newest point where the schedules would not keep it. */
  #tip: { row: HistoryRow; theta: Float64Array } | null = null;
  #step = 0;
  #diverged = false;
  #stoppedBelow = false;

  constructor(
    core: Core,
    readonly setup: RunSetup,
    restored?: RunRecord,
  ) {
    this.workspace = core.workspace(setup.problem);
    this.#keep = new Schedule(checkpointCapacity(this.workspace.parameterCount));
    if (restored === undefined) this.#start();
    else this.#restore(restored);
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
    const target = this.#step + count;
    const before = this.#step;
    const { stopBelow } = this.setup.experiment.training;
    while (this.#step < target && !this.#diverged && !this.#stoppedBelow) {
      // Up to the step at which the stride doubles: from there on others are kept.
      const { stride, room } = this.#scalars;
      const thins = this.#scalars.nextAfter(this.#step) + Math.max(0, room - 1) * stride;
      const { rows, reachedLevel } = trainer.advanceNoting(
        Math.min(target, thins) - this.#step,
        stride,
        stopBelow,
      );
      for (const { step, evaluation, theta } of rows) {
        this.#step = step;
        this.#record(theta, evaluation);
      }
      this.#step = trainer.step;
      this.#diverged = trainer.diverged;
      this.#stoppedBelow = reachedLevel;
    }
    if (!this.#diverged) this.#recordTip(trainer.theta());
    return this.#step - before;
  }

  /** Back to step 0 with the same initial parameters. */
  reset(): void {
    this.#start();
  }

  record(): RunRecord {
    const newestRow = this.#rows[this.#rows.length - 1];
    const tip = this.#tip?.row;
    const rows = tip === undefined || tip.step === newestRow?.step ? this.#rows : [...this.#rows, tip];
    const checkpoints = this.#allCheckpoints();
    return {
      step: this.#step,
      diverged: this.#diverged,
      stoppedBelow: this.#stoppedBelow,
      history: historyOf(rows),
      checkpointSteps: Float64Array.from(checkpoints, ({ step }) => step),
      checkpoints: checkpoints.map(({ theta }) => theta),
    };
  }

  /** θ of a named point and its step (null for the origin, which is not a point of the run). Throws `UserError` where it was not kept. */
  point(name: PointName): { step: number | null; theta: Float64Array } {
    const all = this.#allCheckpoints();
    if (name === 'origin') return { step: null, theta: new Float64Array(this.workspace.parameterCount) };
    if (name === 'init') return all[0]!;
    if (name === 'final') return all[all.length - 1]!;
    if (name === 'best')
      return all.reduce((best, next) => (this.#lossAt(next.step) < this.#lossAt(best.step) ? next : best));
    const step = Number(name.slice('step:'.length));
    const exact = all.find((checkpoint) => checkpoint.step === step);
    if (exact !== undefined) return exact;
    const nearest = all.reduce((a, b) => (Math.abs(b.step - step) < Math.abs(a.step - step) ? b : a));
    throw new UserError(
      `The parameters at step ${step} were not kept; the nearest step that was is ${nearest.step}: ask for step:${nearest.step}.`,
      'step',
    );
  }

  #lossAt(step: number): number {
    const loss = (this.#tip?.row.step === step ? this.#tip.row : this.#rows.find((row) => row.step === step))
      ?.loss;
    return loss === undefined || Number.isNaN(loss) ? Infinity : loss;
  }

  #allCheckpoints(): Checkpoint[] {
    const newest = this.#checkpoints[this.#checkpoints.length - 1];
    if (this.#tip === null || newest?.step === this.#tip.row.step) return this.#checkpoints;
    return [...this.#checkpoints, { step: this.#tip.row.step, theta: this.#tip.theta }];
  }

  #newTrainer(): Trainer {
    return this.workspace.startTraining(this.setup.initial, this.setup.trainer);
  }

  #start(): void {
    this.#scalars = new Schedule(historyCapacity);
    this.#keep = new Schedule(this.#keep.capacity);
    this.#rows = [];
    this.#checkpoints = [];
    this.#tip = null;
    this.#step = 0;
    this.#diverged = this.#stoppedBelow = false;
    this.#trainer = this.#newTrainer();
    const theta = this.#trainer.theta();
    this.#record(theta, this.workspace.evaluate(theta));
  }

  /** Takes over what a file holds; the schedules are brought to the state in which they were. */
  #restore(record: RunRecord): void {
    const rows = rowsOf(record.history);
    this.#rows = takeOver(this.#scalars, record.step, rows);
    const checkpoints = Array.from(record.checkpointSteps, (step, i) => ({
      step,
      theta: record.checkpoints[i]!,
    }));
    this.#checkpoints = takeOver(this.#keep, record.step, checkpoints);
    const lastRow = rows[rows.length - 1]!;
    const lastTheta = checkpoints[checkpoints.length - 1]!;
    if (lastRow.step === lastTheta.step && lastRow.step % this.#keep.stride !== 0) {
      this.#tip = { row: lastRow, theta: lastTheta.theta };
    }
    this.#step = record.step;
    this.#diverged = record.diverged;
    this.#stoppedBelow = record.stoppedBelow;
  }

  /** Notes the current step, a multiple of the scalars' stride, in both schedules. */
  #record(theta: Float64Array, evaluation: Evaluation): void {
    const keptRow = this.#scalars.reach(this.#step);
    if (keptRow.survivors !== null) this.#rows = keptRow.survivors.map((i) => this.#rows[i]!);
    const keptTheta = this.#keep.reach(this.#step);
    if (keptTheta.survivors !== null)
      this.#checkpoints = keptTheta.survivors.map((i) => this.#checkpoints[i]!);
    if (!keptRow.kept) return;
    const row = this.#row(theta, evaluation);
    this.#rows.push(row);
    this.#tip = null;
    if (keptTheta.kept) this.#checkpoints.push({ step: this.#step, theta });
    else this.#tip = { row, theta };
  }

  /** Makes sure that the newest step can be looked at, kept by the schedules or not. */
  #recordTip(theta: Float64Array): void {
    const newest = this.#checkpoints[this.#checkpoints.length - 1];
    if (newest?.step === this.#step || this.#tip?.row.step === this.#step) return;
    this.#tip = { row: this.#row(theta, this.workspace.evaluate(theta)), theta };
  }

  #row(theta: Float64Array, evaluation: Evaluation): HistoryRow {
    const widths = twinClasses(this.setup.experiment.network, theta).map((layer) => layer.effectiveWidth);
    return { step: this.#step, ...evaluation, effectiveWidth: widths };
  }
}

/** Brings a schedule to the state that `step` steps leave it in, and answers the entries that it then keeps. */
function takeOver<T extends { readonly step: number }>(
  schedule: Schedule,
  step: number,
  entries: readonly T[],
): T[] {
  for (let kept = 0; kept <= step; kept = schedule.nextAfter(kept)) schedule.reach(kept);
  const wanted = new Set(schedule.steps);
  return entries.filter((entry) => wanted.has(entry.step));
}
