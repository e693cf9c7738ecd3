import { mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { UserError } from '../../model/user-error';
import type { Context } from '../context';
import { writeOutput } from '../output';
import { progressBar } from '../progress-bar';
import { storyOf } from '../story';

/** The main job without a window: XOR from all zeros, and the same pushed off the saddle. */
const look = { theme: 'light' } as const;
const experiments = ['xor-from-zero', 'xor-pushed'];

export function demoCommand({ app, signal }: Context): Command {
  return new Command('demo')
    .description('train XOR from all zeros, then pushed off the saddle; keep both as .saddle and PNG')
    .argument('[folder]', 'where to write', 'saddlescope-demo')
    .addHelpText('after', '\nExample:\n  saddlescope demo pictures')
    .action(async (folder: string) => {
      await makeFolder(resolve(folder)).catch(() => {
        throw new UserError(`${folder}: the folder cannot be made; name one that you may write to.`, folder);
      });
      for (const name of experiments) {
        const bar = progressBar();
        const job = { onProgress: bar.onProgress, signal };
        const { run } = await app.createRun(app.template(name));
        const view = await app.train(run, job);
        const landscape = await app.landscape(run, {}, job);
        bar.clear();
        process.stdout.write(`${(await storyOf(app, view)).join('\n')}\n\n`);
        await writeOutput(app, view, async () => landscape, join(folder, `${name}.saddle`), 'saddle', look);
        await writeOutput(app, view, async () => landscape, join(folder, `${name}.png`), 'png', look);
      }
      process.stdout.write(`The files are in ${resolve(folder)}.\n`);
    });
}

/** One level at a time: Node's own recursive way never returns where a file system refuses new folders in its special ways (/proc). */
async function makeFolder(path: string): Promise<void> {
  const exists = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (exists) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path);
}
