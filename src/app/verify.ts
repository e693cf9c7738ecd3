import type { Core } from '../core';
import { fileKind } from '../files/kind';
import { decodeSaddle, type Engine, type SaddleDocument } from '../files/saddle-file';
import { parseExperiment } from '../model/schema';
import { UserError } from '../model/user-error';
import type { WorkerPool } from '../runs/pool';
import type { RunManager } from '../runs/run-manager';
import type { ArrayDifference, JobOptions, Verification } from './contract';
import type { RunMaker } from './keep-run';
import { inFile } from './open-file';
import type { VerifiedPart } from './verify-part';
import { verifyRun } from './verify-run';
import { verifySweep, type VerifiedSweep } from './verify-sweep';
import { verificationSentences } from './verify-words';

/** What a file is verified with. */
export interface VerifyHouse {
  readonly core: Core;
  readonly engine: Engine;
  readonly pool: WorkerPool;
  readonly runs: RunMaker;
  readonly manager: RunManager;
}

const isOfSweep = (array: string): boolean => array.startsWith('sweep_');
/** Without one of them no file was written that holds a run. */
const isOfRun = (array: string): boolean => array === 'history_steps' || array === 'checkpoint_steps';

/**
 * Computes what is in a `.saddle` file again, its run as far as that had come and the rows of its sweep, and compares every array and every scalar with the file, bit for bit.
 * @throws UserError where the file holds neither, and with the place `cancelled` where the signal aborts
 */
export async function verifyFile(
  name: string,
  bytes: Uint8Array,
  house: VerifyHouse,
  { onProgress, signal }: JobOptions,
): Promise<Verification> {
  if (fileKind(bytes, name) !== 'saddle')
    throw new UserError(`${name}: only a .saddle file holds a run that can be verified.`, name);
  const { document: read, warnings } = decodeSaddle(bytes, name);
  const experiment = inFile(name, () => parseExperiment(read.experiment));
  const document: SaddleDocument = { ...read, experiment };
  const { results, arrays, swept = null } = document;
  const hasRows = swept !== null || Object.keys(arrays).some(isOfSweep);
  const hasSweep = hasRows && experiment.sweep !== undefined;
  if (results === null && !hasSweep)
    throw new UserError(
      hasRows
        ? `${name}: it holds rows of a sweep, and its experiment has no sweep that they could be of; compute the sweep again.`
        : `${name}: this experiment has not run yet, so there is nothing to verify; train it and save it first.`,
      name,
    );
  const rows = arrays['sweep_run']?.data.length ?? 0;
  const tell = weighted(
    [results?.step ?? 0, hasSweep ? rows * Math.max(1, experiment.training.steps) : 0],
    onProgress,
  );
  const options = (part: 0 | 1): JobOptions => ({
    onProgress: results !== null && hasSweep ? tell(part) : onProgress,
    signal,
  });
  const run =
    results === null
      ? lostRun(Object.keys(arrays))
      : await verifyRun(name, experiment, results, arrays, house, options(0));
  if (results !== null && hasSweep) tell(0)({ done: 1, total: 1 });
  const sweep = hasSweep ? await verifySweep(name, document, house, options(1)) : null;
  const differences = [...run.differences, ...(sweep?.differences ?? [])];
  const found = {
    agrees: differences.length === 0,
    step: results?.step ?? null,
    arrays: run.arrays + (sweep?.arrays ?? 0),
    numbers: run.numbers + (sweep?.numbers ?? 0),
    differences,
    sweep: sweep?.sweep ?? null,
    unchecked: [
      ...run.unchecked,
      ...(sweep?.unchecked ?? []),
      ...strangers(Object.keys(arrays), run, sweep, results !== null),
    ],
    wrote: document.engine,
    here: house.engine,
    warnings,
  };
  return { ...found, sentences: verificationSentences(name, found) };
}

/** A file without a run has no scalars of one; where it has arrays of one, these were lost. */
function lostRun(arrays: readonly string[]): VerifiedPart {
  const lost: ArrayDifference = { kind: 'form', array: 'results.step', stored: null, computed: [] };
  const differences = arrays.some(isOfRun) ? [lost] : [];
  return { arrays: 0, numbers: 0, differences, unchecked: [], names: new Set() };
}

/** Arrays that neither the run nor the sweep has. */
function strangers(
  arrays: readonly string[],
  run: VerifiedPart,
  sweep: VerifiedSweep | null,
  hasRun: boolean,
): Verification['unchecked'] {
  return arrays
    .filter((array) => !run.names.has(array) && !sweep?.names.has(array))
    .map((array) => {
      if (isOfSweep(array) && sweep === null)
        return { array, why: 'the experiment in the file has no sweep' };
      const of = isOfSweep(array) || !hasRun ? 'sweep' : 'run';
      return { array, why: `no such array belongs to this ${of}` };
    });
}

/** Adds up how far the parts are, each as long as its weight. */
function weighted(weights: readonly number[], onProgress: JobOptions['onProgress']) {
  const total = Math.max(1, weights[0]! + weights[1]!);
  const shares = [0, 0];
  return (part: 0 | 1) =>
    (progress: { readonly done: number; readonly total: number }): void => {
      shares[part] = progress.total === 0 ? 1 : progress.done / progress.total;
      const done = weights.reduce((sum, weight, i) => sum + weight * shares[i]!, 0);
      onProgress?.({ done, total, task: 'verify' });
    };
}
