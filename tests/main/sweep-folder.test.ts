import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SweepFolder } from '../../src/main/sweep-folder';
import { templateExperiment } from '../../src/model/templates';

/** Oracle: files made here. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-sweeps-'));
afterAll(() => rmSync(folder, { recursive: true }));
const experiment = templateExperiment('xor-from-zero');

test('one file per question, whatever it is called', async () => {
  const files = new SweepFolder(join(folder, 'names'), 'build');
  const own = await files.fileFor(experiment);
  expect(await files.fileFor({ ...experiment, name: 'another', notes: 'words' })).toBe(own);
  expect(await new SweepFolder(join(folder, 'names'), 'another').fileFor(experiment)).not.toBe(own);
  expect(await files.fileFor({ ...experiment, predictions: {} })).toBe(own);
  expect(await files.fileFor({ ...experiment, loss: 'half-sum-of-squares' })).not.toBe(own);
});

test('the oldest go, with their journals; the one that is asked for stays', async () => {
  const place = join(folder, 'many');
  const files = new SweepFolder(place, 'build');
  const own = await files.fileFor(experiment);
  writeFileSync(own, '');
  utimesSync(own, 1, 1);
  for (let i = 0; i < 30; i++)
    for (const ending of ['saddle', 'saddle.journal']) {
      const path = join(place, `${String(i).padStart(32, '0')}.${ending}`);
      writeFileSync(path, '');
      utimesSync(path, 1000 + i, 1000 + i);
    }
  await files.fileFor(experiment);
  const left = new Set(readdirSync(place).map((name) => name.split('.')[0]));
  expect(left).toContain(basename(own).split('.')[0]);
  expect(left.size).toBe(20);
  expect(left).toContain('29'.padStart(32, '0'));
  expect(left).not.toContain('5'.padStart(32, '0'));
});
