/** Trains a run that is kept as far as it is, so that the same training goes on from there. */
import type { Experiment } from '../model/experiment';
import { sweepQuestion } from '../model/sweep/question';
import { grouped } from '../model/words';
import { unpackBegun } from '../runs/begun-run';
import type { RunRecord } from '../runs/record';
import type { KeptWork, RunView, TrainOptions } from './contract';
import type { RunHost } from './run-host';

/** All of an experiment that its run depends on. */
export function runQuestion(experiment: Experiment): object {
  const { sweep: _, ...question } = sweepQuestion(experiment);
  return question;
}

/** All that what is found out about a run depends on. */
export const runSubject = (experiment: Experiment, record: RunRecord): object => ({
  question: runQuestion(experiment),
  record,
});

export async function trainKept(host: RunHost, kept: KeptWork, options: TrainOptions): Promise<RunView> {
  const { experiment } = host;
  const { step } = host.view();
  let { steps } = options;
  const target = steps === undefined ? null : step + steps;
  // Where it is to end is asked as well: what went further could not go back.
  const job = kept.job('run', { question: runQuestion(experiment), target });
  const found = job.found(0);
  const begun = found && unpackBegun(found);
  if (begun !== null && begun.record.step > step) {
    const { step: there, status } = await host.goOn(begun);
    const isWhole = status !== 'paused';
    kept.note(
      isWhole
        ? `the run of ${grouped(there)} steps was there already`
        : `the run goes on from step ${grouped(there)}, where it was interrupted`,
      isWhole,
    );
    if (steps !== undefined) steps -= there - step;
  }
  // A thread that is gone has nothing to keep; whoever trains is told why.
  const end = job.watch(0, () => host.worker.call('pack', []).catch(() => null));
  try {
    return await host.train(steps === undefined ? options : { ...options, steps });
  } finally {
    await end();
  }
}
