/** The licences of everything that is in the program besides its own code and Electron. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from './bundled-packages.mjs';

const rule = '='.repeat(100);

const head = `Saddlescope contains the work of others, under the licences below.

Electron, Chromium, Node.js and what they are made of: see LICENSE.electron.txt and LICENSES.chromium.html in the folder of the
program (macOS: Saddlescope.app/Contents/Resources). The native part of @napi-rs/canvas contains Skia and libraries that Chromium
contains as well (among them FreeType, HarfBuzz, libpng, libjpeg-turbo, libwebp); their licences are in LICENSES.chromium.html.
`;

/** @param {string} name */
function manifest(name) {
  return JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8'));
}

/**
 * The text of a package's licence, with what else it asks to be passed on.
 * @param {string} name
 */
export function licenceText(name) {
  const folder = packageFolder(name);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)(\.|$)/i.test(file));
  if (files.length === 0)
    throw new Error(`The package ${name} is in the program, and nothing in it says under which licence.`);
  return files
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n');
}

/** @param {string[]} names */
export function notices(names) {
  const parts = names.map((name) => {
    const { version, license } = manifest(name);
    return `${rule}\n${name} ${version} (${license})\n${rule}\n\n${licenceText(name)}\n`;
  });
  return [head, ...parts].join('\n');
}

/**
 * What Electron's distribution says about its own licences, by their names in a package.
 * @param {string} distribution unpacked
 */
export function electronLicences(distribution) {
  return Object.entries({
    LICENSE: 'LICENSE.electron.txt',
    'LICENSE.electron.txt': 'LICENSE.electron.txt',
    'LICENSES.chromium.html': 'LICENSES.chromium.html',
  })
    .map(([from, to]) => ({ from: join(distribution, from), to }))
    .filter(({ from }) => existsSync(from));
}
