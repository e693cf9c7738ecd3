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
