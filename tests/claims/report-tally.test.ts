import { describe, expect, test } from 'vitest';
import { tallyOf } from '../../src/claims/report/tally';

/** Oracle: tables written by hand. */

describe('a table by two settings', () => {
  const rows = [
    { activation: 'tanh', data: 'XOR' },
    { activation: 'tanh', data: 'AND' },
    { activation: 'sigmoid', data: 'XOR' },
    { activation: 'sigmoid', data: 'AND' },
    { activation: 'relu', data: 'XOR' },
  ];

  test('is spanned by the two settings that tell most, the one with fewer values across', () => {
    expect(tallyOf(rows, ['activation', 'data'])).toEqual({
      down: 'activation',
      across: 'data',
      columns: ['XOR', 'AND'],
      lines: [
        { label: 'tanh', cells: [[0], [1]] },
        { label: 'sigmoid', cells: [[2], [3]] },
        { label: 'relu', cells: [[4], []] },
      ],
    });
    expect(tallyOf(rows, ['data', 'activation']).down).toBe('activation');
  });

  test('has one column where only one setting tells rows apart, and one cell where none does', () => {
    const one = tallyOf(rows, ['activation']);
    expect(one.across).toBeNull();
    expect(one.lines.map(({ cells }) => cells)).toEqual([[[0, 1]], [[2, 3]], [[4]]]);
    expect(tallyOf([{ a: 'x' }, { a: 'x' }], ['a'])).toEqual({
      down: null,
      across: null,
      columns: [''],
      lines: [{ label: '', cells: [[0, 1]] }],
    });
  });

  test('holds every row once, whatever the settings, and rows without a setting under –', () => {
    const mixed = [...rows, { data: 'OR' }, { activation: 'relu' }] as Record<string, string>[];
    const { lines, columns } = tallyOf(mixed, ['activation', 'data']);
    const all = lines.flatMap(({ cells }) => cells.flat());
    expect(all.sort((a, b) => a - b)).toEqual(mixed.map((_, i) => i));
    expect([...columns, ...lines.map(({ label }) => label)]).toContain('–');
  });
});
