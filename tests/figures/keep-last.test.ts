/** Oracle: how often the computation ran. */
import { expect, it } from 'vitest';
import { keepLast } from '../../src/figures/keep-last';
import { toItsEnd } from '../../src/figures/to-its-end';

it('computes again for another array or another key, and only then', () => {
  let runs = 0;
  const get = keepLast<number>();
  const [a, b] = [new Float64Array(1), new Float64Array(1)];
  for (const [values, key] of [[a, [1]], [a, [1]], [a, [2]], [b, [2]], [a, [2]], [a, [1]]] as const) get(values, key, () => ++runs); // prettier-ignore
  expect(runs).toBe(4);
  expect([get.has(a, [1]), get.has(a, [2]), get.has(new Float64Array(1), [1])]).toEqual([true, false, false]);
});

it('what is computed in pieces is kept with the rest, and only when it has come to its end', () => {
  let runs = 0;
  const get = keepLast<number>();
  const a = new Float64Array(1);
  const pieces = function* (): Generator<void, number> {
    yield;
    return ++runs;
  };
  const begun = get.inPieces(a, [1], pieces);
  begun.next();
  expect(get.has(a, [1])).toBe(false);
  expect(toItsEnd(begun)).toBe(1);
  expect([get.has(a, [1]), toItsEnd(get.inPieces(a, [1], pieces)), get(a, [1], () => ++runs)]).toEqual([
    true,
    1,
    1,
  ]);
  expect([toItsEnd(get.inPieces(a, [2], pieces)), runs]).toEqual([2, 2]);
});
