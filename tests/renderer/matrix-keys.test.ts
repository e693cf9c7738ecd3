import { expect, test } from 'vitest';
import { cellAfter, type CellPosition } from '../../renderer/state/claims/matrix-keys';

/** Oracle: a small picture of cells, walked by hand. */

const picture = ['0 1 .', '. 2 3', '4 . .', '. . 5'];
const cells: CellPosition[] = picture.flatMap((row, line) =>
  row.split(' ').flatMap((text, column) => (text === '.' ? [] : [{ index: Number(text), line, column }])),
);
const after = (from: number, key: string) => cellAfter(cells, from, `Arrow${key}`);

test.each([
  [0, 'Right', 1],
  [1, 'Right', 1],
  [1, 'Left', 0],
  [0, 'Left', 0],
  [1, 'Down', 2],
  [0, 'Down', 2],
  [3, 'Down', 4],
  [4, 'Down', 5],
  [5, 'Down', 5],
  [5, 'Up', 4],
  [4, 'Up', 2],
  [2, 'Up', 1],
  [3, 'Up', 1],
  [0, 'Up', 0],
])('from %i, %s comes to %i', (from, key, to) => expect(after(from, key)).toBe(to));

test('the ends of a line', () => {
  expect([cellAfter(cells, 1, 'Home'), cellAfter(cells, 2, 'End')]).toEqual([0, 3]);
});

test('other keys, and cells that are not there, are none of the matrix’s', () => {
  expect([cellAfter(cells, 0, 'Enter'), cellAfter(cells, 9, 'ArrowUp')]).toEqual([null, null]);
});
