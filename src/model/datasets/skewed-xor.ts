import { fixedTable } from './fixed-table';

export const skewedXor = fixedTable(
  {
    name: 'skewed-xor',
    label: 'XOR, skewed',
    summary:
      'XOR with 0/1 whose last point is moved to (1, 1.2): the inputs are no longer symmetric, but the targets are balanced all the same.',
  },
  'zero-one',
  [
    [0, 0, 0],
    [0, 1, 1],
    [1, 0, 1],
    [1, 1.2, 0],
  ],
);
