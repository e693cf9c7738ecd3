/** Oracle: the file of a sweep whose every row is known to be right, and the same file with one number changed or rows left out. */
import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { encodeSaddle } from '../../src/files/saddle-file';
import { runStatuses } from '../../src/model/sweep/row';
import { changed, onlyRows, sixSwept, written } from './swept-file';

const app = createSaddlescope({ workers: 1 });
afterAll(() => app.dispose());

const { asked, result, width, whole, verify } = await sixSwept(app);

describe('a file that tells the truth', () => {
  test('agrees: every array of the sweep is compared, in every row, a diverged one and NaN included', async () => {
    const status = whole.arrays['sweep_status']!.data;
    expect(status[5]).toBe(runStatuses.indexOf('diverged'));
    expect(Array.from(whole.arrays['sweep_test_loss']!.data as Float64Array).every(Number.isNaN)).toBe(true);
    const found = await verify(whole);
    expect(found.differences).toEqual([]);
    expect(found.unchecked).toEqual([]);
    const entries = Object.values(whole.arrays).reduce((sum, { data }) => sum + data.length, 0);
    expect(found).toMatchObject({
      agrees: true,
      step: null,
      arrays: Object.keys(whole.arrays).length,
      numbers: entries + 1,
      sweep: { runs: 6, of: 6, shard: null, missing: 0, lost: [] },
    });
    expect(found.sentences[0]).toBe(
      `x.saddle agrees: ${found.arrays} arrays with ${found.numbers} numbers in all, computed again in all 6 runs of its sweep, are the same to the last bit.`,
    );
    expect(found.sentences[1]).toMatch(/^It was written by this build/);
  });

  test('a share: its own runs are computed, and no others', async () => {
    const shard = { index: 2, count: 4 };
    const share = written(app.sweepSaddle(await app.startSweep(asked, { shard }).finished));
    const told: number[] = [];
    const found = await app.verify('x.saddle', encodeSaddle(share), {
      onProgress: ({ total }) => told.push(total),
    });
    expect(new Set(told)).toEqual(new Set([2]));
    expect(found).toMatchObject({ agrees: true, sweep: { runs: 2, of: 6, shard, missing: 0 } });
    expect(found.sentences[0]).toContain('in 2 of the 6 runs of its sweep (share 2 of 4)');
    const wrong = await verify(changed(share, 'sweep_final_loss', 1));
    expect(wrong.differences).toMatchObject([
      { array: 'sweep_final_loss', run: 5, index: [1], at: { 'training.rule.rate': 1e6 } },
    ]);
  });
});

describe('one number that is not what the experiment gives', () => {
  const perRun = Object.keys(whole.arrays).filter((name) => !name.startsWith('sweep_axis_'));
  test.each(perRun)('%s: it is named with its run', async (name) => {
    const { shape } = whole.arrays[name]!;
    const each = shape[1] ?? 1;
    const found = await verify(changed(whole, name, 3 * each));
    expect(found.agrees).toBe(false);
    expect(found.differences).toHaveLength(1);
    expect(found.differences[0]).toMatchObject({
      kind: 'numbers',
      array: name,
      step: null,
      run: 3,
      at: { 'training.rule.rate': 0.3, 'initialisation.seed': 6 },
      index: shape.length === 1 ? [3] : [3, 0],
      count: 1,
      computed: whole.arrays[name]!.data[3 * each],
    });
    expect(found.sentences[0]).toMatch(
      /^x\.saddle does not agree: 1 of \d+ arrays with \d+ numbers in all differs/,
    );
    expect(found.sentences[1]).toContain(
      `The first: ${name} at run 3 (rate 0.3, initialisation.seed 6), at [3`,
    );
  });

  test('the values of an axis', async () => {
    const found = await verify(changed(whole, 'sweep_axis_1', 2));
    expect(found.differences).toMatchObject([{ array: 'sweep_axis_1', run: null, index: [2] }]);
  });

  test('the earliest run is named first, whatever the order of the arrays', async () => {
    const both = changed(changed(whole, 'sweep_status', 4), 'sweep_solved', 1);
    const found = await verify(both);
    expect(found.differences.map(({ array }) => array)).toEqual(['sweep_solved', 'sweep_status']);
    expect(found.sentences[1]).toMatch(/^The first: sweep_solved at run 1 /);
    expect(found.sentences[2]).toBe('After it: sweep_status.');
  });

  test('other settings than the rows were computed with', async () => {
    const { experiment } = whole;
    const found = await verify({ ...whole, experiment: { ...experiment, loss: 'half-sum-of-squares' } });
    expect(found.differences[0]).toMatchObject({ array: 'sweep_first_loss', run: 0 });
    expect(found.unchecked.map(({ array }) => array)).toEqual(['swept.question']);
    const other = { version: '0.0.9', build: 'ab'.repeat(32) };
    const older = await verify({ ...changed(whole, 'sweep_steps', 2), engine: other });
    expect(older.unchecked).toEqual([]);
    expect(older.sentences.at(-1)).toMatch(/^It was written by another build.*which may be the reason\.$/);
  });
});

describe('rows that are not there', () => {
  test('fewer rows than the sweep has: those that are there are compared each with its own run', async () => {
    const fewer = onlyRows(whole, [0, 2, 5]);
    const found = await verify(fewer);
    expect(found.differences).toEqual([{ kind: 'form', array: 'sweep_run', stored: [3], computed: [6] }]);
    expect(found.sweep).toMatchObject({
      runs: 3,
      missing: 3,
      firstMissing: { run: 1, at: { 'training.rule.rate': 0.1, 'initialisation.seed': 6 } },
    });
    expect(found.sentences).toContain(
      'Of the 6 runs of the sweep, 3 that belong to the file are not in it, the first being run 1 (rate 0.1, initialisation.seed 6).',
    );
    const wrong = await verify(changed(fewer, 'sweep_best_loss', 1));
    expect(wrong.differences.at(-1)).toMatchObject({ array: 'sweep_best_loss', run: 2, index: [1] });
  });

  test('a column that is missing or too short', async () => {
    const { sweep_accuracy: _, ...arrays } = whole.arrays;
    const short = { shape: [5], data: (whole.arrays['sweep_steps']!.data as Float64Array).slice(0, 5) };
    const found = await verify({ ...whole, arrays: { ...arrays, sweep_steps: short, sweep_more: short } });
    expect(found.differences).toEqual([
      { kind: 'form', array: 'sweep_steps', stored: [5], computed: [6] },
      { kind: 'form', array: 'sweep_accuracy', stored: null, computed: [6] },
    ]);
    expect(found.unchecked).toEqual([{ array: 'sweep_more', why: 'no such array belongs to this sweep' }]);
  });

  test('the section that says what the rows are, or the sweep of the experiment', async () => {
    const found = await verify({ ...whole, swept: null });
    expect(found.differences).toEqual([{ kind: 'form', array: 'swept.runs', stored: null, computed: [] }]);
    expect(found.sentences[0]).toMatch(/^x\.saddle does not agree: 1 scalar, and none of \d+ arrays/);
    const without = { ...whole.swept!, columns: result.columns.slice(1) };
    expect((await verify({ ...whole, swept: without })).differences).toMatchObject([{ array: 'swept.runs' }]);
    const deeper = { ...whole.swept!, columns: [...result.columns, 'effective_width_2'] };
    expect((await verify({ ...whole, swept: deeper })).differences).toEqual([
      { kind: 'form', array: 'swept.columns', stored: null, computed: [width] },
    ]);
    const { sweep: __, ...bare } = whole.experiment;
    await expect(verify({ ...whole, experiment: bare as typeof whole.experiment })).rejects.toThrow(
      'x.saddle: it holds rows of a sweep, and its experiment has no sweep that they could be of; compute the sweep again.',
    );
    const shard = { index: 3, count: 9 };
    await expect(verify({ ...whole, swept: { ...whole.swept!, shard } })).rejects.toThrow(
      'x.saddle: it claims to hold share 3/9 of 6 runs, and there is no such share; compute the sweep again.',
    );
  });
});
