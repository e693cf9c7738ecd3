import { answerCell, type CellAnswer, type CellRun } from '../claims';
import { claimExperiment } from '../claims';
import type { Core } from '../core';
import type { Experiment } from '../model/experiment';
import { UserError } from '../model/user-error';
import type { CellRequest } from './messages';
import { setUp } from './setup';

/** Progress is told at most this often. */
const progressMilliseconds = 33;

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
  { experiment, cell, cancelled }: CellRequest,
  tell: (share: number) => void,
): CellAnswer {
  const flag = new Int32Array(cancelled);
  let told = performance.now();
  const run = openCell(core, cell.experiment, {
    progress: (share) => {
      const now = performance.now();
      if (now - told < progressMilliseconds) return;
      told = now;
      tell(share);
    },
    checkCancelled: () => {
      if (Atomics.load(flag, 0) !== 0) throw new UserError('The claims were cancelled.', 'cancelled');
    },
  });
  run.checkCancelled();
  return answerCell(claimExperiment(experiment), cell, run);
}
