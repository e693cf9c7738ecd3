/**
 * `npm run kit`: one folder and one archive for a USB stick, with all that a lab without a network needs. `--from DIR` builds from a seed
 * (npm run kit:seed) and asks the network for nothing; `--targets tar.gz,deb` makes only these; `--no-report` leaves the page of claims out;
 * `--output DIR` is where to (dist). Exit codes: 0 all that was asked for, 3 some of it was skipped, 1 it failed.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { downloadPossible } from '../launch/electron-binary.mjs';
import { prepare, projectRoot } from '../launch/prepare.mjs';
import { giveUp, say } from '../launch/say.mjs';
import { currentCommit, setTimes } from './commit.mjs';
import { hasCanvas } from './canvas-package.mjs';
import { findElectron } from './electron-distribution.mjs';
import { hindrance, targets, thisMachine } from './targets.mjs';
import { installTools } from './tools.mjs';

const skipped = 3;

/** @param {string[]} args */
function options(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        from: { type: 'string' },
        targets: { type: 'string' },
        output: { type: 'string', default: 'dist' },
        'no-report': { type: 'boolean', default: false },
      },
    });
    const seed = values.from === undefined ? null : resolve(values.from);
    if (seed !== null && !existsSync(seed)) giveUp(`There is no folder ${seed} to build from.`, 2);
    const names = values.targets?.split(',') ?? targets.map(({ name }) => name);
    const wanted = names.map(
      (name) =>
        targets.find((target) => target.name.toLowerCase() === name.trim().toLowerCase()) ??
        giveUp(`${name} is no target; there are ${targets.map((target) => target.name).join(', ')}.`, 2),
    );
    return { seed, wanted, output: resolve(projectRoot, values.output), report: !values['no-report'] };
  } catch (error) {
    return giveUp(error instanceof Error ? error.message : String(error), 2);
  }
}

/** npm, too, is to look nowhere but in the seed. @param {string} seed */
function npmWithoutNetwork(seed) {
  process.env['npm_config_offline'] = 'true';
  if (existsSync(join(seed, 'npm'))) process.env['npm_config_cache'] = join(seed, 'npm');
}

/** @param {string[]} args @returns {Promise<number>} exit code */
async function kit(args) {
  const { seed, wanted, output, report } = options(args);
  if (seed !== null) npmWithoutNetwork(seed);
  await prepare({ need: ['app'] });
  await installTools();
  // What stands on the packages can only be loaded now.
  const [{ makeStage }, { buildTarget }, { fillKit }, { zipFolder }, { projectManifest }] = [
    await import('./stage.mjs'),
    await import('./build.mjs'),
    await import('./kit-contents.mjs'),
    await import('./zip.mjs'),
    await import('./stage.mjs'),
  ];

  const online = seed === null && (await downloadPossible(projectRoot));
  const machine = thisMachine({
    hasTool: ({ release, file }) => (seed === null ? online : existsSync(join(seed, 'tools', release, file))),
    hasElectron: (target) => online || findElectron(target, seed) !== null,
    hasCanvas: (target) => hasCanvas(target, seed, online),
  });
  const hindrances = wanted.map((target) => hindrance(target, machine));
  const possible = wanted.filter((_target, i) => hindrances[i] === null);
  for (const sentence of hindrances) if (sentence !== null) say(sentence);
  if (possible.length === 0) giveUp('Nothing that could be installed can be made here, so there is no kit.');

  const commit = currentCommit();
  const folder = join(output, 'kit');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const platforms = [...new Set(possible.map(({ target }) => target))];
  await makeStage({ targets: platforms, seed });
  const built = [];
  for (const target of platforms) {
    const formats = possible.filter((it) => it.target === target).map(({ format }) => format);
    say(`Packaging for ${target} …`);
    built.push(await buildTarget({ target, formats, seed, output: join(folder, 'installers') }));
  }
  await fillKit({ folder, built, commit, report });
  setTimes(folder, commit.epoch);
  const name = `Saddlescope-kit-${projectManifest().version}`;
  const archive = join(output, `${name}.zip`);
  await zipFolder({ folder, file: archive, prefix: name, epoch: commit.epoch });

  for (const file of readdirSync(join(folder, 'installers'))) say(`  made ${file}`);
  const size = (statSync(archive).size / 1024 / 1024).toFixed(1);
  say(`The kit is in ${folder}, and as one file of ${size} MiB in ${archive}.`);
  return possible.length < wanted.length ? skipped : 0;
}

const code = await kit(process.argv.slice(2)).catch((error) => {
  say(error instanceof Error ? error.message : String(error));
  return 1;
});
// Not left to the end of the program: electron-builder has a hook there that ends it with 0.
process.exit(code);
