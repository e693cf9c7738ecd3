import { fixedTable } from './fixed-table';

export const fivePoints = fixedTable(
  {
    name: 'five-points',
    label: 'Five points (regression)',
    summary: 'Five points in general position whose targets have no average of 0.',
  },
  'real',
  [
    [0.5, -1, 1],
    [1.5, 0.25, -0.5],
    [-0.75, 2, 2],
    [-1.25, -0.5, 0.25],
    [0, 1, -1.75],
  ],
);
