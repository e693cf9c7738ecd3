import { basename, dirname } from 'node:path';
import { Command, Option } from 'commander';
import type { Comparison, JobOptions } from '../../app';
import { drawComparisonPage, comparisonPageSize } from '../../figures/comparison/comparison-page';
import { compareQuantities, type CompareQuantity, quantitiesOf } from '../../figures/comparison/curves';
import type { DrawingContext } from '../../figures/context';
import { UserError } from '../../model/user-error';
import { comparisonLines } from '../comparison-table';
import type { Context } from '../context';
import { isBuiltIn, readInput } from '../input';
import { stopIfInterrupted } from '../interruption';
import { jsonText } from '../json';
import { whileKept } from '../kept-work';
import { type PictureFlags, withPicture } from '../options';
import { drawn, requireEnding } from '../output';
import { requirePlace, save, saveAll } from '../save';
import { printable } from '../../model/printable';
import { progressBar } from '../progress-bar';

interface Options extends PictureFlags {
  readonly json?: boolean;
  readonly csv?: string;
  readonly png?: string;
  readonly svg?: string;
  readonly quantity: CompareQuantity;
  readonly scale: 'linear' | 'log';
}

export function compareCommand({ app, signal }: Context): Command {
  return withPicture(new Command('compare'))
    .description('several runs side by side: exact numbers, the settings that differ, curves over each other')
    .argument(
      '<experiments...>',
      'experiment JSON, .saddle, PNG (also one of a comparison), CSV, or names of built-in experiments',
    )
    .option('--json', 'print the numbers and the differing settings as JSON')
    .option('--csv <file>', 'write the table, one line per run, every digit')
    .option('--png <file>', 'draw the curves over each other above the table')
    .option('--svg <file>', 'the same as a vector graphic')
    .addOption(
      new Option('--quantity <quantity>', 'what the picture draws')
        .choices(compareQuantities.map(({ name }) => name))
        .default('loss'),
    )
    .addOption(
      new Option('--scale <scale>', 'of the picture’s vertical axis')
        .choices(['linear', 'log'])
        .default('linear'),
    )
    .addHelpText(
      'after',
      `
What has not run is trained first. The settings that differ are named by their places in the experiment.

Examples:
  saddlescope compare xor-from-zero xor-pushed
  saddlescope compare a.saddle b.saddle c.json --csv runs.csv --png runs.png --scale log
  saddlescope compare runs.png --json                 the runs of a picture, trained again`,
    )
    .action(async (named: readonly string[], options: Options) => {
      requireEnding(options.csv, '.csv');
      requireEnding(options.png, '.png');
      requireEnding(options.svg, '.svg');
      for (const path of [options.csv, options.png, options.svg]) await requirePlace(path);
      const { most } = app.comparison();
      if (named.length > most)
        throw new UserError(
          `${named.length} runs are more than the ${most} that can be compared: leave some out.`,
          'experiments',
        );
      await whileKept({ app, signal }, [options.csv, options.png, options.svg], async (kept) => {
        for (const argument of named) await keep(argument, kept);
        const comparison = app.comparison();
        requireQuantity(comparison, options);
        process.stdout.write(
          options.json
            ? jsonText(asJson(comparison))
            : `${comparisonLines(comparison).map(printable).join('\n')}\n`,
        );
        await saveAll(writing(comparison, options));
      });
    });

  async function keep(argument: string, kept: Pick<JobOptions, 'kept'>): Promise<void> {
    const bar = progressBar();
    const job = { onProgress: bar.onProgress, signal, ...kept };
    try {
      if (!isBuiltIn(app, argument)) {
        const bytes = await readInput(argument);
        const { warnings } = await app.addToComparison(basename(argument), bytes, {
          ...job,
          folder: dirname(argument),
        });
        for (const warning of warnings) process.stderr.write(`${printable(warning)}\n`);
        return;
      }
      const { run } = await app.createRun(app.template(argument));
      const trained = await app.train(run, job);
      stopIfInterrupted(signal, trained, kept);
      await app.keepRun(run, argument);
      await app.closeRun(run);
    } finally {
      bar.clear();
    }
  }

  function requireQuantity(comparison: Comparison, { png, svg, quantity }: Options): void {
    const known = quantitiesOf(comparison).map(({ name }) => name);
    if ((png === undefined && svg === undefined) || known.includes(quantity)) return;
    throw new UserError(
      `--quantity ${quantity}: none of these runs has it; choose ${known.join(', ')}.`,
      'quantity',
    );
  }

  /** One for each file that was asked for. */
  function writing(comparison: Comparison, options: Options): (() => Promise<void>)[] {
    const { csv, quantity, scale, theme } = options;
    const about = { theme, comparison, curves: { quantity, scale }, engine: app.about() };
    const page = {
      ...comparisonPageSize(comparison),
      ...options.size,
      title: `Comparison of ${comparison.runs.length} runs`,
      description: comparison.sentences.join(' '),
      draw: (ctx: DrawingContext, width: number, height: number) =>
        drawComparisonPage(ctx, { ...about, width, height }),
    };
    const stamps = { png: app.stampComparison, svg: app.stampComparisonSvg };
    const all: (() => Promise<void>)[] = [];
    if (csv !== undefined) all.push(() => save(csv, new TextEncoder().encode(app.comparisonCsv())));
    for (const format of ['png', 'svg'] as const) {
      const path = options[format];
      if (path !== undefined) all.push(async () => save(path, await drawn(page, format, stamps)));
    }
    return all;
  }
}

/** Without the curves, which `export` writes run by run, and without what only a picture needs. */
function asJson({ runs, differences, sentences }: Comparison): object {
  return {
    runs: runs.map(({ history: _, rank: __, id: ___, ...run }) => run),
    differences,
    sentences,
  };
}
