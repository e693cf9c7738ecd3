import type { Evaluation, TrainingNote, Workspace } from '../core/contract';
import type { SweepSpec } from '../model/sweep/spec';
import type { RunSetup } from './setup';
import { LossWatch } from './loss-watch';
import type { RowWriter } from './sweep-row';

/** Multiply-adds of some milliseconds: the pieces after which a thread looks around. */
export const sliceWork = 4e6;

/**
 * Trains one run with the trainer, in pieces; the sum of what it yields is its number of steps. The row does not depend on the pieces.
 * @param workspace of the setup's problem
 */
export function* trainAlone(
  workspace: Workspace,
  { initial, problem, trainer: options, experiment }: RunSetup,
  sweep: SweepSpec,
  writer: RowWriter,
  row: Float64Array,
): Generator<number> {
  const { steps: budget, stopBelow } = experiment.training;
  const { every } = sweep;
  const trainer = workspace.startTraining(initial, options);
  const { parameterCount } = workspace;
  const first = workspace.evaluate(trainer.theta());
  const watch = LossWatch.from(sweep, first.loss);
  let end: { step: number; theta: Float64Array; evaluation: Evaluation } = {
    step: 0,
    theta: trainer.theta(),
    evaluation: first,
  };
  let stopped = false;
  const keep = (note: TrainingNote): void => {
    const { loss, gradientNorm, accuracy, testLoss, testAccuracy } = note;
    const low = stopBelow !== null && loss <= stopBelow;
    // A point where a piece merely ends must leave no trace: the row would depend on the pieces.
    const due = note.step % every === 0 || note.step === budget || low;
    if (due) watch.see(note.step, loss);
    stopped ||= low;
    if (!due && stopBelow === null) return;
    const theta = end.theta;
    theta.set(note.theta);
    end = { step: note.step, theta, evaluation: { loss, gradientNorm, accuracy, testLoss, testAccuracy } };
  };
  const samples = options.order.kind === 'full' ? problem.train.count : problem.batchSize;
  const looks = (stopBelow === null ? 1 / every : 1) * (3 * problem.train.count + (problem.test?.count ?? 0));
  const piece = Math.max(1, Math.floor(sliceWork / (parameterCount * (3 * samples + looks))));
  while (trainer.step < budget && !trainer.diverged && !stopped) {
    yield trainer.advanceRecording(Math.min(piece, budget - trainer.step), { every, stopBelow }, keep);
  }
  const status = trainer.diverged ? 'diverged' : stopped ? 'stopped' : 'finished';
  writer.write(row, watch, { ...end, status, steps: trainer.step });
}
