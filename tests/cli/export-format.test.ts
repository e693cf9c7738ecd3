import { describe, expect, test } from 'vitest';
import { formatOf, landscapeFormatOf, sweepFormatOf } from '../../src/cli/export-format';

/** Oracle: a table written by hand. */

describe('what a file holds, by its ending and --what', () => {
  test.each([
    ['x.csv', undefined, 'history-csv'],
    ['x.npy', undefined, 'theta-npy'],
    ['X.NPY', 'history', 'history-npy'],
    ['x.csv', 'history', 'history-csv'],
    ['x.csv', 'landscape', 'landscape-csv'],
    ['x.npy', 'landscape', 'landscape-npy'],
    ['x.png', 'landscape', 'png'],
    ['x.npy', 'theta', 'theta-npy'],
    ['x.safetensors', 'theta', 'theta-safetensors'],
    ['x.npy', 'sweep', 'sweep-npy'],
    ['x.saddle', undefined, 'saddle'],
  ] as const)('%s, %s: %s', (path, what, format) => {
    expect(formatOf(path, what)).toBe(format);
  });

  test.each([
    ['th.csv', 'theta', 'th.csv: --what theta is written as .npy or .safetensors, not as .csv'],
    ['x.png', 'history', 'x.png: --what history is written as .csv or .npy, not as .png'],
    ['x.saddle', 'history', 'x.saddle: --what history is written as .csv or .npy, not as .saddle'],
    ['x.gif', undefined, "x.gif: the file's ending must say what to write"],
  ] as const)('%s, %s is refused', (path, what, sentence) => {
    expect(() => formatOf(path, what)).toThrow(sentence);
  });

  test('a landscape and a sweep have endings of their own', () => {
    expect(landscapeFormatOf('x.saddle')).toBe('saddle');
    expect(() => landscapeFormatOf('x.safetensors')).toThrow(
      'a landscape is written as .png, .svg, .csv, .npy or .saddle, not as .safetensors',
    );
    expect(sweepFormatOf('x.csv', undefined, 's.saddle')).toBe('sweep-csv');
    expect(sweepFormatOf('x.json', undefined, 's.saddle')).toBe('json');
    expect(() => sweepFormatOf('x.py', undefined, 's.saddle')).toThrow(/s\.saddle holds a sweep and no run/);
    expect(() => sweepFormatOf('x.npy', 'theta', 's.saddle')).toThrow(/s\.saddle holds a sweep and no run/);
  });
});
