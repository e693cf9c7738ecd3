import { fixedTable } from './fixed-table';

export const threePoints = fixedTable(
  {
    name: 'three-points',
    label: 'Three points (regression)',
    summary: 'Three points without any symmetry, for following a single step by hand.',
  },
  'real',
  [
    [1, 2, 1],
    [-1, 0.5, -1],
    [0.3, -2, 0.5],
  ],
);
