/** Trains a run that is kept as far as it is, so that the same training goes on from there. */
import { encodeSaddle, type Engine } from '../files/saddle-file';
import { packRun } from '../files/stored-run';
import type { Experiment } from '../model/experiment';
import { sweepQuestion } from '../model/sweep/question';
import { UserError } from '../model/user-error';
import { grouped } from '../model/words';
import type { BegunRun, RunRecord } from '../runs/record';
import type { KeptWork, RunView, TrainOptions } from './contract';
import type { RunHost } from './run-host';
import { decodeKept } from './kept-file';
import { toStored } from './stored-run';

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

export async function trainKept(
  host: RunHost,
  kept: KeptWork,
  engine: Engine,
  options: TrainOptions,
): Promise<RunView> {
  const { experiment } = host;
  const { step } = host.view();
  let { steps } = options;
  const target = steps === undefined ? null : step + steps;
  // Where it is to end is asked as well: what went further could not go back.
  const job = kept.job('run', { question: runQuestion(experiment), target });
  const found = job.found(0);
  const begun = found && unpack(found);
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
  const end = job.watch(0, async () => {
    // A thread that is gone has nothing to keep; whoever trains is told why.
    const state = await host.worker.call('save', []).catch(() => null);
    return state === null ? null : pack(state, host, engine);
  });
  try {
    return await host.train(steps === undefined ? options : { ...options, steps });
  } finally {
    await end();
  }
}

/** u32 length of a `.saddle` file, little-endian, the file with the run, and the trainer's state. */
function pack({ record, trainer }: BegunRun, host: RunHost, engine: Engine): Uint8Array {
  const { experiment } = host;
  const saddle = encodeSaddle({ experiment, engine, ...packRun(toStored(host, record)) });
  const bytes = new Uint8Array(4 + saddle.length + trainer.length);
  new DataView(bytes.buffer).setUint32(0, saddle.length, true);
  bytes.set(saddle, 4);
  bytes.set(trainer, 4 + saddle.length);
  return bytes;
}

/** Null where it is not whole: the run begins anew then. */
function unpack(bytes: Uint8Array): BegunRun | null {
  if (bytes.length < 4) return null;
  const end = 4 + new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  if (end > bytes.length) return null;
  try {
    const { record } = decodeKept(bytes.subarray(4, end), 'kept work');
    return { record, trainer: new Uint8Array(bytes.subarray(end)) };
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
