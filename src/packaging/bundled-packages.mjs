/** Notes which packages a bundle really contains, for the licences and the bill of materials: a plug-in of the build. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../launch/prepare.mjs';

const folder = join(projectRoot, 'out', 'bundled');

/**
 * The package that a module belongs to.
 * @param {string} id its path, as bundlers write it
 */
export function packageOf(id) {
  const [, last] = /^.*[\\/]node_modules[\\/](.*)$/s.exec(id.replace(/^\0/, '')) ?? [];
  if (last === undefined) return null;
  return last
    .split(/[\\/?]/)
    .slice(0, last.startsWith('@') ? 2 : 1)
    .join('/');
}

/**
 * @param {string} part name of the bundle
 * @returns {import('vite').Plugin}
 */
export function noteBundledPackages(part) {
  return {
    name: 'saddlescope:bundled-packages',
    apply: 'build',
    generateBundle() {
      // Also what was loaded and left out again: rather a licence too many than one too few.
      const names = new Set([...this.getModuleIds()].map(packageOf).filter((name) => name !== null));
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${part}.json`), `${JSON.stringify([...names].sort(), null, 2)}\n`);
    },
  };
}

/** What runs beside the bundles: its package is in the program as it is, or part of the compiled core. */
const beside = ['@napi-rs/canvas', '@fontsource/inter', 'assemblyscript'];

/**
 * Every package whose code, fonts or data are in the program, after a build.
 * @returns {string[]}
 */
export function bundledPackages() {
  const parts = existsSync(folder) ? readdirSync(folder).sort() : [];
  if (parts.length < 3)
    throw new Error('It is not known which packages are bundled: build the app anew (npm run build).');
  const bundled = parts.flatMap((part) => JSON.parse(readFileSync(join(folder, part), 'utf8')));
  return [...new Set([...bundled, ...beside])].sort();
}

/**
 * Where a package is installed.
 * @param {string} name
 */
export function packageFolder(name) {
  return dirname(join(projectRoot, 'node_modules', name, 'package.json'));
}
