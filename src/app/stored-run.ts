import type { StoredRun } from '../files/stored-run';
import type { Experiment } from '../model/experiment';
import type { RunRecord } from '../runs/record';
import type { RunHost } from './run-host';

/** A run as files keep it: θ of all checkpoints in one array. */
export function toStored(host: RunHost, record: RunRecord): StoredRun {
  const { status, message, step } = host.view();
  const checkpoints = new Float64Array(record.checkpoints.length * host.parameterCount);
  record.checkpoints.forEach((theta, i) => checkpoints.set(theta, i * host.parameterCount));
  return {
    status,
    step,
    message,
    parameterCount: host.parameterCount,
    history: record.history,
    checkpointSteps: record.checkpointSteps,
    checkpoints,
    landscape: host.landscape,
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
