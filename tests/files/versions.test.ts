/** Oracle: files as they were written when their format was new, kept beside this test. `VERSION.saddle` or `VERSION-what-is-missing.saddle`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readContents } from '../../src/app/open-file';
import { experimentVersion } from '../../src/model/experiment';
import { UserError } from '../../src/model/user-error';

const folder = resolve(import.meta.dirname, 'versions');
const files = readdirSync(folder);

test('of every version up to the newest a file is kept', () => {
  for (let version = 1; version <= experimentVersion; version++)
    expect(files.filter((name) => new RegExp(`^${version}[.-]`).test(name))).not.toEqual([]);
});

describe.each(files)('%s', (name) => {
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
