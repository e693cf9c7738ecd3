import type { Saddlescope, SweepResult } from '../app';
import { writeFileAtomically } from '../files/atomic-write';
import { jsonText } from './json';
import type { PictureFlags } from './options';
import { sweepPicture } from './output';
import { printable } from '../model/printable';
import { sweepJson, sweepLines } from './sweep-table';

/** What can be made of a sweep besides its file. */
export interface SweepFiles {
  readonly csv?: string;
  readonly png?: string;
  readonly svg?: string;
  readonly json?: boolean;
}

/** Writes the files that were asked for, and prints the statistics. */
export async function writeSweep(
  app: Saddlescope,
  result: SweepResult,
  options: SweepFiles & PictureFlags,
): Promise<void> {
  const write = async (path: string, bytes: Uint8Array) => {
    await writeFileAtomically(path, bytes);
    process.stderr.write(`wrote ${path}\n`);
  };
  if (options.csv !== undefined) await write(options.csv, new TextEncoder().encode(app.sweepCsv(result)));
  for (const format of ['png', 'svg'] as const) {
    const path = options[format];
    if (path !== undefined) await write(path, await sweepPicture(app, result, options, format));
  }
  process.stdout.write(
    options.json === true ? jsonText(sweepJson(result)) : `${sweepLines(result).map(printable).join('\n')}\n`,
  );
}
