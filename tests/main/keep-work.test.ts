import { expect, test } from 'vitest';
import type { KeptPieces } from '../../src/app/contract';
import { keepWorkOf } from '../../src/main/keep-work';
import type { SendEvent } from '../../src/main/wire';

/** Oracle: what pieces that only write down what they are asked for have been asked, and what the window is sent. */

test('the window is told what is gone on with, in a sentence, and not what is there at once', async () => {
  const asked: unknown[] = [];
  const sent: unknown[] = [];
  const pieces = {
    keep: async (what, note, work) => {
      asked.push(what);
      note('claims: 3 of 9 parts were there already', false);
      note('landscape: 9 of 9 parts were there already', true);
      return work({});
    },
  } as Partial<KeptPieces> as KeptPieces;
  const keep = keepWorkOf(pieces, ((name: string, payload: unknown) =>
    sent.push([name, payload])) as SendEvent);
  expect(await keep({ task: 'claims', ids: [] }, async (kept) => ['done', kept])).toEqual(['done', {}]);
  expect(asked).toEqual([{ task: 'claims', ids: [] }]);
  expect(sent).toEqual([['notice', 'Claims: 3 of 9 parts were there already.']]);
});
