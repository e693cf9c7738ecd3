/** Oracles: what went in; a limit on the memory that refusing a file may take. */
import { describe, expect, test } from 'vitest';
import { readContents } from '../../src/app/open-file';
import { encodeSaddle, saddleJson } from '../../src/files/saddle-file';
import { encodeNpy, type NpyArray } from '../../src/files/npy';
import { packSweep, type SweptRows, type SweptSection, unpackSweep } from '../../src/files/swept-section';
import { writeZip } from '../../src/files/zip';
import { failedRow, rowColumns } from '../../src/model/sweep/row';
import { parseExperiment } from '../../src/model/schema';
import { engine } from './fixtures';

const experiment = parseExperiment({
  sweep: { axes: [{ over: 'seed', from: 1, to: 3, scale: 'integer' }] },
});
const columns = rowColumns(1);
const section: SweptSection = {
  question: 'ab'.repeat(32),
  runs: 3,
  shard: null,
  columns,
  failures: [{ run: 2, reason: 'The thread ended.' }],
};
const row = (status: number) => Float64Array.from(columns, (_, k) => (k === 0 ? status : k / 8));
const sweep: SweptRows = {
  section,
  numbers: Float64Array.of(0, 1, 2),
  rows: Float64Array.from([...row(0), ...row(2), ...failedRow(columns.length)]),
};
const arrays = packSweep(sweep, [[1, 2, 3]], (run) => [run]);

/** A file that says something else than the program would write. */
function file(swept: object, held: Readonly<Record<string, NpyArray>>): Uint8Array {
  const json = { ...(JSON.parse(saddleJson({ experiment, engine, results: null })) as object), swept };
  return writeZip([
    { name: 'experiment.json', bytes: new TextEncoder().encode(JSON.stringify(json)) },
    ...Object.entries(held).map(([name, array]) => ({ name: `${name}.npy`, bytes: encodeNpy(array) })),
  ]);
}
const opened = async (swept: object, held = arrays) => readContents('x.saddle', file(swept, held), undefined);
const vector = (...numbers: number[]): NpyArray => ({
  shape: [numbers.length],
  data: Float64Array.from(numbers),
});

test('the rows come back, to the bit, a failed run among them', async () => {
  const whole = encodeSaddle({ experiment, engine, results: null, swept: section, arrays });
  const { swept, warnings } = await readContents('x.saddle', whole, undefined);
  expect(warnings).toEqual([]);
  expect(swept).toStrictEqual(sweep);
  expect(unpackSweep(section, arrays)).toStrictEqual(sweep);
});

describe('a section that no version wrote is ignored, with its place', () => {
  const columnsOf = 'swept.columns is a list but must be the columns that this version writes';
  test.each([
    ['one column two hundred times', { columns: Array.from({ length: 200 }, () => 'steps') }, columnsOf],
    ['a thousand columns that are not there', { columns: rowColumns(988) }, columnsOf],
    ['a column too few', { columns: columns.slice(0, 5) }, columnsOf],
    ['a column twice', { columns: [...columns, columns.at(-1)] }, columnsOf],
    ['columns in another order', { columns: columns.toReversed() }, columnsOf],
    ['no list', { columns: 'steps' }, 'swept.columns is "steps" but must be a list'],
    ['a question that is none', { question: 'x' }, 'swept.question is "x" but must be a SHA-256'],
    ['no run', { runs: 0 }, 'swept.runs is 0 but must be a number of at least 1'],
    ['more runs than are possible', { runs: 1e9 }, 'swept.runs is 1000000000 but must be'],
    [
      'a share that is none',
      { shard: { index: 3, count: 2 } },
      'swept.shard is an object but must be a share',
    ],
    [
      'a failure of a run that is none',
      { failures: [{ run: 3, reason: '' }] },
      'swept.failures is a list but must be a list of runs of the sweep',
    ],
    [
      'a failure twice',
      { failures: [section.failures[0], section.failures[0]] },
      'swept.failures is a list but must be a list of runs of the sweep',
    ],
    ['a key of every object', { ['__proto__x']: 1 }, 'swept.__proto__x is not a known key'],
  ])('%s', async (_, change, words) => {
    const { swept, warnings } = await opened({ ...section, ...change });
    expect(swept).toBeNull();
    expect(warnings[0]).toContain(`x.saddle: the section 'swept' is damaged and was ignored: ${words}`);
  });
});

describe('rows that do not fit are not taken, and the array is named', () => {
  const { sweep_steps: _, ...without } = arrays;
  test.each([
    ['a missing column', without, 'sweep_steps is missing or damaged'],
    [
      'a longer column',
      { ...arrays, sweep_steps: vector(1, 2, 3, 4) },
      'sweep_steps has 4 numbers, but there are 3 runs',
    ],
    [
      'a column of another kind',
      { ...arrays, sweep_steps: { shape: [3], data: Int32Array.of(1, 2, 3) } },
      'sweep_steps is',
    ],
    [
      'a column with two axes',
      { ...arrays, sweep_steps: { shape: [3, 1], data: Float64Array.of(1, 2, 3) } },
      'sweep_steps is',
    ],
    ['a status that is none', { ...arrays, sweep_status: vector(0, 4, 3) }, 'sweep_status holds'],
    ['a status between two', { ...arrays, sweep_status: vector(0, 0.5, 3) }, 'sweep_status holds'],
    ['a status that is no number', { ...arrays, sweep_status: vector(0, NaN, 3) }, 'sweep_status holds'],
    ['a run twice', { ...arrays, sweep_run: vector(0, 0, 1) }, 'sweep_run holds'],
    ['a run that is none', { ...arrays, sweep_run: vector(0, 1, 3) }, 'sweep_run holds'],
    ['a run that is no number', { ...arrays, sweep_run: vector(0, NaN, 2) }, 'sweep_run holds'],
  ] as [string, Record<string, NpyArray>, string][])('%s', async (_name, held, words) => {
    const { swept, warnings } = await opened(section, held);
    expect(swept).toBeNull();
    expect(
      warnings.filter((warning) => warning.includes(`the rows of the sweep are damaged (${words}`)),
    ).toHaveLength(1);
  });
});

test('a million runs and columns that are not there: nothing is made for them', async () => {
  const runs = 1_000_000;
  const numbers = { shape: [runs], data: Float64Array.from({ length: runs }, (_, i) => i) };
  const bytes = file({ ...section, runs, columns: rowColumns(63) }, { sweep_run: numbers });
  const before = process.memoryUsage().arrayBuffers;
  const { swept, warnings } = await readContents('x.saddle', bytes, undefined);
  expect(swept).toBeNull();
  expect(warnings).toEqual([
    'x.saddle: the rows of the sweep are damaged (sweep_status is missing or damaged); compute it again.',
  ]);
  // Twice what the one array takes; the rows would take 600 megabytes.
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20);
});
