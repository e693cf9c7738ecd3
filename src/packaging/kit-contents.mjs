/** Everything in the kit that is no installer. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { commandLine, projectRoot } from '../launch/prepare.mjs';
import { runQuietly } from '../launch/command.mjs';
import { bundledPackages } from './bundled-packages.mjs';
import { electronVersion, sha256 } from './electron-distribution.mjs';
import { installPages } from './install-pages.mjs';
import { electronLicences } from './notices.mjs';
import { billOfMaterials } from './sbom.mjs';
import { projectManifest, stage } from './stage.mjs';

/** @param {string[]} args */
function saddlescope(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [commandLine, ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`saddlescope ${args.join(' ')} failed: ${stderr}`);
  return stdout;
}

/** Every built-in experiment as a file to open and to edit. @param {string} folder */
function writeExperiments(folder) {
  mkdirSync(folder, { recursive: true });
  const names = saddlescope('new', '--list')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ', 1)[0] ?? '');
  for (const name of names) saddlescope('new', name, '-o', join(folder, `${name}.json`));
}

/** @param {string} folder @param {string | undefined} unpacked a program with Electron in it */
function writeLicences(folder, unpacked) {
  mkdirSync(folder, { recursive: true });
  for (const name of ['LICENSE.txt', 'THIRD-PARTY-NOTICES.txt'])
    cpSync(join(stage.resources, name), join(folder, name));
  for (const { from, to } of unpacked === undefined ? [] : electronLicences(unpacked))
    cpSync(from, join(folder, to));
}

/** @param {import('./build.mjs').Built[]} built @param {import('./commit.mjs').Commit} commit */
async function versionText(built, { commit, changed, epoch }) {
  const core = await sha256(join(projectRoot, 'out', 'core', 'core.wasm'));
  return [
    `Saddlescope ${projectManifest().version}`,
    `commit ${commit}${changed ? ', with changes that are not committed' : ''}`,
    `of ${new Date(epoch * 1000).toISOString()}`,
    `Electron ${electronVersion()}`,
    `core.wasm ${core}`,
    ...built.map(({ target, asar }) => `app.asar (${target}) ${asar}`),
    '',
  ].join('\n');
}

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** As `sha256sum -c` reads it. @param {string} folder */
async function writeSums(folder) {
  const names = filesBelow(folder).map((path) => relative(folder, path).split(sep).join('/'));
  const lines = [];
  for (const name of names.filter((name) => name !== 'SHA256SUMS').sort())
    lines.push(`${await sha256(join(folder, name))}  ${name}\n`);
  writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''));
}

/**
 * Fills the folder, in which the installers are already.
 * @param {object} options
 * @param {string} options.folder
 * @param {import('./build.mjs').Built[]} options.built
 * @param {import('./commit.mjs').Commit} options.commit
 * @param {boolean} options.report whether to decide all claims for the page about them, which takes a while
 */
export async function fillKit({ folder, built, commit, report }) {
  const installers = join(folder, 'installers');
  const pages = installPages(existsSync(installers) ? readdirSync(installers) : []);
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, name), text);
  writeExperiments(join(folder, 'experiments'));
  writeLicences(join(folder, 'licences'), built[0]?.unpacked);
  const { version } = projectManifest();
  const bill = billOfMaterials({
    version,
    packages: bundledPackages(),
    targets: built.map(({ target }) => target),
    commit,
  });
  writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
  writeFileSync(join(folder, 'VERSION'), await versionText(built, commit));
  if (report)
    await runQuietly({
      title: 'Deciding the claims (--no-report leaves their page out)',
      command: process.execPath,
      args: [commandLine, 'claims', '--report', join(folder, 'claims.html')],
      cwd: projectRoot,
      log: join(projectRoot, 'out', 'log', 'claims.log'),
      remedy: 'Mend the error above and start again.',
    });
  await writeSums(folder);
}
