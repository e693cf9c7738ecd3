import { historyCsv, landscapeCsv } from '../files/csv-table';
import { encodeNpy } from '../files/npy';
import { packRun } from '../files/stored-run';
import { encodeSaddle, type Engine } from '../files/saddle-file';
import { encodeSafetensors } from '../files/safetensors';
import { thetaTensors } from '../files/theta-tensors';
import type { PointName } from '../model/experiment';
import { UserError } from '../model/user-error';
import type { ExportFormat } from './contract';
import { pytorchOf } from './pytorch-script';
import type { RunHost } from './run-host';
import { toStored } from './stored-run';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * The bytes of a run in a format. Throws `UserError` where the run has nothing of that kind yet.
 * @param at the point, where the format is about one
 */
export async function encodeRun(
  host: RunHost,
  format: ExportFormat,
  engine: Engine,
  at: PointName | Float64Array,
): Promise<Uint8Array> {
  const record = () => host.worker.call('record', []);
  switch (format) {
    case 'saddle': {
      const stored = toStored(host, await record());
      return encodeSaddle({ experiment: host.experiment, engine, ...packRun(stored) });
    }
    case 'json':
      return utf8(`${JSON.stringify(host.experiment, null, 2)}\n`);
    case 'history-csv':
      return utf8(historyCsv((await record()).history));
    case 'theta-npy': {
      const { checkpoints, parameterCount } = toStored(host, await record());
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

function landscapeOf(host: RunHost) {
  if (host.landscape !== null) return host.landscape;
  throw new UserError('There is no landscape yet: compute one first.', 'landscape');
}
