import { expect, test } from 'vitest';
import { asSentence } from '../../src/model/user-error';

/** Oracle: how a person would write it. */

test.each([
  ['claim A1 has no row 7: it has 3.', 'Claim A1 has no row 7: it has 3.'],
  [
    'resolution is 1: give a whole number from 2 to 200.',
    'Resolution is 1: give a whole number from 2 to 200.',
  ],
  ['column "b" holds one class', 'Column "b" holds one class.'],
  ['This run is no longer open.', 'This run is no longer open.'],
  // A place in the document and a file's name are spelt as they are.
  ['training.steps is 0 but must be above 0.', 'training.steps is 0 but must be above 0.'],
  ['network.sizes[1] is 0: one unit at least', 'network.sizes[1] is 0: one unit at least.'],
  ['flowers.csv, line 7 is empty.', 'flowers.csv, line 7 is empty.'],
  ['my own flowers.csv has one column.', 'my own flowers.csv has one column.'],
  ['my-run.saddle is damaged…', 'my-run.saddle is damaged…'],
  ['η must be above 0.', 'η must be above 0.'],
  // No sentence: a sign between the processes.
  ['cancelled', 'cancelled'],
  ['', ''],
])('%j is shown as %j', (message, shown) => {
  expect(asSentence(message)).toBe(shown);
});
