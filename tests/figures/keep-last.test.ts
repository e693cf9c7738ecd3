/** Oracle: how often the computation ran. */
import { expect, it } from 'vitest';
import { keepLast } from '../../src/figures/keep-last';

it('computes again for another array or another key, and only then', () => {
  let runs = 0;
  const get = keepLast<number>();
  const [a, b] = [new Float64Array(1), new Float64Array(1)];
  for (const [values, key] of [[a, [1]], [a, [1]], [a, [2]], [b, [2]], [a, [2]], [a, [1]]] as const) get(values, key, () => ++runs); // prettier-ignore
  expect(runs).toBe(4);
  expect([get.has(a, [1]), get.has(a, [2]), get.has(new Float64Array(1), [1])]).toEqual([true, false, false]);
});
