import { Command } from 'commander';
import { basename } from 'node:path';
import { readFile } from 'node:fs/promises';
import { writeFileAtomically } from '../../files/atomic-write';
import { UserError } from '../../model/user-error';
import type { Context } from '../context';
import { startedFrom } from '../input';

interface Options {
  readonly output?: string;
  readonly list?: boolean;
  readonly csv?: string;
  readonly from?: string;
}

export function newCommand({ app }: Context): Command {
  return new Command('new')
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
  saddlescope new --csv flowers.csv -o flowers.json`,
    )
    .action(async (name: string, { output, list, csv, from }: Options) => {
      if (list) {
        const templates = app.templates();
        const width = Math.max(...templates.map((template) => template.name.length));
        for (const template of templates)
          process.stdout.write(`${template.name.padEnd(width)}  ${template.summary}\n`);
        return;
      }
      const plain = csv === undefined ? app.template(name) : await fromCsv(csv);
      const experiment = await startedFrom(app, plain, from);
      const text = `${JSON.stringify(experiment, null, 2)}\n`;
      if (output === undefined) process.stdout.write(text);
      else {
        await writeFileAtomically(output, new TextEncoder().encode(text));
        process.stderr.write(`wrote ${output}\n`);
      }
    });

  async function fromCsv(path: string) {
    const bytes = await readFile(path).catch(() => {
      throw new UserError(`${path}: the table cannot be read; check the name and its permissions.`, path);
    });
    const { view } = await app.open(basename(path), bytes);
    return view.experiment;
  }
}
