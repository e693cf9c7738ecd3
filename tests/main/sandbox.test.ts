import { expect, test } from 'vitest';
import { sandboxProblem } from '../../src/main/sandbox';

/** Oracle: how electron-builder's start script of an AppImage calls the program. */

const image = { APPIMAGE: '/home/anna/Saddlescope.AppImage' };

test.each([
  ['an AppImage that may have a sandbox', ['/tmp/.mount/saddlescope', 'mine.saddle'], image, null],
  ['one that may not', ['/tmp/.mount/saddlescope', '--no-sandbox', 'mine.saddle'], image, /no sandbox/],
  ['a person who said so', ['/opt/Saddlescope/saddlescope', '--no-sandbox'], {}, null],
])('%s', (_name, argv, env, expected) => {
  const problem = sandboxProblem(argv, env);
  if (expected === null) expect(problem).toBeNull();
  else expect(problem).toMatch(expected);
});
