import { count } from '../analysis/words';
import type { NetworkSize, StoredRun } from '../files/stored-run';
import type { Experiment } from '../model/experiment';
import { parameterCount } from '../model/network';
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
  record: RunRecord,
): StoredRun {
  const { status, step, message, parameterCount, landscape } = run;
  const { history, lost } = record;
  // The one of step 0, which such a run has made anew, would look like all that there were.
  const isLost = lost === 'checkpoints';
  const checkpointSteps = isLost ? new Float64Array(0) : record.checkpointSteps;
  const checkpoints = isLost ? [] : record.checkpoints;
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
    ...(lost === undefined ? {} : { lost }),
  };
}

export function networkSize({ network }: Experiment): NetworkSize {
  return { parameterCount: parameterCount(network), hiddenLayers: network.sizes.length - 2 };
}

/** The inverse of `toStored`. */
export function fromStored(stored: StoredRun, { training }: Experiment): RunRecord {
  const size = stored.parameterCount;
  return {
    ...(stored.lost === undefined ? {} : { lost: stored.lost }),
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
