/** What can be made, and what each needs besides Electron: the tools that electron-builder would fetch, and programs of this machine. */
import { spawnSync } from 'node:child_process';

/**
 * @typedef {object} ToolArchive a tool of electron-builder's, as it lies in a seed: `tools/<release>/<file>`
 * @property {string} release
 * @property {string} file
 * @property {string} sha256
 * @property {string[]} variables of the environment, which electron-builder reads: when all are set they name an installed tool instead
 */

const sevenZip = {
  release: '7zip@1.0.0',
  file: '7zip-linux-x64.tar.gz',
  sha256: 'd151bb44b2a9d9bfc52813ce4cac042916394a0ab8a56bd5d221a5dc9ef8d5d7',
  variables: ['ELECTRON_BUILDER_7ZIP_PATH'],
};
const appImage = {
  release: 'appimage@1.0.3',
  file: 'appimage-tools-runtime-20251108.tar.gz',
  sha256: '84021a78ee214ae6fd33a2d62a92ba25542dd10bc86bf117a9b2d0bba44e7665',
  variables: ['APPIMAGE_TOOLS_PATH'],
};
const nsis = {
  release: 'nsis@1.2.1',
  file: 'nsis-bundle-3.12.tar.gz',
  sha256: '56997fdefe25e7928a1a68b4583d08b240b66cf660234053b20131a74cc082f4',
  variables: ['ELECTRON_BUILDER_NSIS_DIR', 'ELECTRON_BUILDER_NSIS_RESOURCES_DIR'],
};
const wine = {
  release: 'wine@1.0.1',
  file: 'wine-11.0-linux-x86_64.tar.xz',
  sha256: 'd8cf95442957b75c07166540142c96d8f7be6a68a572cc656194e7b42e8a0f13',
  variables: ['USE_SYSTEM_WINE'],
};

/**
 * @typedef {object} Target
 * @property {string} name as `--targets` has it
 * @property {string} target `linux-x64`
 * @property {string | null} format electron-builder's name; null: an archive that this project makes itself
 * @property {ToolArchive[]} tools for a Linux machine
 * @property {string[]} programs needed on this machine
 * @property {NodeJS.Platform[]} on where it can be made
 */

/** @type {NodeJS.Platform[]} */
const anywhere = ['linux', 'darwin', 'win32'];

/** @type {Target[]} */
export const targets = [
  { name: 'tar.gz', target: 'linux-x64', format: null, tools: [], programs: [], on: anywhere },
  { name: 'deb', target: 'linux-x64', format: 'deb', tools: [], programs: ['dpkg-deb'], on: ['linux'] },
  { name: 'rpm', target: 'linux-x64', format: 'rpm', tools: [], programs: ['rpmbuild'], on: ['linux'] },
  {
    name: 'AppImage',
    target: 'linux-x64',
    format: 'AppImage',
    tools: [appImage],
    programs: [],
    on: ['linux'],
  },
  {
    name: 'nsis',
    target: 'win32-x64',
    format: 'nsis',
    tools: [sevenZip, nsis, wine],
    programs: [],
    on: ['linux', 'win32'],
  },
  {
    name: 'portable',
    target: 'win32-x64',
    format: 'portable',
    tools: [sevenZip, nsis],
    programs: [],
    on: ['linux', 'win32'],
  },
  { name: 'win-zip', target: 'win32-x64', format: null, tools: [], programs: [], on: anywhere },
  // A program for an arm64 Mac has to be signed after its fuses are set, and only a Mac can.
  { name: 'dmg-x64', target: 'darwin-x64', format: 'dmg', tools: [], programs: [], on: ['darwin'] },
  { name: 'dmg-arm64', target: 'darwin-arm64', format: 'dmg', tools: [], programs: [], on: ['darwin'] },
  { name: 'mac-zip-x64', target: 'darwin-x64', format: 'zip', tools: [], programs: [], on: ['darwin'] },
  { name: 'mac-zip-arm64', target: 'darwin-arm64', format: 'zip', tools: [], programs: [], on: ['darwin'] },
];

/** @param {string} program */
function hasProgram(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/**
 * @typedef {object} Surroundings what there is to build with
 * @property {NodeJS.Platform} platform
 * @property {(program: string) => boolean} hasProgram
 * @property {(tool: ToolArchive) => boolean} hasTool named by its variables, or in the seed; where there is none, whether it can be fetched
 * @property {(target: string) => boolean} hasElectron
 * @property {(target: string) => boolean} hasCanvas
 */

/** @param {Omit<Surroundings, 'platform' | 'hasProgram'>} seed @returns {Surroundings} */
export function thisMachine(seed) {
  const isNamed = (/** @type {ToolArchive} */ { variables }) => variables.every((name) => process.env[name]);
  return {
    platform: process.platform,
    hasProgram,
    ...seed,
    hasTool: (tool) => isNamed(tool) || seed.hasTool(tool),
  };
}

const systems = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

/**
 * Why a target cannot be made here, in one sentence; null when it can.
 * @param {Target} target
 * @param {Surroundings} machine
 */
export function hindrance(target, machine) {
  const { name, on, programs, tools } = target;
  if (!on.includes(machine.platform)) {
    const names = on.map((system) => systems[/** @type {keyof typeof systems} */ (system)]);
    return `${name} is skipped: it can only be made on ${names.join(' or ')}.`;
  }
  const program = programs.find((it) => !machine.hasProgram(it));
  if (program !== undefined) return `${name} is skipped: ${program} is not installed.`;
  if (!machine.hasElectron(target.target))
    return `${name} is skipped: Electron for ${target.target} is missing (npm run kit:seed says which file).`;
  if (!machine.hasCanvas(target.target))
    return `${name} is skipped: the canvas for ${target.target} is missing (npm run kit:seed says which file).`;
  const missing = machine.platform === 'linux' ? tools.filter((it) => !machine.hasTool(it)) : [];
  if (missing.length > 0) {
    const files = missing.map(({ release, file }) => `tools/${release}/${file}`);
    return `${name} is skipped: the seed lacks ${files.join(', ')}.`;
  }
  return null;
}
