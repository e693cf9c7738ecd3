import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Files named `*.long.test.ts` are what a person would not wait for with every change: run where SADDLESCOPE_LONG is set, as continuous integration does, and where a file is named
 * on the command line.
 */
const named = process.argv
  .slice(2)
  .filter((word) => !word.startsWith('-') && word !== 'run' && !word.endsWith('vitest.config.ts'));

/** What is left out besides. */
export const leftOut =
  process.env['SADDLESCOPE_LONG'] === undefined && named.length === 0 ? ['**/*.long.test.ts'] : [];

/**
 * Files that put something else in a module's place: each is loaded apart from all others. The others share what they import, which is two thirds of the time that loading takes.
 * They undo what else they change.
 */
export const apart = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts') && !/(^|[\\/])node_modules[\\/]|^(e2e|bench)[\\/]/.test(path))
  .filter((path) => /\bvi\.(mock|doMock)\(/.test(readFileSync(join(import.meta.dirname, path), 'utf8')))
  .map((path) => `tests/${path.replaceAll('\\', '/')}`);
