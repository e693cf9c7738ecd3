import { describe, expect, test } from 'vitest';
import { readCsvTable } from '../../../src/model/datasets/csv-table';

/** Oracle: the same table without the lines above it. */

const form = { delimiter: 'auto', decimal: 'auto', header: 'auto' };
const read = (text: string) => {
  const { columns, rows, delimiter, decimal } = readCsvTable(text, 't.csv', form);
  return {
    columns,
    cells: rows.map(({ cells }) => cells),
    lines: rows.map(({ line }) => line),
    delimiter,
    decimal,
  };
};

describe('lines above a table', () => {
  test.each([
    ['sep=;\na;b\n1,5;2\n3;4\n', 'a;b\n1,5;2\n3;4\n', 1],
    ['\uFEFFsep=;\r\na;b\r\n1,5;2\r\n3;4\r\n', 'a;b\n1,5;2\n3;4\n', 1],
    ['"sep=,"\na,b\n1,2\n', 'a,b\n1,2\n', 1],
    ['SEP=\t\na\tb\n1\t2\n', 'a\tb\n1\t2\n', 1],
    ['# made on Monday, at noon\n# by hand\n\na,b\n1,2\n', 'a,b\n1,2\n', 3],
    ['# made on Monday, at noon\na,b\n1,2\n', 'a,b\n1,2\n', 1],
    ['# only this\n1,2\n3,4\n', '1,2\n3,4\n', 1],
    ['# first\n# a,b\n1,2\n', '# a,b\n1,2\n', 1],
    ['#a,b\n1,2\n', '#a,b\n1,2\n', 0],
  ])('%j', (text, without, lines) => {
    const plain = read(without);
    expect(read(text)).toEqual({ ...plain, lines: plain.lines.map((line) => line + lines) });
  });

  test.each([
    ['sep=|\na|b\n1|2\n', 't.csv, line 1 says that | separates the cells'],
    ['a,b\n1,2\n# no more\n3,4\n', 't.csv, line 3 begins with # as a comment does'],
    ['# nothing else\n', 't.csv has no rows below its first lines'],
    ['sep=;\n', 't.csv has no rows below its first lines'],
  ])('%j is refused', (text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });
});
