import { Command } from 'commander';
import { basename } from 'node:path';
import type { Context } from '../context';
import { Exit, exitCodes } from '../errors';
import { readInput } from '../input';
import { jsonText } from '../json';
import { printable } from '../../model/printable';
import { progressBar } from '../progress-bar';

export function verifyCommand({ app, signal }: Context): Command {
  return new Command('verify')
    .description('compute the run and the sweep of a .saddle file again and compare every array, bit for bit')
    .argument('<file.saddle>', 'a file with a run or a sweep in it')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Exit code 0: all agree; 3: something differs, and it is said what first, and at which step or run.

Examples:
  saddlescope verify x.saddle
  saddlescope verify x.saddle --json | jq .differences`,
    )
    .action(async (path: string, { json }: { readonly json?: boolean }) => {
      const bytes = await readInput(path);
      const bar = progressBar();
      try {
        const found = await app.verify(basename(path), bytes, { onProgress: bar.onProgress, signal });
        bar.clear();
        for (const warning of found.warnings) process.stderr.write(`${printable(warning)}\n`);
        process.stdout.write(json ? jsonText(found) : `${printable(found.sentences.join('\n'))}\n`);
        if (!found.agrees) throw new Exit(exitCodes.differs);
      } finally {
        bar.clear();
      }
    });
}
