import type { Saddlescope, SweepResult } from '../app';
import type { Written } from './export-format';
import { jsonText } from './json';
import type { PictureFlags } from './options';
import { sweepPicture } from './output';
import { printable } from '../model/printable';
import { save, saveAll } from './save';
import { sweepJson, sweepLines } from './sweep-table';

/** What can be made of a sweep besides its file. */
export interface SweepFiles {
  readonly csv?: string;
  readonly png?: string;
  readonly svg?: string;
  readonly json?: boolean;
}

/** Prints the statistics, and writes the files that were asked for. */
export async function writeSweep(
  app: Saddlescope,
  result: SweepResult,
  options: SweepFiles & PictureFlags,
): Promise<void> {
  process.stdout.write(
    options.json === true ? jsonText(sweepJson(result)) : `${sweepLines(result).map(printable).join('\n')}\n`,
  );
  const { csv } = options;
  await saveAll([
    async () => {
      if (csv !== undefined) await save(csv, new TextEncoder().encode(app.sweepCsv(result)));
    },
    ...(['png', 'svg'] as const).map((format) => async () => {
      const path = options[format];
      if (path !== undefined) await save(path, await sweepPicture(app, result, options, format));
    }),
  ]);
}

/** Writes a sweep to a file in one of the formats that it can have. */
export async function writeSweepAs(
  app: Saddlescope,
  result: SweepResult,
  path: string,
  format: Written,
  look: PictureFlags,
): Promise<void> {
  const utf8 = (text: string) => new TextEncoder().encode(text);
  switch (format) {
    case 'png':
    case 'svg':
      return save(path, await sweepPicture(app, result, look, format));
    case 'sweep-npy':
      return save(path, app.sweepNpy(result));
    case 'saddle':
      return save(path, app.sweepSaddle(result));
    case 'json':
      return save(path, utf8(`${JSON.stringify(result.experiment, null, 2)}\n`));
    default:
      return save(path, utf8(app.sweepCsv(result)));
  }
}
