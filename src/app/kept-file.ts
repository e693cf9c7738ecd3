/** A kept run as a `.saddle` file that any Saddlescope opens, and back. What it is called stands beside the file, where it can be changed without writing the run anew. */
import { decodeSaddle, encodeSaddle, type Engine } from '../files/saddle-file';
import { packRun, unpackRun } from '../files/stored-run';
import { parseExperiment } from '../model/schema';
import { UserError } from '../model/user-error';
import type { WholeRun } from './kept-runs';
import { inFile } from './open-file';
import { restingStatus } from './status';
import { fromStored, networkSize, storedRun } from './stored-run';

export function encodeKept(run: WholeRun, engine: Engine): Uint8Array {
  const stored = storedRun({ ...run, landscape: null }, run.record);
  return encodeSaddle({ experiment: run.experiment, engine, ...packRun(stored) });
}

/** @throws UserError where the run is not whole: a part of one would be compared as if it were all */
export function decodeKept(bytes: Uint8Array, name: string): Omit<WholeRun, 'id' | 'label' | 'rank'> {
  const { document, warnings } = decodeSaddle(bytes, name);
  const experiment = inFile(name, () => parseExperiment(document.experiment));
  const size = networkSize(experiment);
  const unpacked = unpackRun(document, size, name);
  if (unpacked.record === null || unpacked.warnings.length > 0) {
    const said = [...warnings, ...unpacked.warnings][0] ?? `${name} holds no run.`;
    throw new UserError(said, name);
  }
  const record = fromStored(unpacked.record, experiment);
  return {
    experiment,
    parameterCount: size.parameterCount,
    step: record.step,
    status: restingStatus(experiment, record),
    message: unpacked.record.message,
    history: record.history,
    record,
  };
}
