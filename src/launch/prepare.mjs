/**
 * Makes a fresh clone ready: installs the packages and builds what is missing or older than its sources. Plain Node, no dependencies,
 * because it is what runs before there are any.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runQuietly } from './command.mjs';
import { giveUp } from './say.mjs';

/** The project's top folder. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The built command line. */
export const commandLine = join(projectRoot, 'out', 'main', 'cli.js');

const inProject = (/** @type {string[]} */ ...parts) => join(projectRoot, ...parts);

/** Refuses a Node that cannot run the project, before anything fails in a way that nobody understands. */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  giveUp(
    `Saddlescope needs Node 20.19 or newer, and this is Node ${process.versions.node}: install a newer one from nodejs.org.`,
  );
}

/**
 * SHA-256 over the names and contents of files below some places.
 * @param {string[]} places
 */
function fingerprint(places) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    const full = inProject(path);
    if (!existsSync(full)) return;
    if (statSync(full).isFile()) {
      hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
      return;
    }
    const entries = readdirSync(full, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      // The tools of src/packaging are installed among the sources.
      if (entry.name === 'node_modules') continue;
      if (entry.isDirectory() || entry.isFile()) add(`${path}/${entry.name}`);
    }
  };
  places.forEach(add);
  return hash.digest('hex');
}

/**
 * Does a step unless the stamp that it left last time still fits its sources.
 * @param {string} stamp path of the stamp file
 * @param {string} current fingerprint of the sources
 * @param {() => Promise<void>} step
 */
async function unlessStamped(stamp, current, step) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return;
  rmSync(stamp, { force: true });
  await step();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, current);
}

async function installPackages() {
  const npm = process.env['npm_execpath'];
  const viaNode = npm !== undefined && /\.c?js$/.test(npm);
  await runQuietly({
    title: 'Installing the packages (first time only, about half a minute)',
    command: viaNode ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm',
    args: [...(viaNode ? [npm] : []), 'ci', '--include=dev', '--no-audit', '--no-fund'],
    cwd: projectRoot,
    log: inProject('out', 'log', 'install.log'),
    remedy:
      'It needs the npm registry (or a filled npm cache: npm ci --offline) and a writable project folder.',
  });
}

/** @param {string} tool path below node_modules @param {string[]} args @param {string} title */
function build(tool, args, title) {
  return runQuietly({
    title,
    command: process.execPath,
    args: [inProject('node_modules', tool), ...args],
    cwd: projectRoot,
    log: inProject('out', 'log', `${title.split(' ').at(-1)}.log`),
    remedy: 'Mend the error above and start again.',
  });
}

/**
 * @param {{ need: ('packages' | 'core' | 'app')[] }} what `app` includes `core`, and both include `packages`
 * @returns {Promise<void>}
 */
export async function prepare({ need }) {
  checkNode();
  const lock = fingerprint(['package-lock.json']);
  await unlessStamped(inProject('node_modules', '.saddlescope-stamp'), lock, installPackages);
  if (need.includes('core') || need.includes('app')) {
    const sources = fingerprint(['assembly', 'package-lock.json']);
    await unlessStamped(inProject('out', 'core', 'stamp'), sources, () =>
      build(
        'assemblyscript/bin/asc.js',
        ['assembly/index.ts', '--config', 'assembly/asconfig.json', '--target', 'release'],
        'Building the core',
      ),
    );
  }
  if (need.includes('app')) {
    const sources = fingerprint([
      'src',
      'renderer',
      'electron.vite.config.ts',
      'tsconfig.json',
      'package.json',
      'package-lock.json',
    ]);
    await unlessStamped(inProject('out', 'main', 'stamp'), sources, () =>
      build('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn'], 'Building the app'),
    );
  }
}
