import { beforeEach, expect, test } from 'vitest';
import type { LeftPiece } from '../../src/app/contract';
import { LeftWork } from '../../renderer/state/left-work';
import type { MessageChoice } from '../../renderer/state/messages.svelte';

/** Oracle: what is offered, and what is asked for when an answer is chosen, written down by a host that does nothing. */

const id = (digit: string) => digit.repeat(64);
let pieces: Record<string, LeftPiece[]>;
let offers: { text: string; choices: readonly MessageChoice[]; taken: boolean }[];
let done: unknown[];
let work: LeftWork;
let answering: Promise<void>;

beforeEach(() => {
  pieces = {};
  offers = [];
  done = [];
  answering = Promise.resolve();
  work = new LeftWork({
    left: async (run) => {
      await answering;
      return pieces[run ?? ''] ?? Promise.reject(new Error('no folder'));
    },
    discard: async (piece) => void done.push(['discard', piece]),
    labelOf: async (name) => (name === 'critical-points' ? 'Critical points' : null),
    study: (name, settings) => done.push(['study', name, settings]),
    claims: (ids) => done.push(['claims', ids]),
    offer: (text, choices) => {
      const offer = { text, choices, taken: false };
      offers.push(offer);
      return () => (offer.taken = true);
    },
  });
});
const study = (digit: string, starts: number): LeftPiece => ({
  id: id(digit),
  what: { task: 'study', name: 'critical-points', settings: { starts } },
});
const choose = (offer: number, label: string) =>
  offers[offer]!.choices.find((choice) => choice.label === label)!.run();

test('claims: all, some, one; maps and comparisons are not spoken of', async () => {
  pieces[''] = [
    { id: id('1'), what: { task: 'claims', ids: [] } },
    { id: id('2'), what: { task: 'landscape' } },
    { id: id('3'), what: { task: 'claims', ids: ['A1i'] } },
    { id: id('4'), what: { task: 'comparison' } },
    { id: id('5'), what: { task: 'claims', ids: ['A1i', 'A1h'] } },
  ];
  await work.offerClaims();
  expect(offers.map(({ text }) => text)).toEqual([
    'Saddlescope was deciding the claims when it ended. What was done is kept.',
    'Saddlescope was deciding claim A1i when it ended. What was done is kept.',
    'Saddlescope was deciding 2 claims when it ended. What was done is kept.',
  ]);
  choose(0, 'Decide the rest');
  choose(1, 'Decide it');
  choose(2, 'Throw it away');
  choose(1, 'Ask me again next time');
  expect(done).toEqual([
    ['claims', []],
    ['claims', ['A1i']],
    ['discard', id('5')],
  ]);
});

test('a study: with its run, and not with the next', async () => {
  pieces['run-1'] = [study('1', 50), { id: id('2'), what: { task: 'study', name: 'order', settings: {} } }];
  pieces['run-2'] = [];
  await work.opened('run-1');
  expect(offers.map(({ text }) => text)).toEqual([
    'Saddlescope was computing “Critical points” of this run when it ended. What was done is kept.',
  ]);
  choose(0, 'Go on');
  expect(done).toEqual([['study', 'critical-points', { starts: 50 }]]);
  expect(offers[0]!.taken).toBe(false);
  await work.opened('run-2');
  expect(offers[0]!.taken).toBe(true);
  await work.opened('run-without');
  expect(offers).toHaveLength(1);
});

test('an answer about a run that is no longer shown comes to nothing', async () => {
  pieces['run-1'] = [study('1', 50)];
  pieces['run-2'] = [study('2', 60)];
  let answer: () => void = () => undefined;
  answering = new Promise((resolve) => (answer = resolve));
  const opening = [work.opened('run-1'), work.opened('run-2')];
  answer();
  await Promise.all(opening);
  expect(offers).toHaveLength(1);
  choose(0, 'Throw it away');
  expect(done).toEqual([['discard', id('2')]]);
});
