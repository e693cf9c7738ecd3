import { expect, test } from 'vitest';
import { interruptedAt, stopIfInterrupted } from '../../src/cli/interruption';

/** Oracle: sentences written by hand. */

test.each([
  [0, 'interrupted before the first step'],
  [1, 'interrupted after one step'],
  [20_088_831, 'interrupted after 20,088,831 steps'],
])('at step %i', (step, sentence) => {
  expect(interruptedAt(step)).toBe(sentence);
});

test('a command whose result would be short ends, and says where something can be kept', () => {
  stopIfInterrupted(new AbortController().signal, { step: 5 });
  const aborted = AbortSignal.abort();
  expect(() => stopIfInterrupted(aborted, { step: 0 })).toThrow(
    /^interrupted before the first step; nothing was written \(saddlescope run -o /,
  );
  expect(() => stopIfInterrupted(aborted, { step: 5 }, { kept: {} })).toThrow(
    /^interrupted after 5 steps\.$/,
  );
});
