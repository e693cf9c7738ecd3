import { answerCell, type CellAnswer, type CellRun, claimExperiment } from '../claims';
import type { Core } from '../core';
import type { Experiment } from '../model/experiment';
import { UserError } from '../model/user-error';
import { claimsCancelled, jobSignals } from './cancellable';
import type { CellRequest } from './messages';
import { setUp } from './setup';

/** Sets an experiment up to be measured for a claim. */
export function openCell(
  core: Core,
  experiment: Experiment,
  job: Pick<CellRun, 'progress' | 'checkCancelled'>,
): CellRun {
  const { problem, trainer, initial } = setUp(experiment, core);
  return {
    core,
    experiment,
    problem,
    trainer,
    initial,
    workspace: core.workspace(problem),
    open: (other) => openCell(core, other, job),
    ...job,
  };
}

/** Measures one cell of a claim's table, on whatever thread. */
export function answerCellRequest(
  core: Core,
  { experiment, cell, changed, cancelled }: CellRequest,
  tell: (share: number) => void,
): CellAnswer {
  const run = openCell(core, cell.experiment, jobSignals(cancelled, claimsCancelled, tell));
  run.checkCancelled();
  try {
    return answerCell(claimExperiment(experiment), cell, run);
  } catch (error) {
    if (!changed || error instanceof UserError) throw error;
    throw new UserError(
      'what this claim measures is not defined for the changed experiment: change less of its network, or go back to the table’s setting.',
      'claim',
    );
  }
}
