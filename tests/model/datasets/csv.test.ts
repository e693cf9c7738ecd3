import { describe, expect, test } from 'vitest';
import { core } from '../../../src/core';
import { datasetShape, loadDataset } from '../../../src/model/datasets';
import { parseExperiment } from '../../../src/model/schema';
import { UserError } from '../../../src/model/user-error';

const spec = (text: string, settings: object = {}) =>
  parseExperiment({ data: { name: 'csv', text, file: 'flowers.csv', standardise: false, ...settings } }).data;
const load = (text: string, settings: object = {}) => loadDataset(spec(text, settings), core());
function sentence(text: string, settings: object = {}): string {
  try {
    spec(text, settings);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('what is read', () => {
  test('numbers with a header', () => {
    const data = load('a,b,y\n1,2,3\n4,5.5,-6e1\n');
    expect([data.inputNames, data.targetNames, data.coding]).toEqual([['a', 'b'], ['y'], 'real']);
    expect(Array.from(data.train.inputs)).toEqual([1, 2, 4, 5.5]);
    expect(Array.from(data.train.targets)).toEqual([3, -60]);
  });

  test('a byte-order mark, CRLF, quotes, blank lines and semicolons', () => {
    const data = load('\uFEFF"a; b";c\r\n\r\n"1";2\r\n 3 ;4\r\n');
    expect(data.inputNames).toEqual(['a; b']);
    expect(Array.from(data.train.inputs)).toEqual([1, 3]);
    expect(Array.from(data.train.targets)).toEqual([2, 4]);
  });

  test('line ends of three systems in one text', () => {
    const data = load('a,b\r\n1,2\n3,4\r5,6\r\n');
    expect(Array.from(data.train.inputs)).toEqual([1, 3, 5]);
    expect(sentence('a,b\r1,2\r\nx,4\n')).toMatch(/line 3, column "a" is "x"/);
  });

  test('a byte-order mark before a bare name is no part of it', () => {
    expect(load('\uFEFFa,b\n1,2\n').inputNames).toEqual(['a']);
  });

  test('years are names of columns where a text stands over nothing but numbers', () => {
    const data = load('2019,2020,y\n1,2,3\n4,5,6\n');
    expect(data.inputNames).toEqual(['2019', '2020']);
    expect(data.targetNames).toEqual(['y']);
    expect(data.classes).toBeNull();
  });

  test('tabs, and no header where the first row has a number', () => {
    const data = load('1\tred\n2\tblue\n3\tred');
    expect(data.inputNames).toEqual(['column 1']);
    expect(data.classes).toEqual(['red', 'blue']);
    expect(Array.from(data.train.targets)).toEqual([1, 0, 0, 1, 1, 0]);
  });

  test.each([
    ['x,y\n1,-1\n2,1', 'plus-minus', ['−1', '1']],
    ['x,y\n1,0\n2,1', 'zero-one', ['0', '1']],
    ['x,y\n1,.5\n2,1', 'unit-interval', null],
    ['x,y\n1,7\n2,1', 'real', null],
  ])('the meaning of the targets of %j', (text, coding, classes) => {
    const shape = datasetShape(spec(text));
    expect([shape.coding, shape.classes]).toEqual([coding, classes]);
  });

  test('chosen columns, by name and by number, and several targets', () => {
    const data = load('a,b,c,d\n1,0,1,4\n2,1,0,8', { inputs: ['d', 'a'], target: ['b', 'column 3'] });
    expect(Array.from(data.train.inputs)).toEqual([4, 1, 8, 2]);
    expect(data.coding).toBe('one-hot');
    expect(data.targetNames).toEqual(['b', 'c']);
  });

  test('numbers as classes where asked', () => {
    expect(load('x,y\n1,7\n2,9\n3,7', { task: 'classes' }).classes).toEqual(['7', '9']);
  });

  test('decimal commas where asked', () => {
    const data = load('a;b;y\n1,5;2;,25\n-3,0;4e1;7\n', { decimal: 'comma' });
    expect(data.inputNames).toEqual(['a', 'b']);
    expect(Array.from(data.train.inputs)).toEqual([1.5, 2, -3, 40]);
    expect(Array.from(data.train.targets)).toEqual([0.25, 7]);
  });

  test('a constant input becomes 0 when standardised', () => {
    const data = load('a,b,y\n0.1,1,1\n0.1,3,2\n0.1,5,3', { standardise: true });
    expect([0, 2, 4].map((i) => data.train.inputs[i])).toEqual([0, 0, 0]);
    expect(data.train.inputs.every(Number.isFinite)).toBe(true);
  });
});

describe('what is refused, in one sentence with the place', () => {
  test.each([
    [
      'a,b\n1,2\nx,3\n',
      {},
      'flowers.csv, line 3, column "a" is "x", not a number: write a number, or leave this column out in data.inputs.',
    ],
    [
      'a;b\n1,5;2\n',
      {},
      'flowers.csv, line 2, column "a" is "1,5", not a number: write decimals with a point, or set data.decimal to comma (on the command line: --set data.decimal=comma).',
    ],
    [
      'a,b\n1,2\n,3\n',
      {},
      'flowers.csv, line 3, column "a" is empty: write a number, or leave this column out in data.inputs.',
    ],
    [
      'a,b\n1,2\n3,\n',
      {},
      'flowers.csv, line 3, column "b" is empty: write a number or set data.task to classes (on the command line: --set data.task=classes).',
    ],
    [
      'a,b\n1,2\n3,red\n',
      {},
      'flowers.csv, line 3, column "b" is "red", not a number: write a number or set data.task to classes (on the command line: --set data.task=classes).',
    ],
    ['a,b\n1,red\n3,\n', {}, 'flowers.csv, line 3, column "b" is empty: give every row its class.'],
    [
      'a,b\n1,1e999\n',
      {},
      'flowers.csv, line 2, column "b" is "1e999", not a number: write a number or set data.task to classes (on the command line: --set data.task=classes).',
    ],
    [
      'a,b\n1,2,3\n',
      {},
      'flowers.csv, line 2 has 3 cells but the first row has 2: give every row the same number of cells.',
    ],
    [
      'a,b\n\n1\n',
      {},
      'flowers.csv, line 3 has 1 cell but the first row has 2: give every row the same number of cells.',
    ],
    ['  \n', {}, 'flowers.csv has no rows: give the text of a CSV with at least two rows of data.'],
    ['a,b\n', {}, 'flowers.csv has a header but no rows: add rows of data below line 1.'],
    [
      'a\n1\n2\n',
      {},
      'flowers.csv has one column: it needs at least one input column and one target column (columns are separated by commas, semicolons or tabs).',
    ],
    [
      'a,b\n1,red\n2,red\n',
      {},
      'column "b" of flowers.csv holds the single class "red": a classification needs at least two.',
    ],
    ['a,a\n1,2\n', {}, 'flowers.csv, line 1 names two columns "a": give every column its own name.'],
    [
      'a,b\n1,"2\n',
      {},
      'flowers.csv has a quoted cell, opened in line 2, that is never closed: close the quotation mark.',
    ],
    [
      'a,b\n"1 ""x""",2\n"3\n",4\r\n 5," 6\n7,8\n9,10\n',
      {},
      'flowers.csv has a quoted cell, opened in line 5, that is never closed: close the quotation mark.',
    ],
    [
      'width,length\n1,2\n',
      { target: ['lenght'] },
      'data.target names "lenght" but flowers.csv has no such column: did you mean "length".',
    ],
    [
      'a,b\n1,2\n',
      { inputs: ['zzz'] },
      'data.inputs names "zzz" but flowers.csv has no such column: its columns are a, b.',
    ],
    [
      'a,b\n1,2\n',
      { inputs: ['a'], target: ['a'] },
      'column "a" of flowers.csv is both an input and a target: choose one.',
    ],
    [
      'a,b\n1,2\n',
      { inputs: ['a', 'b'] },
      'flowers.csv leaves no target column: choose fewer columns for the other part.',
    ],
    [
      'a,b,c\n1,x,y\n',
      { target: ['b', 'c'] },
      'data.target lists 2 columns of flowers.csv but classes stand in one column: choose one, or columns of numbers.',
    ],
    [
      '',
      {},
      "data.file names flowers.csv but data.text is empty: put the text of the CSV into data.text, or keep the CSV beside the experiment's file.",
    ],
    [`${'1,'.repeat(1024)}1\n`, {}, 'flowers.csv has 1025 columns; at most 1024 are read.'],
    [`${'1,1\n'.repeat(200_001)}`, {}, 'flowers.csv has 200001 rows; at most 200000 are read.'],
  ])('%#', (text, settings, expected) => {
    expect(sentence(text, settings)).toBe(expected);
  });

  test('a text longer than the limit', () => {
    expect(sentence('x'.repeat(16_777_217))).toBe(
      'data.text is a text of 16777217 characters but at most 16777216 are allowed.',
    );
  });
});
