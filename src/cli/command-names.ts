/**
 * The names of the commands, in the order in which the help lists them. Nothing else is in this file: the installed program, which is the
 * window and the command line in one, reads it at every start to see which of the two is meant.
 */
export const commandNames = [
  'run',
  'inspect',
  'spectrum',
  'order',
  'landscape',
  'line',
  'symmetry',
  'escape',
  'round-off',
  'critical-points',
  'saddle-to-saddle',
  'sweep',
  'merge',
  'compare',
  'claims',
  'verify',
  'export',
  'new',
  'schema',
  'demo',
] as const;

export type CommandName = (typeof commandNames)[number];
