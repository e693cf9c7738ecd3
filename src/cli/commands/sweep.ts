import { Command } from 'commander';
import type { Shard } from '../../app';
import { UserError } from '../../model/user-error';
import type { Context } from '../context';
import { openPlain, warn } from '../input';
import { collected, numeric, type PictureFlags, whole, withPicture } from '../options';
import { requireEnding } from '../output';
import { printable } from '../../model/printable';
import { progressBar } from '../progress-bar';
import { requirePlace } from '../save';
import { slurmScript } from '../slurm';
import { shardOf, type SweepFlags, sweepWords, withSweep } from '../sweep-options';
import { type SweepFiles, writeSweep } from '../sweep-output';

interface Options extends SweepFlags, SweepFiles, PictureFlags {
  readonly output?: string;
  readonly workers?: number;
  readonly shard?: Shard;
  readonly restart?: boolean;
  readonly slurm?: number;
}

export function sweepCommand({ app, program, signal }: Context): Command {
  return withPicture(new Command('sweep'))
    .description('one experiment over a grid of settings and seeds: who escapes, when, and who solves it')
    .argument('<experiment>', 'experiment JSON, .saddle, PNG, CSV, or the name of a built-in experiment')
    .option(
      '--over <place=values>',
      'vary a setting: rate=0.1,0.3,1 · seed=1..100 · epsilon=0.01..1:5:log; may be repeated',
      collected,
      [],
    )
    .option('--zip', 'first values together, then the second ones, instead of every value with every other')
    .option('--set <place=value>', 'change the experiment first, e.g. training.steps=2000', collected, [])
    .option('--escape-share <share>', 'share of the first loss that must be gone (0.1)', numeric)
    .option('--solved-below <loss>', 'largest final loss of a run that counts as solved (0.01)', numeric)
    .option('--every <n>', 'steps between two looks at the loss (1)', whole)
    .option('-o, --output <file.saddle>', 'keep all rows; with a journal beside it, so that nothing is lost')
    .option('--csv <file>', 'write the rows, one line per run')
    .option('--png <file>', 'draw the survival curves and the table over two settings')
    .option('--svg <file>', 'the same as a vector graphic')
    .option('--json', 'print the statistics as JSON')
    .option('--workers <n>', 'threads (default: all cores but one)', whole)
    .option('--shard <i/n>', 'compute one of n shares; saddlescope merge joins them', shardOf)
    .option('--restart', 'throw away what is in the output and its journal, of whatever sweep')
    .option('--slurm <n>', 'compute nothing: print a script for sbatch, an array of n shares', whole)
    .addHelpText(
      'after',
      `
A sweep can stand in the experiment itself: "sweep": {"axes": [{"over": "seed", "from": 1, "to": 100, "scale": "integer"}]}.
With -o it can be stopped at any moment, and the same command goes on.

Examples:
  saddlescope sweep xor-pushed --over rate=0.1,0.3,1 --over seed=1..100
  saddlescope sweep mine.json -o mine.saddle --csv mine.csv --png mine.png
  saddlescope sweep mine.json --shard 3/8 -o part3.saddle
  saddlescope sweep mine.json -o mine.saddle --slurm 8 > job.sh && sbatch job.sh`,
    )
    .action(async (argument: string, options: Options) => {
      const { output, csv, png, svg, workers, shard = null, restart = false, slurm } = options;
      requireEnding(output, '.saddle');
      requireEnding(csv, '.csv');
      requireEnding(png, '.png');
      requireEnding(svg, '.svg');
      for (const path of [output, csv, png, svg]) await requirePlace(path);
      if (slurm !== undefined) refuseBesideSlurm(options);
      const { view, warnings } = await openPlain(app, argument, options.set);
      warn(warnings);
      const experiment = withSweep(app, view.experiment, options);
      await app.closeRun(view.run);
      if (slurm !== undefined) {
        process.stdout.write(await script(argument, options, experiment, slurm));
        return;
      }
      const bar = progressBar();
      const job = app.startSweep(experiment, {
        signal,
        shard,
        restart,
        onProgress: bar.onProgress,
        onNote: (sentence) => {
          bar.clear();
          process.stderr.write(`${printable(sentence)}\n`);
        },
        ...(workers === undefined ? {} : { workers }),
        ...(output === undefined ? {} : { output }),
      });
      const result = await job.finished.finally(bar.clear);
      if (job.written) process.stderr.write(`wrote ${output}\n`);
      await writeSweep(app, result, options);
    });

  async function script(
    argument: string,
    options: Options,
    experiment: Parameters<typeof app.planSweep>[0],
    shards: number,
  ): Promise<string> {
    const { output } = options;
    if (output === undefined)
      throw new UserError('--slurm needs -o FILE.saddle: the shares are named after it.', 'output');
    const { runs } = await app.planSweep(experiment);
    if (shards < 1 || shards > runs)
      throw new UserError(`--slurm ${shards}: there are ${runs} runs; ask for 1 to ${runs} shares.`, 'slurm');
    const { workers, restart = false } = options;
    return slurmScript({ program, words: sweepWords(argument, options), output, shards, workers, restart });
  }
}

/** What is made of the whole cannot be made by one share, and a share has no shares. */
function refuseBesideSlurm(options: Options): void {
  const whole = (['csv', 'png', 'svg', 'json'] as const).find((name) => options[name] !== undefined);
  if (whole !== undefined)
    throw new UserError(
      `--slurm only prints a script, and --${whole} is of the whole sweep: give it to the saddlescope merge that joins the shares.`,
      'slurm',
    );
  if (options.shard !== undefined)
    throw new UserError('--slurm makes shares of the whole sweep: leave --shard out.', 'slurm');
}
