import { describe, expect, test } from 'vitest';
import { datasetShape } from '../../src/model/datasets';
import { parseExperiment } from '../../src/model/schema';
import { nothingChosen, previewTable, tableSettings, type TableChoice } from '../../src/model/table-preview';

/** Oracles: the text itself, and the dataset: what has no problem here is read there, and what has one is not. */

const look = (text: string, choice: Partial<TableChoice> = {}) =>
  previewTable(text, 'a.csv', { ...nothingChosen, ...choice });
const said = (text: string, choice: Partial<TableChoice> = {}) =>
  look(text, choice).problems.map(({ message }) => message);
const shape = (text: string, choice: Partial<TableChoice> = {}) => {
  const settings = tableSettings(text, 'a.csv', { ...nothingChosen, ...choice });
  return datasetShape(parseExperiment({ data: { name: 'csv', text, file: 'a.csv', ...settings } }).data);
};

const flowers = 'width,height,kind\n1,2,red\n2,1.5,blue\n3,1,blue\n1.5,4,red\n';

describe('what is found out', () => {
  test('commas, points, a header, inputs, and a target with classes', () => {
    const preview = look(flowers);
    expect(preview.choice).toEqual({
      delimiter: 'comma',
      decimal: 'point',
      header: 'yes',
      task: 'classes',
      roles: ['input', 'input', 'target'],
    });
    expect([preview.count, preview.columns, preview.problems]).toEqual([4, ['width', 'height', 'kind'], []]);
    expect(preview.classes).toEqual([
      { name: 'red', count: 2 },
      { name: 'blue', count: 2 },
    ]);
    expect(preview.rows[0]).toEqual({ line: 2, cells: ['1', '2', 'red'], wrong: [] });
    expect(shape(flowers)).toMatchObject({ inputNames: ['width', 'height'], classes: ['red', 'blue'] });
  });

  test('a table as a German spreadsheet writes it', () => {
    const text = 'a;b;y\n1,5;2;0,25\n-3,0;4;7\n';
    expect(look(text).choice).toMatchObject({ delimiter: 'semicolon', decimal: 'comma', task: 'numbers' });
    expect(look(text).problems).toEqual([]);
    expect(shape(text)).toMatchObject({ inputNames: ['a', 'b'], coding: 'real' });
  });

  test('one number with a point: a comma is no decimal mark', () => {
    const preview = look('a;y\n1,5;2\n1.5;3\n');
    expect(preview.choice.decimal).toBe('point');
    expect(preview.problems[0]!.message).toContain('Line 2, column “a” is “1,5”, not a number');
  });

  test('no header where the first row has numbers; tabs', () => {
    const preview = look('1\t2\t3\n4\t5\t6\n');
    expect(preview.choice).toMatchObject({ delimiter: 'tab', header: 'no' });
    expect(preview.columns).toEqual(['column 1', 'column 2', 'column 3']);
    expect(preview.count).toBe(2);
  });

  test('columns of text are left out, and those with nothing in them', () => {
    const text = 'name,a,remark,y\nAnna,1,,2\nBert,2,,3\n';
    expect(look(text).choice.roles).toEqual(['ignored', 'input', 'ignored', 'target']);
    expect(shape(text).inputNames).toEqual(['a']);
  });

  test('targets of 0 and 1 are two classes, with their samples', () => {
    expect(look('a,y\n1,0\n2,1\n3,1\n').classes).toEqual([
      { name: '0', count: 1 },
      { name: '1', count: 2 },
    ]);
  });
});

describe('what is chosen', () => {
  test('other roles are other columns of the dataset', () => {
    const choice: Partial<TableChoice> = { roles: ['target', 'input', 'ignored'] };
    expect(look(flowers, choice)).toMatchObject({ problems: [], classes: null });
    expect(shape(flowers, choice)).toMatchObject({ inputNames: ['height'], targetNames: ['width'] });
  });

  test('what the dataset would choose by itself is not listed', () => {
    expect(tableSettings(flowers, 'a.csv', nothingChosen)).toMatchObject({ inputs: [], target: [] });
  });

  test('roles of other columns than there are do not count', () => {
    expect(look(flowers, { roles: ['input'] }).choice.roles).toEqual(['input', 'input', 'target']);
  });

  test('numbers as classes', () => {
    const text = 'a,y\n1,7\n2,9\n3,7\n';
    expect(look(text).classes).toBeNull();
    expect(look(text, { task: 'classes' }).classes).toEqual([
      { name: '7', count: 2 },
      { name: '9', count: 1 },
    ]);
  });
});

describe('problems, one sentence each', () => {
  test.each<[string, string, Partial<TableChoice>, string[]]>([
    [
      'missing values',
      'a,b,y\n1,2,3\n,5,6\n7,,9\n,8,1\n',
      {},
      [
        'Line 3, column “a” is empty (and 1 more cell of it like this): fill in a number, or ignore the column.',
        'Line 4, column “b” is empty: fill in a number, or ignore the column.',
      ],
    ],
    [
      'text among numbers',
      'a,y\n1,2\nx,3\n4,?\n',
      {},
      [
        'Line 3, column “a” is “x”, not a number: write a number, or ignore the column.',
        'Line 4, column “y” is “?”, not a number: write a number, or read the target as classes.',
      ],
    ],
    [
      'a row without its class',
      'a,y\n1,red\n2,\n',
      {},
      ['Line 3, column “y” is empty: give every row its class.'],
    ],
    [
      'one class only',
      'a,y\n1,red\n2,red\n',
      {},
      ['Column "y" of a.csv holds the single class "red": a classification needs at least two.'],
    ],
    [
      'no input',
      'a,y\n1,2\n',
      { roles: ['ignored', 'target'] },
      ['No column is an input: choose one in its head.'],
    ],
    [
      'no target',
      'a,y\n1,2\n',
      { roles: ['input', 'input'] },
      ['No column is the target: choose one in its head.'],
    ],
    [
      'rows of different lengths',
      'a,y\n1,2\n3\n',
      {},
      ['a.csv, line 3 has 1 cell but the first row has 2: give every row the same number of cells.'],
    ],
    [
      'two columns of one name',
      'a,a\n1,2\n',
      {},
      ['a.csv, line 1 names two columns "a": give every column its own name.'],
    ],
    ['nothing', ' \n', {}, ['a.csv has no rows: give the text of a CSV with at least two rows of data.']],
    ['a header alone', 'a,b\n', {}, ['a.csv has a header but no rows: add rows of data below line 1.']],
    [
      'a quotation mark',
      'a,b\n1,"2\n',
      {},
      ['a.csv has a quoted cell, opened in line 2, that is never closed: close the quotation mark.'],
    ],
  ])('%s', (_, text, choice, sentences) => {
    expect(said(text, choice)).toEqual(sentences);
    expect(() => shape(text, choice)).toThrow();
  });

  test('the rows in which they begin are shown, their cells marked', () => {
    const rows = Array.from({ length: 100 }, (_, i) => (i === 70 ? ',1' : `${i},${i}`));
    const { rows: shown } = look(`a,y\n${rows.join('\n')}\n`);
    expect(shown).toHaveLength(9);
    expect(shown.at(-1)).toEqual({ line: 72, cells: ['', '1'], wrong: [0] });
  });

  test('an ignored column may hold anything', () => {
    expect(said('a,b,y\n1,,3\n2,x,4\n', { roles: ['input', 'ignored', 'target'] })).toEqual([]);
  });

  test('many problems are counted, and the first few said', () => {
    const preview = look(`${Array.from({ length: 50 }, (_, i) => `c${i}`).join()}\n${','.repeat(49)}\n`, {
      roles: Array.from({ length: 50 }, (_, i) => (i === 49 ? 'target' : 'input')),
    });
    expect([preview.problems.length, preview.problemCount]).toEqual([6, 50]);
  });
});

test('ten thousand columns: seen at once, and said to be too many', () => {
  const line = (of: (column: number) => string) => Array.from({ length: 10_000 }, (_, i) => of(i)).join();
  const text = `${line((i) => `sensor ${i}`)}\n${`${line((i) => String(i % 7))}\n`.repeat(40)}`;
  const before = performance.now();
  const preview = look(text);
  expect(performance.now() - before).toBeLessThan(5000);
  expect([preview.columnCount, preview.columns.length, preview.count]).toEqual([10_000, 1024, 40]);
  expect(preview.problems.map(({ message }) => message)).toEqual([
    'a.csv has 10000 columns; at most 1024 are read.',
  ]);
});

test('a text too long for an experiment is not read as a whole', () => {
  const preview = look('1,2\n'.repeat(5_000_000));
  expect(preview.count).toBeLessThan(60_000);
  expect(preview.problems[0]!.message).toContain('has 20,000,000 characters');
});
