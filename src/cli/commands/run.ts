import { Command } from 'commander';
import { UserError } from '../../model/user-error';
import type { RunView, TrainOptions } from '../../app';
import type { Context } from '../context';
import { openInput, type Overrides } from '../input';
import { interruptedAt } from '../interruption';
import { keepSweep } from '../../app/keep-sweep';
import { goesOn, whileKept } from '../kept-work';
import { type PictureFlags, withOverrides, withPicture } from '../options';
import { requireEnding, writeOutput } from '../output';
import { progressBar } from '../progress-bar';
import { requirePlace, saveAll } from '../save';
import { storyOf, summaryOf } from '../story';

interface Options extends Overrides, PictureFlags {
  readonly output?: string;
  readonly png?: string;
  readonly json?: boolean;
}

export function runCommand({ app, signal }: Context): Command {
  return withPicture(withOverrides(new Command('run')))
    .description('train an experiment to the end of its step budget and say what happened')
    .argument('<experiment>', 'experiment JSON, .saddle, PNG, CSV, or the name of a built-in experiment')
    .option('-o, --output <file.saddle>', 'keep the run: question, history, checkpoints')
    .option('--png <file.png>', 'draw the landscape around the origin with the path of the run, and the loss')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Examples:
  saddlescope run xor-from-zero
  saddlescope run mine.json --epsilon 0.3 --seed 7 -o mine.saddle --png mine.png
  saddlescope run flowers.csv --json | jq .loss
  saddlescope run flowers.csv --set data.target=species --set data.decimal=comma`,
    )
    .action(async (argument: string, options: Options) => {
      requireEnding(options.output, '.saddle');
      requireEnding(options.png, '.png');
      await requirePlace(options.output);
      await requirePlace(options.png);
      const { view: opened } = await openInput(app, argument, options);
      if (options.output !== undefined)
        await keepSweep(options.output, () => app.encode(opened.run, 'saddle'));
      const { output, png } = options;
      const view = await whileKept({ app, signal }, [output, png], async (kept) => {
        const bar = progressBar();
        const trained = await app
          .train(opened.run, { onProgress: bar.onProgress, signal, ...kept })
          .finally(bar.clear);
        if (signal.aborted) process.stderr.write(interruptedAfter(trained.step, kept));
        await tell(trained, options, kept);
        return trained;
      });
      // All that there is has been written by now; the exit code must still say that the settings need mending.
      if (view.status === 'diverged') throw new UserError(view.message, 'training.rule.rate');
    });

  /** Prints what has come out, and writes the files that were asked for. */
  async function tell(view: RunView, options: Options, kept: Pick<TrainOptions, 'kept'>): Promise<void> {
    // Said before anything is written, which may fail.
    const final = await app.inspect(view.run, 'final');
    if (options.json) process.stdout.write(`${JSON.stringify(summaryOf(view, final), null, 2)}\n`);
    else process.stdout.write(`${(await storyOf(app, view)).join('\n')}\n`);
    const { output, png } = options;
    const landscape = async () => app.landscape(view.run, {}, { signal, ...kept });
    await saveAll([
      async () => {
        if (png !== undefined && !signal.aborted)
          await writeOutput(app, view, landscape, png, 'png', options);
      },
      async () => {
        if (output !== undefined) await writeOutput(app, view, landscape, output, 'saddle', options);
      },
    ]);
  }
}

const interruptedAfter = (step: number, { kept }: Pick<TrainOptions, 'kept'>): string =>
  `${interruptedAt(step)}${kept === undefined ? '' : `; ${goesOn}`}\n`;
