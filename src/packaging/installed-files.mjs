/** Tells the setup program for Windows what it installs, so that uninstalling takes away that and nothing else. */
import { readdirSync, writeFileSync } from 'node:fs';

/**
 * @param {{ name: string, isFolder: boolean }[]} entries of the unpacked program's folder
 * @returns {string} an NSIS macro `removeProgram`
 */
export function removalScript(entries) {
  const lines = [...entries]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, isFolder }) => `  ${isFolder ? 'RMDir /r' : 'Delete'} "$INSTDIR\\${escaped(name)}"`);
  return ['!macro removeProgram', ...lines, '!macroend', ''].join('\n');
}

/** @param {string} text inside quotation marks of NSIS */
const escaped = (text) => text.replaceAll('$', '$$$$').replaceAll('"', '$\\"');

/** @param {string} folder the unpacked program @param {string} file where the macro goes */
export function writeRemovalScript(folder, file) {
  const entries = readdirSync(folder, { withFileTypes: true });
  writeFileSync(
    file,
    removalScript(entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))),
  );
}
