import { basename } from 'node:path';
import { Command } from 'commander';
import type { Context } from '../context';
import { readInput } from '../input';
import { keepSweep } from '../../app/keep-sweep';
import { type PictureFlags, withPicture } from '../options';
import { requireEnding } from '../output';
import { requirePlace, save } from '../save';
import { type SweepFiles, writeSweep } from '../sweep-output';

interface Options extends SweepFiles, PictureFlags {
  readonly output: string;
}

export function mergeCommand({ app }: Context): Command {
  return withPicture(new Command('merge'))
    .description(
      'join the shares of a sweep that were computed apart; the result is that of one computer, to the bit',
    )
    .argument('<shares...>', 'files that saddlescope sweep --shard wrote, in any order')
    .requiredOption('-o, --output <file.saddle>', 'the whole sweep')
    .option('--csv <file>', 'write the rows, one line per run')
    .option('--png <file>', 'draw the survival curves and the table over two settings')
    .option('--svg <file>', 'the same as a vector graphic')
    .option('--json', 'print the statistics as JSON')
    .addHelpText(
      'after',
      `
Examples:
  saddlescope merge part*.saddle -o whole.saddle
  saddlescope merge part1.saddle part2.saddle -o whole.saddle --png whole.png`,
    )
    .action(async (shares: readonly string[], options: Options) => {
      const { output, csv, png, svg } = options;
      requireEnding(output, '.saddle');
      requireEnding(csv, '.csv');
      requireEnding(png, '.png');
      requireEnding(svg, '.svg');
      for (const path of [output, csv, png, svg]) await requirePlace(path);
      const files = [];
      for (const path of shares) files.push({ name: basename(path), bytes: await readInput(path) });
      const result = await app.mergeSweeps(files);
      const bytes = app.sweepSaddle(result);
      await keepSweep(output, () => bytes);
      await save(output, bytes);
      await writeSweep(app, result, options);
    });
}
