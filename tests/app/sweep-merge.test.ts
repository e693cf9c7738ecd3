/** Oracles: the sweep that was not divided; files made by hand that are each refused in one sentence, before room is made for what they claim. */
import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { decodeSaddle, encodeSaddle, type SaddleDocument } from '../../src/files/saddle-file';
import type { Experiment } from '../../src/model/experiment';
import { rowColumns } from '../../src/model/sweep/row';
import { UserError } from '../../src/model/user-error';

const app = createSaddlescope();
afterAll(() => app.dispose());
const asked = app.checkExperiment({
  name: 'merged',
  initialisation: { weights: { name: 'normal', deviation: 0.5 } },
  training: { steps: 3 },
  sweep: { axes: [{ over: 'seed', from: 1, to: 4, scale: 'integer' }] },
});
const share = async (index: number) =>
  app.sweepSaddle(await app.startSweep(asked, { shard: { index, count: 2 } }).finished);
const shares = Promise.all([share(1), share(2)]);

async function refusal(change: (document: SaddleDocument) => SaddleDocument): Promise<string> {
  const [first, second] = await shares;
  const changed = encodeSaddle(change(decodeSaddle(first, 'one').document as SaddleDocument));
  const files = [
    { name: 'one', bytes: changed },
    { name: 'two', bytes: second },
  ];
  const error: unknown = await app.mergeSweeps(files).then(
    () => new Error('merged'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toMatch(/^[^\n]{10,500}\.$/);
  return (error as UserError).message;
}

test('shares that are whole are the sweep that was not divided', async () => {
  const [first, second] = await shares;
  const merged = await app.mergeSweeps([
    { name: 'two', bytes: second },
    { name: 'one', bytes: first },
  ]);
  expect(merged).toEqual(await app.startSweep(asked).finished);
});

describe('refused', () => {
  const section =
    (change: object) =>
    (document: SaddleDocument): SaddleDocument => ({
      ...document,
      swept: { ...document.swept!, ...change },
    });
  const without =
    (name: string) =>
    ({ arrays, ...document }: SaddleDocument): SaddleDocument => ({
      ...document,
      arrays: Object.fromEntries(Object.entries(arrays).filter(([key]) => key !== name)),
    });

  test.each([
    [
      'one column two hundred times',
      section({ columns: Array.from({ length: 200 }, () => 'steps') }),
      "one: the section 'swept' is damaged and was ignored: swept.columns is",
    ],
    ['no section', section({ question: '' }), "one: the section 'swept' is damaged"],
    [
      'a missing column',
      without('sweep_steps'),
      '(sweep_steps is missing or damaged); compute this share again',
    ],
    ['missing run numbers', without('sweep_run'), '(sweep_run is missing or damaged)'],
    ['another question', section({ question: 'ab'.repeat(32) }), 'two is of another sweep than one'],
    [
      'more runs than the experiment has',
      section({ runs: 1_000_000 }),
      'one: the rows do not fit the experiment',
    ],
    [
      'columns of another depth',
      section({ columns: rowColumns(0) }),
      'one: the rows do not fit the experiment',
    ],
    [
      'an experiment that is none',
      ({ experiment, ...rest }: SaddleDocument) => ({
        ...rest,
        experiment: { ...experiment, loss: 'none' } as unknown as Experiment,
      }),
      'one: loss is "none" but must be one of',
    ],
  ])('%s', async (_, change, words) => {
    expect(await refusal(change)).toContain(words);
  });

  test('a file that claims a million runs and holds two, before room is made for the million', async () => {
    const { sweep } = asked;
    const large = app.checkExperiment({
      ...asked,
      sweep: { ...sweep, axes: [{ over: 'seed', from: 1, to: 1_000_000, scale: 'integer' }] },
    });
    const count = 500_000;
    const result = await app.startSweep(large, { shard: { index: 1, count } }).finished;
    const bytes = app.sweepSaddle(result);
    const before = process.memoryUsage().arrayBuffers;
    await expect(app.mergeSweeps([{ name: 'one', bytes }])).rejects.toThrow(
      '999,998 of 1,000,000 runs are missing, those of the shares 2/500000, 3/500000',
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20);
  });
});
