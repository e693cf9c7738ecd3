import { describe, expect, test } from 'vitest';
import { landscapeScale } from '../../src/figures/landscape-map';
import { heightScale } from '../../src/figures/surface-heights';
import { meshHeightAt, surfaceMesh, surfaceSpace } from '../../src/figures/surface-mesh';
import { surfacePath, type Point3 } from '../../src/figures/surface-path';
import { isHidden } from '../../src/figures/surface-sight';
import type { Landscape } from '../../src/analysis/landscape';
import { shape } from './landscapes';

/** Oracle: a bowl and a ridge, whose heights and shadows are known. */

function standing(landscape: Landscape) {
  const values = landscapeScale(landscape);
  const heights = heightScale(landscape.values, values, 'linear');
  const space = surfaceSpace(landscape, 1);
  const mesh = surfaceMesh(landscape, space, heights, values);
  return { landscape, heights, space, mesh };
}

const bowl = (a: number, b: number): number => a * a + b * b;

describe('a path in a bowl', () => {
  const { landscape, heights, space, mesh } = standing(
    shape(bowl, {
      path: [
        [0.9, 0],
        [0, 0.1],
        [-0.8, -0.6, 0.5],
        [2, 0],
        [0.3, 0.3],
      ],
    }),
  );
  const path = surfacePath(landscape, mesh, space, heights, 100);

  test('lies on the surface all the way, also between two checkpoints far apart', () => {
    const places = path.pieces.flatMap(({ points }) => points);
    expect(places.length).toBeGreaterThan(40);
    for (const [x, y, z] of places) {
      const { alpha, beta } = space.planeAt(x, z);
      const above = y - meshHeightAt(landscape, mesh, alpha, beta);
      expect(above).toBeGreaterThan(0);
      expect(above).toBeLessThan(0.01);
    }
  });

  test('goes on unbroken where its look stays the same, and is interrupted outside', () => {
    // To the second checkpoint; on to the third, off the plane; to the edge and from there (the way to (2, 0) leaves the surface).
    const [first, second] = path.pieces;
    expect(first!.points.at(-1)).toEqual(second!.points[0]);
    expect(path.pieces.every(({ points }) => points.every(([x]) => Math.abs(x) <= 1))).toBe(true);
  });

  test('is weaker off the plane and faint after the step that is shown', () => {
    expect(path.pieces.map(({ faint }) => faint)).toEqual([false, ...path.pieces.slice(1).map(() => true)]);
    expect(path.pieces[0]!.strength).toBe(1);
    expect(path.pieces[1]!.strength).toBeLessThan(1);
    expect(path.start).toEqual(path.pieces[0]!.points[0]);
    expect(path.current).toEqual(path.pieces[1]!.points[0]);
  });
});

test('where the loss is another than that of the plane it stands at its own height, with stems to the surface', () => {
  const honest = shape(bowl, {
    path: Array.from({ length: 30 }, (_, i) => [-0.9 + 0.06 * i, 0, i / 30] as const),
  });
  const { trajectory } = honest;
  const misled: Landscape = {
    ...honest,
    trajectory: { ...trajectory, loss: trajectory.planeLoss.map((loss, i) => loss + (i > 14 ? 0.4 : 0)) },
  };
  const { landscape, heights, space, mesh } = standing(misled);
  const { truth, stems } = surfacePath(landscape, mesh, space, heights, undefined);
  const places = truth.flatMap(({ points }) => points);
  expect(new Set(places).size).toBe(15);
  for (const [x, y] of places) {
    const { alpha } = space.planeAt(x, 0);
    expect(y).toBeCloseTo(space.yOf(heights.heightOf(bowl(alpha, 0) + 0.4)) + 0.008, 6);
  }
  expect(stems.length).toBe(2 * 15);
  for (let i = 0; i < stems.length; i += 2)
    expect([stems[i]![0], stems[i]![2]]).toEqual([stems[i + 1]![0], stems[i + 1]![2]]);

  const plain = standing(honest);
  expect(surfacePath(honest, plain.mesh, plain.space, plain.heights, undefined)).toMatchObject({
    truth: [],
    stems: [],
  });
});

test('a ridge hides what is behind it from an eye in front, and nothing from one above', () => {
  // A wall along α at β = 0.
  const { landscape, space, mesh } = standing(shape((_, b) => Math.exp(-50 * b * b)));
  const behind: Point3 = [0, 0.01, space.zOf(0.5)];
  const before: Point3 = [0, 0.01, space.zOf(-0.5)];
  const onTop: Point3 = [0, space.height, 0];
  const low: Point3 = [0, 0.5, 8];
  const high: Point3 = [0, 8, 0.1];
  const hidden = (point: Point3, eye: Point3) => isHidden(landscape, mesh, space, point, eye);
  expect([hidden(behind, low), hidden(before, low), hidden(onTop, low)]).toEqual([true, false, false]);
  expect([hidden(behind, high), hidden(before, high), hidden(onTop, high)]).toEqual([false, false, false]);
});
