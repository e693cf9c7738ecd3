import { Command } from 'commander';
import type { Context } from '../context';

export function schemaCommand({ app }: Context): Command {
  return new Command('schema')
    .description('print the JSON Schema of an experiment, so that an editor can complete and check it')
    .addHelpText('after', '\nExample:\n  saddlescope schema > experiment.schema.json')
    .action(() => {
      process.stdout.write(`${JSON.stringify(app.schema(), null, 2)}\n`);
    });
}
