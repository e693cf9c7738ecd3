import { expect, test } from 'vitest';
import { nextToStop, type Stoppable } from '../../renderer/state/computing';

/** Oracle: the sentences of the docstring, on jobs that say what they are. */

const job = (busy: boolean, shown = false, unattended = false): Stoppable => ({
  busy: () => busy,
  shown: () => shown,
  unattended,
  stop: () => undefined,
});
const idle = job(false, true);

test('what is looked at comes before what is not', () => {
  const looked = job(true, true);
  expect(nextToStop([idle, job(true), looked])).toBe(looked);
});
test('else the first that is under way', () => {
  const first = job(true);
  expect(nextToStop([job(false), first, job(true)])).toBe(first);
});
test('what goes on unattended is stopped by who looks at it, and by nobody else', () => {
  const sweep = job(true, false, true);
  expect(nextToStop([idle, sweep])).toBeUndefined();
  const seen = job(true, true, true);
  expect(nextToStop([job(true), seen])).toBe(seen);
});
