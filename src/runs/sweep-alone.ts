import type { Evaluation, Trainer, TrainingNote, Workspace } from '../core/contract';
import type { SweepSpec } from '../model/sweep/spec';
import { packAlone, type RunPoint, unpackAlone } from './alone-state';
import type { RunSetup } from './setup';
import { escapeLevel, LossWatch } from './loss-watch';
import type { RowWriter } from './sweep-row';

/** Multiply-adds of some milliseconds: the pieces after which a thread looks around. */
export const sliceWork = 4e6;

/** One run of a sweep, trained by itself. The row depends neither on the pieces nor on whether it was saved and gone on with. */
export class AloneRun {
  readonly #trainer: Trainer;
  readonly #watch: LossWatch;
  /** The last point that counts. */
  #end: RunPoint;
  #stopped = false;

  /**
   * @param workspace of the setup's problem
   * @param state what `save` has left of a run of this setup; null: from its start
   * @throws UserError where it is no such state
   */
  constructor(
    private readonly workspace: Workspace,
    private readonly setup: RunSetup,
    private readonly sweep: SweepSpec,
    state: Uint8Array | null,
  ) {
    const { parameterCount } = workspace;
    if (state === null) {
      this.#trainer = workspace.startTraining(setup.initial, setup.trainer);
      const theta = this.#trainer.theta();
      const evaluation = workspace.evaluate(theta);
      this.#watch = LossWatch.from(sweep, evaluation.loss);
      this.#end = { step: 0, theta, evaluation };
    } else {
      const { seen, end, trainer } = unpackAlone(state, parameterCount);
      this.#trainer = workspace.resumeTraining(setup.trainer, trainer);
      this.#watch = new LossWatch(escapeLevel(sweep, seen.firstLoss), seen);
      this.#end = end;
    }
  }

  /** Trains to the end, in pieces; the sum of what it yields is its number of steps, those before a state that it went on from included. */
  *train(writer: RowWriter, row: Float64Array): Generator<number> {
    const { problem, trainer: options, experiment } = this.setup;
    const { steps: budget, stopBelow } = experiment.training;
    const { every } = this.sweep;
    const trainer = this.#trainer;
    if (trainer.step > 0) yield trainer.step;
    const note = (point: TrainingNote): void => this.#keep(point);
    const samples = options.order.kind === 'full' ? problem.train.count : problem.batchSize;
    const looks =
      (stopBelow === null ? 1 / every : 1) * (3 * problem.train.count + (problem.test?.count ?? 0));
    const work = this.workspace.parameterCount * (3 * samples + looks);
    const piece = Math.max(1, Math.floor(sliceWork / work));
    while (trainer.step < budget && !trainer.diverged && !this.#stopped) {
      yield trainer.advanceRecording(Math.min(piece, budget - trainer.step), { every, stopBelow }, note);
    }
    const status = trainer.diverged ? 'diverged' : this.#stopped ? 'stopped' : 'finished';
    writer.write(row, this.#watch, { ...this.#end, status, steps: trainer.step });
  }

  /** All that the rest of the run depends on; null where there is no rest. */
  save(): Uint8Array | null {
    const trainer = this.#trainer;
    if (trainer.diverged || this.#stopped) return null;
    return packAlone({ seen: this.#watch, end: this.#end, trainer: trainer.save() });
  }

  #keep(note: TrainingNote): void {
    const { steps: budget, stopBelow } = this.setup.experiment.training;
    const { loss, gradientNorm, accuracy, testLoss, testAccuracy } = note;
    const low = stopBelow !== null && loss <= stopBelow;
    // A point where a piece merely ends must leave no trace: the row would depend on the pieces.
    const due = note.step % this.sweep.every === 0 || note.step === budget || low;
    if (due) this.#watch.see(note.step, loss);
    this.#stopped ||= low;
    if (!due && stopBelow === null) return;
    const { theta } = this.#end;
    theta.set(note.theta);
    const evaluation: Evaluation = { loss, gradientNorm, accuracy, testLoss, testAccuracy };
    this.#end = { step: note.step, theta, evaluation };
  }
}
