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
    nameOf: async (name, { starts }) =>
      name === 'critical-points' ? `“Critical points” (Starts: ${starts})` : null,
    study: (name, settings) => done.push(['study', name, settings]),
    claims: (ids) => done.push(['claims', ids]),
    sweep: () => done.push(['sweep']),
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
  await work.opened({ run: 'run-1', step: 7 });
  expect(offers.map(({ text }) => text)).toEqual([
    'Saddlescope was computing “Critical points” (Starts: 50) of this run when it ended. What was done is kept.',
  ]);
  choose(0, 'Go on');
  expect(done).toEqual([['study', 'critical-points', { starts: 50 }]]);
  expect(offers[0]!.taken).toBe(false);
  await work.opened({ run: 'run-2', step: 0 });
  expect(offers[0]!.taken).toBe(true);
  await work.opened({ run: 'run-without', step: 0 });
  expect(offers).toHaveLength(1);
});

test('what is asked as it is, or is of another step or run, is offered no more', async () => {
  pieces['run-1'] = [study('1', 50), study('2', 60)];
  pieces[''] = [{ id: id('3'), what: { task: 'claims', ids: [] } }];
  const taken = () => offers.map((offer) => offer.taken);
  await work.offerClaims();
  await work.opened({ run: 'run-1', step: 7 });
  work.askedAnyway('order');
  work.moved({ step: 7 });
  expect(taken()).toEqual([false, false, false]);
  work.claimsAsked();
  expect(taken()).toEqual([true, false, false]);
  work.askedAnyway('critical-points');
  expect(taken()).toEqual([true, true, true]);
  await work.opened({ run: 'run-1', step: 7 });
  expect(taken().slice(3)).toEqual([false, false]);
  work.moved({ step: 8 });
  expect(taken().slice(3)).toEqual([true, true]);
  await work.opened({ run: 'run-1', step: 8 });
  work.changed();
  expect(taken()).toEqual(Array.from({ length: 7 }, () => true));
  const opening = work.opened({ run: 'run-1', step: 7 });
  work.changed();
  await opening;
  expect(offers).toHaveLength(7);
});

test('an answer about a run that is no longer shown comes to nothing', async () => {
  pieces['run-1'] = [study('1', 50)];
  pieces['run-2'] = [study('2', 60)];
  let answer: () => void = () => undefined;
  answering = new Promise((resolve) => (answer = resolve));
  const opening = [work.opened({ run: 'run-1', step: 7 }), work.opened({ run: 'run-2', step: 0 })];
  answer();
  await Promise.all(opening);
  expect(offers).toHaveLength(1);
  choose(0, 'Throw it away');
  expect(done).toEqual([['discard', id('2')]]);
});

test('a sweep: with the experiment that it is of, at whatever step its run is', async () => {
  pieces['run-1'] = [{ id: id('1'), what: { task: 'sweep' } }, study('2', 50)];
  await work.opened({ run: 'run-1', step: 7 });
  expect(offers[0]!.text).toBe(
    'Saddlescope was computing the sweep of this experiment when it ended. What was done is kept.',
  );
  work.moved({ step: 9 });
  expect(offers.map(({ taken }) => taken)).toEqual([false, true]);
  choose(0, 'Go on');
  choose(0, 'Do not ask again');
  expect(done).toEqual([['sweep'], ['discard', id('1')]]);
  work.askedAnyway('sweep');
  expect(offers[0]!.taken).toBe(true);
});
