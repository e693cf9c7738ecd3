import { describe, expect, test } from 'vitest';
import type { LandscapeQuantity, Workspace } from '../../src/core';
import { computeTile, tilingOf } from '../../src/runs/landscape-tiles';
import { SharedTiles } from '../../src/runs/shared-tiles';

/** Oracle: a quantity that can be computed by hand, alpha + 1000·beta, and counting. */

const direction = new Float64Array(1);

const shapes: { quantity: LandscapeQuantity; width: number; height: number; work: [number, number] }[] = [
  { quantity: 'loss', width: 101, height: 101, work: [337, 256] },
  { quantity: 'gradient-norm', width: 101, height: 101, work: [337, 256] },
  { quantity: 'curvature', width: 101, height: 101, work: [337, 256] },
  { quantity: 'loss', width: 101, height: 7, work: [9, 4] },
  { quantity: 'loss', width: 1001, height: 3, work: [9, 4] },
  { quantity: 'loss', width: 31, height: 31, work: [100_000, 1000] },
  { quantity: 'accuracy', width: 17, height: 2, work: [3000, 100] },
  { quantity: 'loss', width: 1, height: 1, work: [1, 1] },
];

describe.each(shapes)('$width × $height points, $quantity, $work parameters × samples', (shape) => {
  const { quantity, width, height, work } = shape;
  const alphas = Float64Array.from({ length: width }, (_, i) => i);
  const betas = Float64Array.from({ length: height }, (_, j) => j);
  const grid = { centre: direction, first: direction, second: direction, alphas, betas, quantity };
  const tiling = tilingOf(grid, ...work);

  test('every point is computed once, where it belongs', () => {
    let computed = 0;
    const landscape: Workspace['landscape'] = (_centre, _first, _second, someAlphas, someBetas) => {
      computed += someAlphas.length * someBetas.length;
      return Float64Array.from(
        { length: someAlphas.length * someBetas.length },
        (_, p) => someAlphas[p % someAlphas.length]! + 1000 * someBetas[Math.floor(p / someAlphas.length)]!,
      );
    };
    const shared = SharedTiles.create(tiling.tiles, width * height);
    for (let tile = shared.take(); tile !== null; tile = shared.take()) {
      computeTile({ landscape } as Workspace, grid, tiling, shared, tile);
      shared.finish(tile);
    }
    expect(computed).toBe(width * height);
    expect(shared.done).toBe(tiling.tiles);
    shared.values.forEach((value, p) => expect(value).toBe((p % width) + 1000 * Math.floor(p / width)));
  });

  test('a tile is work of about a millisecond, or one point', () => {
    const passes = { loss: 1, accuracy: 1, 'gradient-norm': 3, curvature: 8 }[quantity];
    const products = tiling.points * tiling.rows * work[0] * work[1] * passes;
    expect(tiling.points * tiling.rows === 1 || products < 1e7).toBe(true);
    expect(tiling.tiles).toBe(Math.ceil(width / tiling.points) * Math.ceil(height / tiling.rows));
  });
});

test('several takers never get the same tile, and none after a cancellation', () => {
  const first = SharedTiles.create(10, 1);
  const second = new SharedTiles(first.handle);
  const taken = [first.take(), second.take(), second.take(), first.take()];
  expect(taken).toEqual([0, 1, 2, 3]);
  second.cancel();
  expect(first.take()).toBeNull();
  expect(second.take()).toBeNull();
});

test('what was saved with some tiles is gone on with by the others', () => {
  const first = SharedTiles.create(5, 10);
  first.values.set([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  for (const tile of [0, 1, 3]) first.finish(tile);
  const second = SharedTiles.create(5, 10);
  expect(second.restore(first.save())).toBe(true);
  expect(second.done).toBe(3);
  expect(Array.from(second.values)).toEqual(Array.from(first.values));
  expect([second.take(), second.take(), second.take()]).toEqual([2, 4, null]);
});

test.each([
  [4, 10],
  [5, 9],
])('what was saved of others, %i tiles and %i numbers, is not taken', (tiles, values) => {
  const other = SharedTiles.create(tiles, values);
  other.values.fill(1);
  other.finish(0);
  const shared = SharedTiles.create(5, 10);
  expect(shared.restore(other.save())).toBe(false);
  expect([shared.done, shared.values[0], shared.take()]).toEqual([0, 0, 0]);
});
