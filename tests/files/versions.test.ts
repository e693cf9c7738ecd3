/**
 * Oracle: files as they were written when their format was new, kept beside this test. `VERSION.saddle` or `VERSION-what-is-missing.saddle` is a run,
 * `VERSION-sweep.saddle` a sweep of four runs whose second one failed, `VERSION.journal` a journal of the other three.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readContents } from '../../src/app/open-file';
import { storedResult } from '../../src/app/sweep-result';
import { core } from '../../src/core';
import { readJournal } from '../../src/files/journal';
import { experimentVersion } from '../../src/model/experiment';
import { column } from '../../src/model/sweep/row';
import { UserError } from '../../src/model/user-error';

/** Of which the journal beside `1-sweep.saddle` is; `corpus/sweep.journal` is the same. */
const journalQuestion = {
  hash: 'fb2838a67fa1d374f2be72df4199b0662565d52777d09d28021b4ea95de4e7a9',
  runs: 4,
  columns: 13,
};

const folder = resolve(import.meta.dirname, 'versions');
const files = readdirSync(folder);

test('of every version up to the newest a file is kept', () => {
  for (let version = 1; version <= experimentVersion; version++)
    expect(files.filter((name) => new RegExp(`^${version}[.-]`).test(name))).not.toEqual([]);
});

const isSweep = (name: string) => name.endsWith('-sweep.saddle');
const isJournal = (name: string) => name.endsWith('.journal');

describe.each(files.filter((name) => !isSweep(name) && !isJournal(name)))('%s', (name) => {
  test('opens as the experiment and the run that it was, with nothing to say', async () => {
    const bytes = readFileSync(join(folder, name));
    const { experiment, record, landscape, warnings } = await readContents(name, bytes, undefined);
    expect(warnings).toEqual([]);
    expect(experiment.saddlescope).toBe(experimentVersion);
    expect(experiment.training).toMatchObject({
      rule: { name: 'adam', rate: 0.1 },
      order: 'shuffled',
      dropout: [0],
      layerRates: [
        { weights: 1, biases: 1 },
        { weights: 1, biases: 1 },
      ],
    });
    expect(record!.step).toBe(4);
    expect(record!.checkpoints).toHaveLength(5);
    expect(record!.history.loss).toHaveLength(5);
    expect(landscape!.values).toHaveLength(9);
  });
});

describe.each(files.filter(isSweep))('%s', (name) => {
  test('opens as the sweep that it was, with nothing to say', async () => {
    const { experiment, record, swept, warnings } = await readContents(
      name,
      readFileSync(join(folder, name)),
      undefined,
    );
    expect(warnings).toEqual([]);
    expect(record).toBeNull();
    expect(experiment.sweep!.axes.map(({ over }) => over)).toEqual([
      'training.rule.rate',
      'initialisation.seed',
    ]);
    const result = storedResult(experiment, swept!, core())!;
    expect(result.failures).toEqual([
      { run: 1, reason: expect.stringContaining('no sign of life') as string },
    ]);
    expect(Array.from(result.numbers)).toEqual([0, 1, 2, 3]);
    const finalLosses = result.numbers.map(
      (_, run) => result.rows[run * result.columns.length + column.final_loss]!,
    );
    expect(Array.from(finalLosses)).toEqual([
      0.460862554966753,
      NaN,
      2.0054566565140654e252,
      6.349633679857114e254,
    ]);
    expect(result.summary).toMatchObject({ done: 4 });
  });
});

describe.each(files.filter(isJournal))('%s', (name) => {
  test('is read to its end', () => {
    const { records, torn } = readJournal(readFileSync(join(folder, name)), journalQuestion, name);
    expect(torn).toBe('');
    expect(records.map(({ runs }) => Array.from(runs))).toEqual([[0, 3], [2]]);
    expect(records.map(({ rows }) => rows[column.final_loss])).toEqual([
      0.460862554966753, 2.0054566565140654e252,
    ]);
  });
});

describe('versions that never were are refused with their number', () => {
  test.each([
    [0, 'x.json: saddlescope is 0 but must be 1.'],
    [-1, 'x.json: saddlescope is -1 but must be 1.'],
    [1.5, /saddlescope is 1\.5 but must be 1\.|has version 1\.5/],
    [
      experimentVersion + 1,
      /has version 2; this program reads versions up to 1\. Open it with a newer Saddlescope\./,
    ],
  ])('%d', async (saddlescope, sentence) => {
    const bytes = new TextEncoder().encode(JSON.stringify({ saddlescope }));
    await expect(readContents('x.json', bytes, undefined)).rejects.toThrow(UserError);
    await expect(readContents('x.json', bytes, undefined)).rejects.toThrow(sentence);
  });
});
