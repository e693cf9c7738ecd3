import type { Core } from '../core';
import { historyCsv, landscapeCsv } from '../files/csv-table';
import { historyNpy } from '../files/history-npy';
import { encodeNpy } from '../files/npy';
import { packRun } from '../files/stored-run';
import { encodeSaddle, type Engine, type SaddleDocument } from '../files/saddle-file';
import { encodeSafetensors } from '../files/safetensors';
import { thetaTensors } from '../files/theta-tensors';
import type { Experiment, PointName } from '../model/experiment';
import { SweepPlan } from '../model/sweep/plan';
import { UserError } from '../model/user-error';
import type { ExportFormat } from './contract';
import { pytorchOf } from './pytorch-script';
import type { RunHost } from './run-host';
import { lostParameters } from '../runs/lost-parameters';
import type { RunRecord } from '../runs/record';
import { toStored } from './stored-run';
import { packResult, questionHash } from './sweep-result';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * The bytes of a run in a format. Throws `UserError` where the run has nothing of that kind yet.
 * @param at the point, where the format is about one
 */
export async function encodeRun(
  host: RunHost,
  format: ExportFormat,
  engine: Engine,
  core: Core,
  at: PointName | Float64Array,
): Promise<Uint8Array> {
  const record = () => host.worker.call('record', []);
  switch (format) {
    case 'saddle':
      return encodeSaddle(documentOf(host, await record(), engine, core));
    case 'json':
      return utf8(`${JSON.stringify(host.experiment, null, 2)}\n`);
    case 'history-csv':
      return utf8(historyCsv((await record()).history));
    case 'history-npy':
      return historyNpy((await record()).history);
    case 'theta-npy': {
      const { checkpoints, parameterCount } = toStored(host, await record());
      if (checkpoints.length === 0) throw lostParameters();
      return encodeNpy({ shape: [checkpoints.length / parameterCount, parameterCount], data: checkpoints });
    }
    case 'theta-safetensors': {
      const { network, precision } = host.experiment;
      const point = await host.worker.call('inspect', [at]);
      return encodeSafetensors({
        tensors: thetaTensors(network, point.theta, precision),
        metadata: new Map([
          // What says that names and order are PyTorch's.
          ['format', 'pt'],
          ['saddlescope', engine.version],
          ['point', point.step === null ? point.at : `step:${point.step}`],
        ]),
      });
    }
    case 'pytorch':
      return utf8(await pytorchOf(host, await record(), engine));
    case 'landscape-csv':
      return utf8(landscapeCsv(landscapeOf(host)));
    case 'landscape-npy': {
      const { values, alphas, betas } = landscapeOf(host);
      return encodeNpy({ shape: [betas.length, alphas.length], data: values });
    }
  }
}

/** The `.saddle` file of a run and what its next steps depend on, both of one moment; null where it has lost a part, or is not yet where it was. */
export async function encodeBegun(
  host: RunHost,
  engine: Engine,
  core: Core,
): Promise<{ readonly saddle: Uint8Array; readonly trainer: Uint8Array | null }> {
  const begun = await host.worker.call('save', []);
  const record = begun?.record ?? (await host.worker.call('record', []));
  // Again and again while the run goes on, so not deflated.
  const saddle = encodeSaddle(documentOf(host, record, engine, core), { stored: true });
  return { saddle, trainer: begun?.trainer ?? null };
}

function documentOf(host: RunHost, record: RunRecord, engine: Engine, core: Core): SaddleDocument {
  const run = packRun(toStored(host, record));
  const sweep = sweepOf(host, engine, core);
  return {
    experiment: host.experiment,
    engine,
    results: run.results,
    swept: sweep?.swept ?? null,
    arrays: { ...run.arrays, ...sweep?.arrays },
  };
}

/** A sweep is saved with the run that its file opened as, for as long as the experiment is the one that it was made of. */
function sweepOf({ sweep, experiment }: RunHost, engine: Engine, core: Core) {
  if (sweep === null || experiment.sweep === undefined) return null;
  const hash = (of: Experiment) => questionHash(new SweepPlan(of, core.math), engine);
  return hash(experiment) === hash(sweep.experiment) ? packResult(sweep, engine, core) : null;
}

function landscapeOf(host: RunHost) {
  if (host.landscape !== null) return host.landscape;
  throw new UserError('There is no landscape yet: compute one first.', 'landscape');
}
