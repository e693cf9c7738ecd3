/** `npm run demo`: the main job without a window. */
import { pathToFileURL } from 'node:url';
import { runHere } from './command.mjs';
import { commandLine, prepare } from './prepare.mjs';

/**
 * Runs the built-in XOR-from-zero experiment and writes its `.saddle` and its pictures.
 * @param {string[]} args passed on, e.g. an output folder
 * @returns {Promise<number>} exit code
 */
export async function demo(args) {
  await prepare({ need: ['app'] });
  return runHere(process.execPath, [commandLine, 'demo', ...args], { cwd: process.cwd() });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await demo(process.argv.slice(2));
}
