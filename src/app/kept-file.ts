/** A kept run as a `.saddle` file that any Saddlescope opens, and back. What it is called stands beside the file, where it can be changed without writing the run anew. */
import { decodeSaddle, encodeSaddle, type Engine } from '../files/saddle-file';
import { packRun, unpackRun } from '../files/stored-run';
import { parameterCount } from '../model/network';
import { parseExperiment } from '../model/schema';
import { UserError } from '../model/user-error';
import type { WholeRun } from './kept-runs';
import { inFile } from './open-file';
import { restingStatus } from './status';
import { fromStored, storedRun } from './stored-run';

export function encodeKept(run: WholeRun, engine: Engine): Uint8Array {
  const stored = storedRun({ ...run, landscape: null }, run.record);
  return encodeSaddle({ experiment: run.experiment, engine, ...packRun(stored) });
}

/** @throws UserError where the run is not whole: a part of one would be compared as if it were all */
export function decodeKept(bytes: Uint8Array, name: string): Omit<WholeRun, 'id' | 'label' | 'rank'> {
  const { document, warnings } = decodeSaddle(bytes, name);
  const experiment = inFile(name, () => parseExperiment(document.experiment));
  const count = parameterCount(experiment.network);
  const unpacked = unpackRun(document, count, name);
  const record = unpacked.record && fromStored(unpacked.record, experiment);
  if (!record) {
    const said = [...warnings, ...unpacked.warnings][0] ?? `${name} holds no run.`;
    throw new UserError(said, name);
  }
  return {
    experiment,
    parameterCount: count,
    step: record.step,
    status: restingStatus(experiment, record),
    message: unpacked.record?.message ?? '',
    history: record.history,
    record,
  };
}
