import { Command } from 'commander';
import type { ClaimResult } from '../../app';
import { UserError } from '../../model/user-error';
import { claimLines, claimsTable } from '../claims';
import { changesOf, oneRow } from '../claim-row';
import type { Context } from '../context';
import { jsonText } from '../json';
import { whileKept } from '../kept-work';
import { openInput } from '../input';
import { collected, type PictureFlags, whole, withPicture } from '../options';
import { claimPicture, requireEnding } from '../output';
import { progressBar } from '../progress-bar';
import { requirePlace, save, saveAll } from '../save';
import { scoreLines, scoreOf } from '../score';

interface Options extends PictureFlags {
  readonly png?: string;
  readonly svg?: string;
  readonly csv?: string;
  readonly score?: string;
  readonly row?: number;
  readonly with?: string;
  readonly set: readonly string[];
  readonly output?: string;
  readonly list?: boolean;
  readonly json?: boolean;
  readonly report?: string;
}

export function claimsCommand(context: Context): Command {
  const { app, signal } = context;
  return withPicture(new Command('claims'))
    .description('decide what people say about starting from zero, each claim by experiments')
    .argument('[ids...]', 'one or several claims; absent: all of them')
    .option('--list', 'name the claims without running anything')
    .option('--json', 'print everything as JSON')
    .option('--report <file.html>', 'write one page that needs no network, with tables and figures')
    .option('--png <file.png>', 'of one claim: write verdict, reasons and figure as a picture')
    .option('--svg <file.svg>', 'the same as a vector graphic')
    .option('--csv <file.csv>', 'of one claim: write its table, a line per experiment')
    .option('--score <experiment>', 'what was predicted in this file, and how much of it was foreseen')
    .option('--row <n>', 'one row of a claim’s table, the first being 1', whole)
    .option('--with <experiment>', 'with --row: measure this experiment in its place')
    .option(
      '--set <place=value>',
      'with --row: change this of it, e.g. training.rule.rate=0.5',
      collected,
      [],
    )
    .option('-o, --output <file.json>', 'with --row: write the row’s experiment')
    .addHelpText(
      'after',
      `
Examples:
  saddlescope claims                        all claims and their verdicts
  saddlescope claims A1i                    do different inputs break the symmetry?
  saddlescope claims --report claims.html   a page to hand out
  saddlescope claims A6e --csv a6e.csv      its experiments with all numbers
  saddlescope claims A6e --row 4 --set training.rule.rate=1
                                            does it still hold there?
  saddlescope claims --score anna.saddle    what Anna predicted, and how much of it came true`,
    )
    .action(async (ids: string[], options: Options) => {
      const { list, json, report, png, svg, csv, score, row, with: other, set, output } = options;
      if (list) {
        const all = app.claims();
        if (json) process.stdout.write(jsonText(all));
        else for (const { id, statement } of all) process.stdout.write(`${id.padEnd(6)}${statement}\n`);
        return;
      }
      if (score !== undefined) {
        const { experiment } = (await openInput(app, score)).view;
        process.stdout.write(json ? jsonText(scoreOf(experiment)) : scoreLines(experiment));
        return;
      }
      if (changesOf({ row, with: other, set, output })) {
        await oneRow(context, ids, { row, with: other, set, output, json });
        return;
      }
      if (report !== undefined && !/\.html?$/i.test(report))
        throw new UserError(`${report}: the report is a page: end its name in .html.`, report);
      for (const [ending, path] of Object.entries({ png, svg, csv })) {
        if (path !== undefined && ids.length !== 1)
          throw new UserError(
            `--${ending} is of one claim: name it, e.g. saddlescope claims A1i --${ending} a1i.${ending}.`,
            'claim',
          );
        requireEnding(path, `.${ending}`);
        await requirePlace(path);
      }
      await requirePlace(report);
      await whileKept(context, [report, csv, png, svg], async (kept) => {
        const bar = progressBar();
        const results = await app
          .decideClaims(ids.length === 0 ? null : ids, { onProgress: bar.onProgress, signal, ...kept })
          .finally(bar.clear);
        if (json) process.stdout.write(jsonText(results.map(withoutCurves)));
        else if (ids.length === 0) process.stdout.write(`${claimsTable(results).join('\n')}\n`);
        else process.stdout.write(`${results.map((result) => claimLines(result).join('\n')).join('\n\n')}\n`);
        const utf8 = (text: string) => new TextEncoder().encode(text);
        const [first] = results;
        const writing: (() => Promise<void>)[] = [];
        for (const [path, format] of [[png, 'png'] as const, [svg, 'svg'] as const])
          if (path !== undefined)
            writing.push(async () => save(path, await claimPicture(app, first!, options, format)));
        if (csv !== undefined) writing.push(() => save(csv, utf8(app.claimTable(first!))));
        if (report !== undefined) writing.push(() => save(report, utf8(app.claimsPage(results))));
        await saveAll(writing);
      });
    });
}

/** The figure holds the curves that are shown; those of every cell would be most of the text. */
function withoutCurves({ rows, ...result }: ClaimResult): object {
  return { ...result, rows: rows.map(({ curves: _, ...row }) => row) };
}
