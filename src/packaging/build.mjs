/** Makes the packages of one target (`linux-x64`) from the staged app and a distribution of Electron. */
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { builderConfig } from './builder-config.mjs';
import { currentCommit, setTimes } from './commit.mjs';
import { layoutOf } from './check-package.mjs';
import { electronVersion, findElectron, sha256, verifyElectron } from './electron-distribution.mjs';
import { verifyFuses } from './fuses.mjs';
import { product } from './settings.mjs';
import { projectManifest, stage, stageFolder } from './stage.mjs';
import { tarGz } from './tar-gz.mjs';
import { packagingFolder, tool } from './tools.mjs';
import { zipFolder } from './zip.mjs';

const systems = { linux: 'linux', win32: 'windows', darwin: 'mac' };

/**
 * Nothing is fetched: tools come from the seed, and what is not there cannot be asked for by accident.
 * @param {string} seed
 */
function withoutNetwork(seed) {
  Object.assign(process.env, {
    ELECTRON_BUILDER_CACHE: join(seed, 'tools'),
    ELECTRON_BUILDER_BINARIES_MIRROR: 'https://not-fetched.invalid/',
    ELECTRON_MIRROR: 'https://not-fetched.invalid/',
  });
}

/**
 * @typedef {object} Built
 * @property {string} target
 * @property {string[]} files the packages
 * @property {string} unpacked folder of the unpacked program
 * @property {string} asar SHA-256 of the app's archive
 */

/**
 * @param {object} options
 * @param {string} options.target
 * @param {(string | null)[]} options.formats electron-builder's; null: the plain archive
 * @param {string | null} options.seed
 * @param {string} options.output
 * @returns {Promise<Built>}
 */
export async function buildTarget({ target, formats, seed, output }) {
  const [platform, arch] = /** @type {[import('./settings.mjs').Platform, 'x64' | 'arm64']} */ (
    target.split('-', 2)
  );
  const { epoch } = currentCommit();
  process.env['SOURCE_DATE_EPOCH'] = String(epoch);
  if (seed !== null) withoutNetwork(seed);
  // fpm itself, if there is one, has been named by whoever wants it.
  process.env['CUSTOM_FPM_PATH'] ??= join(packagingFolder, 'fpm.mjs');
  const electron = findElectron(target, seed);
  if (electron?.kind === 'archive') await verifyElectron(target, electron.path);

  const { build, Platform, Arch } = tool('electron-builder');
  const system = { linux: Platform.LINUX, win32: Platform.WINDOWS, darwin: Platform.MAC }[platform];
  const work = join(stageFolder, 'work', target);
  rmSync(work, { recursive: true, force: true });
  const wanted = formats.filter((format) => format !== null);
  const config = builderConfig({
    target,
    electronVersion: electronVersion(),
    electronDist: electron?.path ?? null,
    output: work,
  });
  /** @type {string[]} */
  const artifacts = await build({
    projectDir: stage.app,
    config,
    targets: system.createTarget(wanted.length > 0 ? wanted : ['dir'], Arch[arch]),
    publish: 'never',
  });

  const folders = {
    linux: 'linux-unpacked',
    win32: 'win-unpacked',
    darwin: arch === 'x64' ? 'mac' : `mac-${arch}`,
  };
  const unpacked = join(work, folders[platform]);
  const { executable, resources } = layoutOf(unpacked, platform);
  await verifyFuses(executable);
  mkdirSync(output, { recursive: true });
  const files = artifacts.filter((path) => /\.(deb|rpm|AppImage|exe|dmg|zip)$/.test(path));
  const moved = files.map((path) => {
    const place = join(output, path.slice(work.length + 1));
    renameSync(path, place);
    return place;
  });
  if (formats.includes(null)) {
    const name = `${product.name}-${projectManifest().version}-${systems[platform]}-${arch}`;
    setTimes(unpacked, epoch);
    const file = join(output, `${name}.${platform === 'linux' ? 'tar.gz' : 'zip'}`);
    if (platform === 'linux') await tarGz({ folder: unpacked, file, prefix: name, epoch });
    else await zipFolder({ folder: unpacked, file, prefix: name, epoch, level: 6 });
    moved.push(file);
  }
  return { target, files: moved, unpacked, asar: await sha256(join(resources, 'app.asar')) };
}
