import { defineScheme, fillEach } from './scheme';

/**
 * ZerO, Zhao et al. 2021: a partial identity where outputs ≤ inputs, else I·H(2^m)/2^(m/2)·I with m = ⌈log₂ outputs⌉ and H Sylvester's Hadamard
 * matrix, H[i][j] = (−1)^(number of ones in i AND j). No random number is used.
 */
export const hadamard = defineScheme({
  name: 'hadamard',
  label: 'ZerO (Hadamard)',
  summary: 'Zeros and ones, and a Hadamard matrix where a layer grows: breaks symmetry without chance.',
  forBiases: false,
  fields: {},
  fill(target, _, context) {
    if (context.rows <= context.columns) {
      fillEach(target, context, (row, column) => (row === column ? 1 : 0));
      return;
    }
    let size = 1;
    while (size < context.rows) size *= 2;
    const scale = 1 / Math.sqrt(size);
    fillEach(target, context, (row, column) => (oddOnes(row & column) ? -scale : scale));
  },
});

function oddOnes(bits: number): boolean {
  let odd = false;
  for (let rest = bits; rest; rest &= rest - 1) odd = !odd;
  return odd;
}
