import { Command } from 'commander';
import { basename, dirname } from 'node:path';
import { largestTable } from '../../files/read-limited';
import type { Context } from '../context';
import { changedBy, readInput, startedFrom, warn } from '../input';
import { withSet } from '../options';
import { requirePlace, save } from '../save';

interface Options {
  readonly output?: string;
  readonly list?: boolean;
  readonly csv?: string;
  readonly from?: string;
  readonly set: readonly string[];
}

export function newCommand({ app }: Context): Command {
  return withSet(new Command('new'))
    .description('write an experiment to edit, from a built-in one or for your own table')
    .argument('[name]', 'a built-in experiment', app.templates()[0]!.name)
    .option('-o, --output <file.json>', 'where to write it; absent: standard output')
    .option('--list', 'name the built-in experiments')
    .option('--csv <file.csv>', 'an experiment on this table, fitted to its columns')
    .option('--from <file.safetensors>', 'it starts from these parameters')
    .addHelpText(
      'after',
      `
Examples:
  saddlescope new --list
  saddlescope new xor-from-zero -o mine.json
  saddlescope new --csv flowers.csv -o flowers.json
  saddlescope new --csv flowers.csv --set data.decimal=comma -o flowers.json`,
    )
    .action(async (name: string, { output, list, csv, from, set }: Options) => {
      if (list) {
        const templates = app.templates();
        const width = Math.max(...templates.map((template) => template.name.length));
        for (const template of templates)
          process.stdout.write(`${template.name.padEnd(width)}  ${template.summary}\n`);
        return;
      }
      await requirePlace(output);
      const plain = csv === undefined ? app.template(name) : await fromCsv(csv, set);
      const experiment = await startedFrom(app, changedBy(app, plain, set), from);
      const text = `${JSON.stringify(experiment, null, 2)}\n`;
      if (output === undefined) process.stdout.write(text);
      else await save(output, new TextEncoder().encode(text));
    });

  async function fromCsv(path: string, set: readonly string[]) {
    const bytes = await readInput(path, largestTable);
    const { view, warnings } = await app.open(basename(path), bytes, { folder: dirname(path), set });
    warn(warnings);
    return view.experiment;
  }
}
