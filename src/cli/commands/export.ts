import { Command, Option } from 'commander';
import type { PointName } from '../../model/experiment';
import { UserError } from '../../model/user-error';
import type { Context } from '../context';
import { formatOf, type Subject, subjectNames, sweepFormatOf, type Written } from '../export-format';
import { openInput } from '../input';
import { keepSweep } from '../../app/keep-sweep';
import { type PictureFlags, pointName, withPicture, withSet } from '../options';
import { requireEnding, writeOutput } from '../output';
import { progressBar } from '../progress-bar';
import { whileKept } from '../kept-work';
import { requirePlace } from '../save';
import { writeSweepAs } from '../sweep-output';
import { needsTraining, trainFully } from '../training';

interface Options extends PictureFlags {
  readonly output: string;
  readonly what?: Subject;
  readonly set: readonly string[];
  readonly at: PointName;
  readonly pytorch?: boolean;
}

export function exportCommand({ app, signal }: Context): Command {
  return withPicture(withSet(new Command('export')))
    .description('write a run or a sweep as a picture, a table, an array, or an experiment')
    .argument('<experiment>', 'a .saddle file, or anything else that can be run')
    .requiredOption(
      '-o, --output <file>',
      'its ending says what to write: .png, .svg, .csv, .npy, .safetensors, .py, .json or .saddle',
    )
    .addOption(
      new Option(
        '--what <what>',
        'what a .csv or .npy holds; theta is every kept checkpoint, one per row (absent: the rows of a sweep; of a run the history for .csv, theta for .npy)',
      ).choices(subjectNames),
    )
    .option(
      '--at <point>',
      'what a .safetensors holds: origin, init, final, best or step:N',
      pointName,
      'final',
    )
    .option('--pytorch', 'a Python script (.py) that repeats the run in PyTorch and compares its losses')
    .addHelpText(
      'after',
      `
Examples:
  saddlescope export x.saddle -o x.png --size 2400x1800
  saddlescope export x.saddle -o x.svg
  saddlescope export x.saddle -o history.csv
  saddlescope export x.saddle -o history.npy --what history
  saddlescope export x.saddle -o landscape.npy --what landscape
  saddlescope export sweep.saddle -o rows.csv
  saddlescope export x.saddle -o theta.safetensors --at best
  saddlescope export x.saddle --pytorch -o x.py
  saddlescope export x.png -o x.json                  the experiment that a picture carries`,
    )
    .action(async (argument: string, options: Options) => {
      if (options.pytorch) requireEnding(options.output, '.py');
      const format = formatOf(options.output, options.what);
      await requirePlace(options.output);
      const { view: opened, landscape: known } = await openInput(app, argument, { set: options.set });
      if (format === 'saddle') await keepSweep(options.output, () => app.encode(opened.run, 'saddle'));
      const sweep = app.storedSweep(opened.run);
      // A file may hold a run as well, of which its endings speak then.
      if (sweep !== null && (opened.step === 0 || options.what === 'sweep') && !atStart(format, options.at)) {
        await writeSweepAs(
          app,
          sweep,
          options.output,
          sweepFormatOf(options.output, options.what, argument),
          options,
        );
        return;
      }
      if (format === 'sweep-csv' || format === 'sweep-npy' || options.what === 'sweep')
        throw new UserError(
          `${argument}: there are no rows of a sweep in it; saddlescope sweep computes them.`,
          argument,
        );
      const untrained = format === 'json' || atStart(format, options.at);
      await whileKept({ app, signal }, [options.output], async (kept) => {
        const view = untrained ? opened : await trainFully(app, opened, signal, kept);
        const bar = progressBar();
        const landscape = async () =>
          known ??
          app.landscape(view.run, {}, { onProgress: bar.onProgress, signal, ...kept }).finally(bar.clear);
        await writeOutput(app, view, landscape, options.output, format, options, options.at);
      });
    });
}

/** Parameters of a point that is there without training. */
const atStart = (format: Written, at: PointName): boolean =>
  format === 'theta-safetensors' && !needsTraining(at);
