import { count } from '../analysis/words';
import type { StoredRun } from '../files/stored-run';
import type { Experiment } from '../model/experiment';
import type { RunRecord } from '../runs/record';
import type { RunStatus } from './contract';
import type { RunHost } from './run-host';
import { restingStatus } from './status';

/** A run as files keep it. */
export function toStored(host: RunHost, record: RunRecord): StoredRun {
  const { parameterCount, landscape } = host;
  return storedRun({ ...settledView(host, record), step: record.step, parameterCount, landscape }, record);
}

/** The same for a run that no worker has: θ of all checkpoints in one array. */
export function storedRun(
  run: Pick<StoredRun, 'status' | 'step' | 'message' | 'parameterCount' | 'landscape'>,
  { history, checkpointSteps, checkpoints }: RunRecord,
): StoredRun {
  const { status, step, message, parameterCount, landscape } = run;
  const thetas = new Float64Array(checkpoints.length * parameterCount);
  checkpoints.forEach((theta, i) => thetas.set(theta, i * parameterCount));
  return {
    status,
    step,
    message,
    parameterCount,
    history,
    checkpointSteps,
    checkpoints: thetas,
    landscape,
  };
}

/** The inverse of `toStored`, or null where there is not enough to go on from. */
export function fromStored(stored: StoredRun, { training }: Experiment): RunRecord | null {
  if (stored.history.steps.length === 0 || stored.checkpointSteps.length === 0) return null;
  const size = stored.parameterCount;
  return {
    step: stored.step,
    diverged: stored.status === 'diverged',
    stoppedBelow: stored.status === 'finished' && stored.step < training.steps,
    history: stored.history,
    checkpointSteps: stored.checkpointSteps,
    checkpoints: Array.from(stored.checkpointSteps, (_, i) =>
      stored.checkpoints.slice(i * size, (i + 1) * size),
    ),
  };
}

/** What is said of a run in the state of a record, which of a run that trains may be ahead of what is known of it here. */
export function settledView(
  host: RunHost,
  record: RunRecord,
): { readonly status: Exclude<RunStatus, 'training'>; readonly message: string } {
  const { status, message, step } = host.view();
  if (status !== 'training' && step === record.step) return { status, message };
  return {
    status: restingStatus(host.experiment, record),
    message: `Kept after ${count(record.step, 'step')} of a training that went on.`,
  };
}
