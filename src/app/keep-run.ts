/** How runs come to be kept for comparison: from a run that is open, or out of a file. */
import { UserError } from '../model/user-error';
import type { Experiment } from '../model/experiment';
import type { RunRecord } from '../runs/record';
import type { JobOptions, TrainOptions } from './contract';
import type { KeptRuns } from './kept-runs';
import { readContents } from './open-file';
import type { RunHost } from './run-host';
import { settledView } from './stored-run';

/** Keeps a run as its worker has it at this moment; one that trains goes on. */
export async function keepHost(kept: KeptRuns, host: RunHost, label?: string): Promise<void> {
  kept.requireRoom(1);
  const record = await host.worker.call('record', []);
  const { status, message } = settledView(host, record);
  kept.keep(
    {
      experiment: host.experiment,
      parameterCount: host.parameterCount,
      step: record.step,
      status,
      message,
      history: record.history,
      record,
    },
    label,
  );
}

/** Opens and closes runs of the service. */
export interface RunMaker {
  start(experiment: Experiment, record: RunRecord | null): Promise<RunHost>;
  close(host: RunHost): Promise<void>;
}

/** Trains them, too. */
export interface RunTrainer extends RunMaker {
  train(host: RunHost, options: TrainOptions): Promise<unknown>;
}

/**
 * Further steps to make of what a file holds; null where it is whole. What has lost a part is made anew as far as it was (a run diverges in the step after the last
 * one that counts), for numbers that are only missing would be compared as if they were the run's.
 */
function stepsToMake({
  experiment,
  record,
  step,
}: {
  readonly experiment: Experiment;
  readonly record: RunRecord | null;
  readonly step: number | null;
}): number | null {
  if (record === null || (record.step === 0 && record.lost === undefined))
    return step ?? experiment.training.steps;
  if (record.lost === undefined) return null;
  return record.diverged ? 1 : 0;
}

/**
 * Keeps all that a file holds. What has not run is trained to the end of its budget, or as far as the picture showed it, and what is damaged as far as it was.
 * @returns warnings
 */
export async function keepFile(
  kept: KeptRuns,
  runs: RunTrainer,
  name: string,
  bytes: Uint8Array,
  { folder, onProgress, signal, kept: beside }: JobOptions & { readonly folder?: string },
): Promise<readonly string[]> {
  const { experiment, record, compared, warnings } = await readContents(name, bytes, folder);
  // A file is known by its own name; the runs of a picture by the labels that they had.
  const asked =
    compared.length > 0
      ? compared.map((one) => ({ ...one, record: null }))
      : [{ experiment, record, label: name.replace(/\.[^.]*$/, ''), step: null }];
  kept.requireRoom(asked.length);
  const total = asked.length;
  for (const [done, one] of asked.entries()) {
    const host = await runs.start(one.experiment, one.record);
    try {
      const steps = stepsToMake(one);
      if (steps !== null && (steps > 0 || one.record !== null)) {
        await runs.train(host, {
          steps,
          ...(signal ? { signal } : {}),
          // What a damaged file has lost is made anew first, and not known elsewhere.
          ...(beside && one.record === null ? { kept: beside } : {}),
          onProgress: (progress) =>
            onProgress?.({
              done: done + progress.done / Math.max(1, progress.total),
              total,
              task: 'comparison',
            }),
        });
      }
      if (signal?.aborted) throw new UserError(`${name} was not added: stopped.`, 'cancelled');
      await keepHost(kept, host, one.label);
    } finally {
      await runs.close(host);
    }
  }
  return warnings;
}
